import type { Language } from './i18n';

let clock = new Intl.DateTimeFormat('sv-SE', clockParts());

function clockParts(zone?: string): Intl.DateTimeFormatOptions {
  const two = '2-digit';
  return { timeZone: zone, year: 'numeric', month: two, day: two, hour: two, minute: two, second: two };
}

/** From here on times are shown as the clocks of the region show them, wherever the reader sits. */
export function setZone(zone: string) {
  clock = new Intl.DateTimeFormat('sv-SE', clockParts(zone || undefined));
}

/** Instants as a Chinese hospital writes them: 2026-07-03 10:41. Empty for nothing, as it is where it is no instant. */
export function instant(iso: string | null | undefined, seconds = false): string {
  if (!iso) {
    return '';
  }
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? iso : clock.format(at).slice(0, seconds ? 19 : 16);
}

export const day = (iso: string | null | undefined) => instant(iso).slice(0, 10);

/** "3 minutes ago" in the reader's language; the date once it is more than a month ago. */
export function ago(iso: string | null | undefined, language: Language, now = Date.now()): string {
  if (!iso) {
    return '';
  }
  const seconds = Math.round((new Date(iso).getTime() - now) / 1000);
  const size = Math.abs(seconds);
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  if (size < 60) return words.format(Math.min(0, seconds), 'second');
  if (size < 3600) return words.format(Math.round(seconds / 60), 'minute');
  if (size < 86_400) return words.format(Math.round(seconds / 3600), 'hour');
  if (size < 31 * 86_400) return words.format(Math.round(seconds / 86_400), 'day');
  return day(iso);
}

/** Whole numbers with separators; from a hundred thousand on as 12.3 wan (zh) or 123K (en). */
export function count(value: number | null | undefined, language: Language): string {
  if (value === null || value === undefined) {
    return '–';
  }
  if (Math.abs(value) < 100_000) {
    return new Intl.NumberFormat(language).format(value);
  }
  return new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 }).format(value);
}

/** Yuan; the cents are left out where they would drown in the sum. */
export function money(value: number | string | null | undefined, language: Language): string {
  if (value === null || value === undefined || value === '') {
    return '–';
  }
  const yuan = Number(value);
  const digits = Math.abs(yuan) >= 10_000 || Number.isInteger(yuan) ? 0 : 2;
  const style = { style: 'currency', currency: 'CNY', currencyDisplay: 'narrowSymbol' } as const;
  return new Intl.NumberFormat(language, {
    ...style,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(yuan);
}

/** A share as per cent; a dash where the denominator is nothing, because 0 of 0 is not 0 %. */
export function share(numerator: number, denominator: number, language: Language): string {
  if (!denominator) {
    return '–';
  }
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(
    numerator / denominator,
  );
}

/** Whole years between two days. */
export function age(birthDate: string | null | undefined, now = new Date()): number | undefined {
  const parts = /^(\d{4})-?(\d{2})-?(\d{2})/.exec(birthDate ?? '');
  if (!parts) {
    return undefined;
  }
  const [, year, month, date] = parts.map(Number) as [number, number, number, number];
  const before = now.getMonth() + 1 < month || (now.getMonth() + 1 === month && now.getDate() < date);
  return now.getFullYear() - year - (before ? 1 : 0);
}
