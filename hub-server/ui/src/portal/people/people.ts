import { call } from '../../shared/http';

export type Person = {
  person: string | number;
  name: string;
  sex: string | null;
  birthDate: string | null;
  maskedId: string | null;
  facilities: string[];
};

export type Kind = 'LAB' | 'IMAGING' | 'ENCOUNTER' | 'REPORT';
export const kinds: Kind[] = ['LAB', 'IMAGING', 'REPORT', 'ENCOUNTER'];

export type Item = {
  name: string;
  value: string | null;
  unit?: string | null;
  range?: string | null;
  flag?: string | null;
  regionalCode?: string | null;
};

export type Entry = {
  kind: Kind;
  at: string;
  facility: string;
  title: string;
  status?: string | null;
  items?: Item[];
  studyUid?: string | null;
  modality?: string | null;
  instances?: number | null;
  text?: string | null;
};

export type SourceRecord = { facility: string; patient: string; mrnMasked: string | null; link: 'MATCH' | 'POSSIBLE' };
export type Timeline = { person: Person & { records: SourceRecord[] }; entries: Entry[] };

/** Names and numbers go in the body: an address is logged. */
export const search = (q: string, signal?: AbortSignal) =>
  call<{ items: Person[] }>('/api/people/search', { json: { q }, signal });

export const timeline = (person: string, signal?: AbortSignal) =>
  call<Timeline>(`/api/people/${encodeURIComponent(person)}/timeline`, { signal });

export type Show = { kinds: Kind[]; facility: string | undefined; abnormal: boolean; words: string };

/** HL7 table 0078: anything but normal; nothing said is not abnormal. */
export const abnormal = ({ flag }: Item) => Boolean(flag) && flag !== 'N';
export const critical = ({ flag }: Item) => ['HH', 'LL', 'AA', '>', '<'].includes(flag ?? '');

export function direction({ flag }: Item): 'up' | 'down' | undefined {
  if (!flag) return undefined;
  if (flag.startsWith('H') || flag === '>') return 'up';
  return flag.startsWith('L') || flag === '<' ? 'down' : undefined;
}

export function visible(entries: Entry[], show: Show): Entry[] {
  const words = show.words.trim().toLowerCase();
  return entries
    .filter(({ kind }) => show.kinds.includes(kind))
    .filter(({ facility }) => !show.facility || facility === show.facility)
    .filter(({ items }) => !show.abnormal || items?.some(abnormal))
    .filter(({ title, items }) =>
      [title, ...(items ?? []).map(({ name }) => name)].join(' ').toLowerCase().includes(words),
    );
}

/** Entries by year, newest first, in the order given within a year. */
export function byYear(entries: Entry[]): [string, Entry[]][] {
  const years = new Map<string, Entry[]>();
  for (const entry of [...entries].sort((a, b) => Date.parse(b.at) - Date.parse(a.at))) {
    const year = entry.at.slice(0, 4);
    years.set(year, [...(years.get(year) ?? []), entry]);
  }
  return [...years];
}

export type Point = { at: number; value: number };

/**
 * The course of one regional item over all hospitals, oldest first; only numbers in the unit of the latest result, because
 * a line through two units would be a lie. Fewer than two points are no course.
 */
export function course(entries: Entry[], item: Item): Point[] {
  if (!item.regionalCode) {
    return [];
  }
  const points = entries
    .flatMap(({ at, items }) => (items ?? []).map((other) => ({ other, at: Date.parse(at) })))
    .filter(({ other }) => other.regionalCode === item.regionalCode && (other.unit ?? '') === (item.unit ?? ''))
    .map(({ other, at }) => ({ at, value: Number(other.value) }))
    .filter(({ value }) => Number.isFinite(value))
    .sort((a, b) => a.at - b.at);
  return points.length < 2 ? [] : points;
}
