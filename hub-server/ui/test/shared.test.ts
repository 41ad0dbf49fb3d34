import { describe, expect, it } from 'vitest';
import { age, ago, count, instant, setZone, share } from '../src/shared/format';
import { cookie, fileName } from '../src/shared/http';
import { formatRoute, parseRoute } from '../src/portal/route';

describe('formats', () => {
  it('write instants as year-month-day hour:minute', () => {
    setZone('Asia/Shanghai');
    expect(instant('2026-07-03T02:41:09Z')).toBe('2026-07-03 10:41');
    expect(instant('2026-07-03T10:41:09+08:00', true)).toBe('2026-07-03 10:41:09');
    expect(instant(null)).toBe('');
  });

  it('count large numbers in wan for Chinese and in thousands for English', () => {
    expect(count(99_999, 'zh-CN')).toBe('99,999');
    expect(count(123_456, 'zh-CN')).toMatch(/^12\.3.$/);
    expect(count(123_456, 'en')).toBe('123.5K');
  });

  it('give no share of nothing', () => {
    expect(share(0, 0, 'en')).toBe('–');
    expect(share(1, 8, 'en')).toBe('12.5%');
  });

  it('count an age in whole years up to the birthday', () => {
    expect(age('1990-03-07', new Date(2026, 2, 6))).toBe(35);
    expect(age('19900307', new Date(2026, 2, 7))).toBe(36);
    expect(age(null)).toBeUndefined();
  });

  it('never place a message in the future, whatever the clocks say', () => {
    const now = Date.parse('2026-07-03T10:00:00Z');
    expect(ago('2026-07-03T10:00:20Z', 'en', now)).toBe('now');
    expect(ago('2026-07-03T09:57:00Z', 'en', now)).toBe('3 minutes ago');
  });
});

describe('the wire', () => {
  it('finds the CSRF token among the cookies', () => {
    expect(cookie('a=1; XSRF-TOKEN=x%2Fy; b=2', 'XSRF-TOKEN')).toBe('x/y');
    expect(cookie('', 'XSRF-TOKEN')).toBeUndefined();
  });

  it('prefers the file name that can be Chinese', () => {
    expect(fileName(`attachment; filename="report.csv"; filename*=UTF-8''%E6%8A%A5%E8%A1%A8.csv`)).toBe(
      '\u62a5\u8868.csv',
    );
    expect(fileName(null)).toBeUndefined();
  });
});

describe('a route', () => {
  it('survives the way into the address bar and back', () => {
    const hash = formatRoute('messages', '42', { state: 'FAILED', type: 'ORU^R01', facility: undefined });
    const route = parseRoute(hash);
    expect([route.page, route.id, route.query.get('state'), route.query.get('type')]).toEqual([
      'messages',
      '42',
      'FAILED',
      'ORU^R01',
    ]);
    expect(route.query.has('facility')).toBe(false);
  });

  it('is the overview where nothing is said', () => {
    expect(parseRoute('').page).toBe('overview');
  });
});
