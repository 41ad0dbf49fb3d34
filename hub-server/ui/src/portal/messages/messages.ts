import { call } from '../../shared/http';

export const states = ['DONE', 'FAILED', 'QUARANTINED', 'RECEIVED', 'SUPERSEDED'] as const;
export type State = (typeof states)[number];

export type Message = {
  id: number;
  facility: string | null;
  type: string | null;
  controlId: string | null;
  state: State;
  receivedAt: string;
  processedAt: string | null;
  ackCode: string | null;
  remarks: number;
  attempts: number;
  errorCode: string | null;
  repairs?: number | null;
};

export type Remark = { severity: 'INFO' | 'WARNING' | 'ERROR'; code: string; location: string; text: string };
export type Attempt = {
  attempt?: number;
  at: string;
  actor?: string | null;
  state?: string;
  errorCode?: string | null;
  reason?: string | null;
};

export type Detail = Message & {
  raw: string;
  charset: string;
  remarkList: Remark[];
  resources: string[];
  attemptList: Attempt[];
};

export type Filters = { state?: string; facility?: string; type?: string; controlId?: string };
export type Page = { items: Message[]; next: number | null; counts: Partial<Record<State, number>> };

export const pageSize = 50;

export function list(filters: Filters, before?: number, signal?: AbortSignal): Promise<Page> {
  const query = new URLSearchParams({ limit: String(pageSize) });
  for (const [name, value] of Object.entries(filters)) {
    if (value) query.set(name, value);
  }
  if (before) query.set('before', String(before));
  return call<Page>(`/api/messages?${query}`, { signal });
}

export const detail = (id: string, signal?: AbortSignal) => call<Detail>(`/api/messages/${id}`, { signal });
export const resource = (reference: string, signal?: AbortSignal) => call<object>(`/fhir/${reference}`, { signal });
export const replay = (id: number, reason: string) => call(`/api/messages/${id}/replay`, { json: { reason } });
export const repair = (id: number, raw: string, reason: string) =>
  call<{ id: number }>(`/api/messages/${id}/repair`, { json: { raw: raw.replace(/\r?\n/g, '\r'), reason } });

export type Bulk = { state: string; facility?: string; from?: string; to?: string; reason: string };
export const replayAll = (bulk: Bulk) => call<{ count?: number }>('/api/messages/replay', { json: bulk });

/** Refused at the door: there is nothing to work on again until somebody repairs it. */
export const replayable = ({ state }: Message) => state === 'FAILED' || state === 'DONE';
export const repairable = ({ state }: Message) => state === 'FAILED' || state === 'QUARANTINED';

/** How long the hub took, in milliseconds. */
export function took({ receivedAt, processedAt }: Message): number | undefined {
  return processedAt ? Math.max(0, Date.parse(processedAt) - Date.parse(receivedAt)) : undefined;
}
