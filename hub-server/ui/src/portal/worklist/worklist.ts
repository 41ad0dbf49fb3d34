import { call } from '../../shared/http';
import type { Replay } from '../messages/replays';

export const kinds = [
  'CODE_NOT_MAPPED',
  'UNIT_NOT_MAPPED',
  'FLAG_NOT_MAPPED',
  'TABLE_CODE_UNKNOWN',
  'AUTHORITY_UNKNOWN',
] as const;

export type Line = {
  facility: string;
  kind: (typeof kinds)[number];
  system: string;
  code: string;
  display: string | null;
  occurrences: number;
  firstSeen: string;
  lastSeen: string;
  firstMessage: number;
  lastMessage: number;
  mapped: boolean;
};

export type Change = { changed: Record<string, string>; afterRestart: string[] };
export type Mistake = { code: string; file: string; key: string; reason: string };

export function lines(facility?: string, kind?: string, signal?: AbortSignal) {
  const query = new URLSearchParams();
  if (facility) query.set('facility', facility);
  if (kind) query.set('kind', kind);
  return call<Line[]>(`/api/messages/unmapped?${query}`, { signal });
}

const key = ({ facility, kind, system, code }: Line) => ({ facility, kind, system, code });

export const replayLine = (line: Line, reason: string) =>
  call<Replay>('/api/messages/unmapped/replay', { json: { ...key(line), reason } });
export const forgetLine = (line: Line) =>
  call('/api/messages/unmapped/forget', { json: { ...key(line), reason: 'off the list' } });
export const reloadRegion = () => call<Change>('/api/region/reload', { method: 'POST' });
