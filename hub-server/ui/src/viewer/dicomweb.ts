import { call, HubError } from '../shared/http';
import type { DataSet } from './dataset';
import { seriesPath, seriesRow, studyRow, type SeriesRow, type StudyRow } from './study';

/** The hub's DICOMweb door (PS3.18), on the page's own origin with the session cookie. */
async function query(path: string, signal?: AbortSignal): Promise<DataSet[]> {
  const answer = await fetch(path, {
    headers: { Accept: 'application/dicom+json', 'X-Requested-With': 'fetch' },
    credentials: 'same-origin',
    signal,
  });
  if (answer.status === 204) {
    return [];
  }
  if (!answer.ok) {
    throw new HubError(answer.status, undefined, answer.headers.get('x-trace-id') ?? undefined, undefined);
  }
  return (await answer.json()) as DataSet[];
}

const studyFields = '00080061,00081030,00080080,00080050,00201206,00201208,00100030,00100040';
const seriesFields = '0008103E,00201209,00200011,00080060';

export const pageSize = 50;

/** What is looked for. Words go in a body: a name or a number would stand in an address, and those are logged. */
export type Asked = { words: string; modality?: string; since?: string; page: number };

/** Studies, newest first. Words are Chinese names, pinyin, numbers, parts of a description. */
export async function studies({ page, ...asked }: Asked, signal?: AbortSignal): Promise<StudyRow[]> {
  const json = { ...asked, limit: pageSize, offset: page * pageSize };
  return (await call<DataSet[]>('/api/studies/search', { json, signal })).map(studyRow);
}

/** All studies of the person that this one is of, in all hospitals, the others than this one only. */
export async function priorsOf(uid: string, signal?: AbortSignal): Promise<StudyRow[]> {
  const all = await call<DataSet[]>(`/api/studies/${encodeURIComponent(uid)}/person`, { signal });
  return all.map(studyRow).filter((row) => row.uid !== uid);
}

/** A study and its series, in one question: what is asked beyond the study's own paths a guest would not be answered. */
export async function studyOf(
  uid: string,
  signal?: AbortSignal,
): Promise<{ study: StudyRow | undefined; series: SeriesRow[] }> {
  const found = await query(
    `/dicomweb/studies/${encodeURIComponent(uid)}/series?includefield=${studyFields},${seriesFields}`,
    signal,
  );
  const series = found.map((set) => seriesRow(uid, set)).sort((a, b) => (a.number ?? 0) - (b.number ?? 0));
  return { study: found[0] && studyRow(found[0]), series };
}

export const metadataOf = (series: SeriesRow, signal?: AbortSignal) => query(`${seriesPath(series)}/metadata`, signal);

/** Bulk data of an object as the hub keeps it, whatever origin its address was written for. */
export async function bulkData(uri: string, signal?: AbortSignal): Promise<ArrayBuffer> {
  const { pathname } = new URL(uri, window.location.origin);
  const answer = await fetch(pathname, {
    headers: { Accept: 'application/octet-stream' },
    credentials: 'same-origin',
    signal,
  });
  if (!answer.ok) {
    throw new HubError(answer.status, undefined, undefined, undefined);
  }
  return answer.arrayBuffer();
}
