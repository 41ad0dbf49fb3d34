import { call } from '../../shared/http';

export type Indicator = {
  code: string;
  zh: string;
  en: string;
  numerator?: string | null;
  denominator?: string | null;
  numeratorEn?: string | null;
  denominatorEn?: string | null;
};
export type Row = { facility: string; month: string } & Record<string, number | string | null>;
export type Report = {
  definition: {
    id: string;
    version: string;
    title?: string;
    titleZh?: string;
    titleEn?: string;
    indicators: Indicator[];
  };
  rows: Row[];
  totals: Record<string, number | string | null>;
  asOf: string;
};

export const sharing = (from: string, to: string, signal?: AbortSignal) =>
  call<Report>(`/api/reports/sharing?${new URLSearchParams({ from, to })}`, { signal });

export const exportPath = (from: string, to: string, format: 'csv' | 'measurereport') =>
  `/api/reports/sharing?${new URLSearchParams({ from, to, format })}`;

/** What the hub counts as a number; it may send money as text to keep its cents. */
export function value(row: Record<string, unknown>, code: string): number {
  const number = Number(row[code] ?? 0);
  return Number.isFinite(number) ? number : 0;
}

/** The codes that the rows really carry, in the order of the definition; one that is defined but not sent is not shown. */
export function codes(report: Report): string[] {
  return report.definition.indicators
    .map(({ code }) => code)
    .filter((code) => report.rows.some((row) => code in row) || code in report.totals);
}

export type Facet = 'facility' | 'month';

/** Sums of one indicator by hospital and month: for every month of the period, also where nothing was counted. */
export function matrix(report: Report, code: string, facilities: string[], months: string[]): number[][] {
  const sums = new Map<string, number>();
  for (const row of report.rows) {
    const key = `${row.facility} ${row.month}`;
    sums.set(key, (sums.get(key) ?? 0) + value(row, code));
  }
  return facilities.map((facility) => months.map((month) => sums.get(`${facility} ${month}`) ?? 0));
}

/** Months from one to the other, both included, as 2026-01. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  let [year, month] = from.split('-').map(Number) as [number, number];
  for (let guard = 0; guard < 240; guard++) {
    const name = `${year}-${String(month).padStart(2, '0')}`;
    if (name > to) break;
    months.push(name);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
  return months;
}

/** The month `back` months before this one. */
export function monthBefore(back: number, now = new Date()): string {
  const at = new Date(now.getFullYear(), now.getMonth() - back, 1);
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}`;
}

/** Change of the last month against the one before; nothing where there is nothing to compare with. */
export function change(report: Report, code: string, months: string[]): number | undefined {
  const sum = (month: string | undefined) =>
    report.rows.filter((row) => row.month === month).reduce((total, row) => total + value(row, code), 0);
  const [before, last] = [sum(months.at(-2)), sum(months.at(-1))];
  return months.length < 2 || before === 0 ? undefined : (last - before) / before;
}
