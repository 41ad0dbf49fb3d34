import { call } from '../shared/http';

/** A link for a patient, just made: the only time its code is told. */
export type Made = { id: number; path: string; code: string; expiresAt: string };
export type Listed = {
  id: number;
  state: 'OPEN' | 'REVOKED' | 'EXPIRED' | 'SHUT';
  createdBy: string;
  createdAt: string;
  expiresAt: string;
  openings: number;
  openedAt?: string;
};

export const makeLink = (study: string, hours: number) => call<Made>('/api/shares', { json: { study, hours } });
export const linksOf = (study: string, signal?: AbortSignal) =>
  call<Listed[]>(`/api/shares?study=${encodeURIComponent(study)}`, { signal });
export const revoke = (id: number) => call<void>(`/api/shares/${id}`, { method: 'DELETE' });

/** Opens a link. The hub answers with a cookie for the paths of this one study. */
export const openLink = (token: string, code: string) =>
  call<{ study: string; expiresAt: string }>('/api/shared/open', { json: { token, code }, expectNobody: true });

/** The address that opens a study in Weasis; good once, for two minutes. */
export const weasisLink = (study: string) =>
  call<{ link: string }>(`/api/studies/${encodeURIComponent(study)}/weasis`, { method: 'POST' });

/** The token of a link's page. It stands in the fragment, which browsers send to nobody. */
export const tokenOf = (fragment: string) => /^#share=([\w-]{20,100})$/.exec(fragment)?.[1];
