import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import en from '../src/shared/dictionary/en.json';
import zh from '../src/shared/dictionary/zh-CN.json';
import { fill, speech } from '../src/shared/i18n';

const source = join(import.meta.dirname, '../src');
const code = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
const places = (text: string) => [...text.matchAll(/\{\w+}/g)].map(String).sort();

describe('the dictionaries', () => {
  it('have the same keys in both languages', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
  });

  it('have the same places to fill in both languages', () => {
    const english: Record<string, string> = en;
    for (const [key, text] of Object.entries(zh)) {
      expect(places(english[key]!), key).toEqual(places(text));
    }
  });

  it('hold every Chinese word of the pages, none is in the code', () => {
    const withChinese = code.filter((file) =>
      /[\u3400-\u9fff\uff00-\uffef]/.test(readFileSync(join(source, file), 'utf8')),
    );
    expect(withChinese).toEqual([]);
  });

  it('fill places by name and leave a place without a value visible', () => {
    expect(fill('{n} of {all}', { n: 3 })).toBe('3 of {all}');
  });

  it('show a code the hub invented after this page was built', () => {
    expect(speech('en').code('level', 'PROVINCIAL')).toBe('PROVINCIAL');
    expect(speech('en').code('level', 'COUNTY')).toBe('County');
  });
});
