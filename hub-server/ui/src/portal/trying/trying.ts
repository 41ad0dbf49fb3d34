import { call } from '../../shared/http';
import type { Remark } from '../messages/messages';

export type Difference = { subject: string; path: string; before: string | null; after: string | null };
export type Made = { reference: string; mode: string; cleared?: string[]; resource: object };
export type Noted = Remark & { value: string | null };
export type Trial = {
  type: string;
  controlId: string;
  profile: string;
  charset: string;
  error: string | null;
  resources: Made[];
  remarks: Noted[];
  differences?: Difference[];
};
export type DryRun = {
  looked: number;
  different: number;
  refusedBefore: number;
  refusedAfter: number;
  examples: { message: number; type: string; differences: Difference[] }[];
};

export const tryText = (facility: string, text: string, profile: string) =>
  call<Trial>('/api/messages/try', { json: { facility, text, ...(profile ? { profile } : {}) } });
export const dryRun = (facility: string, profile: string, last: number) =>
  call<DryRun>('/api/messages/try/latest', { json: { facility, profile, last } });

export const notConsumed = ({ code }: Noted) => code === 'FIELD_NOT_USED' || code === 'SEGMENT_NOT_USED';
