import { describe, expect, it } from 'vitest';
import { marked, words } from '../src/portal/identity/identity';

const differing = (text: string, other: string) =>
  marked(text, other)
    .filter((letter) => letter.differs)
    .map((letter) => letter.text)
    .join('');

describe('differences', () => {
  it('marks the letters that the other text does not have', () => {
    expect(differing('王晓玮', '王晓伟')).toBe('玮');
    expect(differing('1988-11-05', '1988-11-05')).toBe('');
    expect(differing('13805710001', '13805710010')).toMatch(/^[01]$/);
    expect(differing('王伟', '')).toBe('王伟');
    expect(differing('𠮷田', '吉田')).toBe('𠮷');
  });
});

describe('rules', () => {
  it('are read word by word, slips marked', () => {
    expect(words('NAME~-BIRTH-SEX')).toEqual([
      { word: 'NAME', nearly: true },
      { word: 'BIRTH', nearly: false },
      { word: 'SEX', nearly: false },
    ]);
    expect(words('ID-CONFLICT')).toEqual([{ word: 'ID-CONFLICT', nearly: false }]);
    expect(words('')).toEqual([]);
  });
});
