import { call, download } from '../../shared/http';

export type Row = {
  day: string;
  type: string;
  received: number;
  done: number;
  failed: number;
  refused: number;
  waiting: number;
  parked: number;
  superseded: number;
  repeats: number;
};
export type Counts = { facility: string; from: string; to: string; zone: string; rows: Row[] };
export type Extra = { id: number; controlId: string; type: string; state: string };
export type Compared = {
  told: number;
  matched: number;
  missingHereCount: number;
  extraHereCount: number;
  missingHere: string[];
  extraHere: Extra[];
};

const query = (facility: string, from: string, to: string) => new URLSearchParams({ facility, from, to });

export const counts = (facility: string, from: string, to: string, signal?: AbortSignal) =>
  call<Counts>(`/api/messages/reconciliation?${query(facility, from, to)}`, { signal });
export const countsAsFile = (facility: string, from: string, to: string) =>
  download(`/api/messages/reconciliation?format=csv&${query(facility, from, to)}`, `${facility}.csv`);
export const compare = (facility: string, from: string, to: string, controlIds: string[]) =>
  call<Compared>('/api/messages/reconciliation', { json: { facility, from, to, controlIds } });

/** Control ids as hospitals export them: one a line, the first column of a table, with or without a head and quotes. */
export function idsOf(text: string): string[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) =>
      line
        .split(/[,;\t]/)[0]!
        .trim()
        .replace(/^"|"$/g, ''),
    )
    .filter((id) => id !== '' && !/^(msh-?10|control_?id|message_?control_?id)$/i.test(id));
}

/** One line for all types of a day, and one for everything. */
export function sum(rows: Row[]): Omit<Row, 'day' | 'type'> {
  const total = { received: 0, done: 0, failed: 0, refused: 0, waiting: 0, parked: 0, superseded: 0, repeats: 0 };
  for (const row of rows) {
    for (const name of Object.keys(total) as (keyof typeof total)[]) total[name] += row[name];
  }
  return total;
}

/** What the image store has and the index names, and do not agree on. */
export type Finding = { key: string; kind: 'ORPHAN' | 'ASIDE' | 'MISSING'; facility?: string };
export type ImageCheck = {
  last?: { endedAt: string; objects: number; orphans: number; aside: number; missing: number };
  findings: Finding[];
};

export const imageCheck = (signal?: AbortSignal) => call<ImageCheck>('/api/imaging/check', { signal });
export const beginCheck = () => call<void>('/api/imaging/check', { method: 'POST' });
