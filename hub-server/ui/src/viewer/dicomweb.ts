import { HubError } from '../shared/http';
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
const seriesFields = '0008103E,00201209,00200011';

export const pageSize = 50;

/**
 * Newest studies first as far as the hub orders them. Filters are modality and day only: a name or a number would stand in
 * a URL, and those are logged.
 */
export async function studies(
  filters: { modality?: string; since?: string; page: number },
  signal?: AbortSignal,
): Promise<StudyRow[]> {
  const search = new URLSearchParams({ limit: String(pageSize), offset: String(filters.page * pageSize) });
  if (filters.modality) search.set('ModalitiesInStudy', filters.modality);
  if (filters.since) search.set('StudyDate', `${filters.since}-`);
  return (await query(`/dicomweb/studies?${search}&includefield=${studyFields}`, signal)).map(studyRow);
}

export async function study(uid: string, signal?: AbortSignal): Promise<StudyRow | undefined> {
  const [found] = await query(
    `/dicomweb/studies?StudyInstanceUID=${encodeURIComponent(uid)}&includefield=${studyFields}`,
    signal,
  );
  return found && studyRow(found);
}

export async function seriesOf(uid: string, signal?: AbortSignal): Promise<SeriesRow[]> {
  const found = await query(`/dicomweb/studies/${encodeURIComponent(uid)}/series?includefield=${seriesFields}`, signal);
  return found.map((set) => seriesRow(uid, set)).sort((a, b) => (a.number ?? 0) - (b.number ?? 0));
}

export const metadataOf = (series: SeriesRow, signal?: AbortSignal) => query(`${seriesPath(series)}/metadata`, signal);
