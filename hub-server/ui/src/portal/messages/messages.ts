import { call } from '../../shared/http';

export const states = ['DONE', 'FAILED', 'QUARANTINED', 'RECEIVED', 'PARKED', 'SUPERSEDED'] as const;
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
  /** Version of the profile it was read with. */
  profile?: string | null;
  /** How often the sender sent it again and heard the first answer. */
  repeats?: number;
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

export type Filters = {
  state?: string;
  facility?: string;
  type?: string;
  controlId?: string;
  errorCode?: string;
  remark?: string;
  from?: string;
  to?: string;
};
export type Page = { items: Message[]; next: number | null; counts: Partial<Record<State, number>> };

export const pageSize = 50;

/** The hub counts no further: what needs a look is few, or too many to count. */
export const mostCounted = 10_000;

export const types = [
  ...['A01', 'A02', 'A03', 'A04', 'A05', 'A08', 'A11', 'A13', 'A28', 'A31', 'A40'].map((event) => `ADT^${event}`),
  'ORM^O01',
  'OMG^O19',
  'OML^O21',
  'ORU^R01',
  'OUL^R22',
  'MDM^T02',
  'SIU^S12',
  'RDE^O11',
];

export const remarkCodes = [
  'CODE_NOT_MAPPED',
  'UNIT_NOT_MAPPED',
  'FLAG_NOT_MAPPED',
  'TABLE_CODE_UNKNOWN',
  'AUTHORITY_UNKNOWN',
  'STATUS_UNKNOWN',
  'TIME_NOT_UNDERSTOOD',
  'NUMBER_NOT_UNDERSTOOD',
  'VALUE_NOT_UNDERSTOOD',
  'CHARSET_CONTRADICTED',
  'TEXT_DAMAGED',
  'FIELD_NOT_USED',
  'SEGMENT_NOT_USED',
  'OLDER_THAN_STORED',
];

/** A patient's number goes in a body, never in an address. */
export function list(filters: Filters, before?: number, signal?: AbortSignal, patientNumber?: string): Promise<Page> {
  if (patientNumber) {
    const json = { ...filters, patientNumber, limit: pageSize, ...(before ? { before } : {}) };
    return call<Page>('/api/messages/search', { json, signal });
  }
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

/** Refused at the door: there is nothing to work on again until somebody repairs it. */
export const replayable = ({ state }: Message) => state === 'FAILED' || state === 'DONE' || state === 'PARKED';
export const repairable = ({ state }: Message) => state !== 'RECEIVED' && state !== 'SUPERSEDED';

/** How long the hub took, in milliseconds. */
export function took({ receivedAt, processedAt }: Message): number | undefined {
  return processedAt ? Math.max(0, Date.parse(processedAt) - Date.parse(receivedAt)) : undefined;
}
