import { call } from '../shared/http';
import { personName, text, texts, type DataSet } from './dataset';
import { metadataOf } from './dicomweb';
import type { Mark } from './marks';
import type { SeriesImages, SeriesRow } from './study';

/** One image of a selection; without a frame the whole instance. */
export type KeyImage = { series: string; instance: string; frame?: number };

/** A Key Object Selection Document of the study (PS3.3 A.35.4), whoever wrote it. */
export type KeyObject = {
  series: string;
  instance: string;
  title: string | undefined;
  meaning: string | undefined;
  note: string | undefined;
  author: string | undefined;
  date: string | undefined;
  time: string | undefined;
  images: KeyImage[];
};

/** Titles that a reader can give, codes of CID 7010; the hub takes no others. */
export const titles = [
  '113000',
  '113002',
  '113003',
  '113004',
  '113005',
  '113006',
  '113007',
  '113008',
  '113009',
  '113013',
  '113018',
  '113020',
] as const;

const sequence = (set: DataSet | undefined, tag: string) => (set?.[tag]?.Value ?? []) as DataSet[];

/** What a selection says; undefined for any other object. */
export function keyObjectOf(set: DataSet): KeyObject | undefined {
  if (text(set, '00080016') !== '1.2.840.10008.5.1.4.1.1.88.59') {
    return undefined;
  }
  const content = sequence(set, '0040A730');
  const named = (code: string) => content.find((item) => text(sequence(item, '0040A043')[0], '00080100') === code);
  const title = sequence(set, '0040A043')[0];
  return {
    series: text(set, '0020000E') ?? '',
    instance: text(set, '00080018') ?? '',
    title: text(title, '00080100'),
    meaning: text(title, '00080104'),
    note: text(named('113012'), '0040A160'),
    author: personName(named('121008'), '0040A123')?.main,
    date: text(set, '00080023'),
    time: text(set, '00080033'),
    images: imagesOf(set, content),
  };
}

/** Images of the content tree that the evidence places in this study; those of others cannot be opened here. */
function imagesOf(set: DataSet, content: DataSet[]): KeyImage[] {
  const seriesOf = new Map<string, string>();
  sequence(set, '0040A375')
    .filter((study) => text(study, '0020000D') === text(set, '0020000D'))
    .flatMap((study) => sequence(study, '00081115'))
    .forEach((series) =>
      sequence(series, '00081199').forEach((each) =>
        seriesOf.set(text(each, '00081155') ?? '', text(series, '0020000E') ?? ''),
      ),
    );
  return content
    .filter((item) => text(item, '0040A040') === 'IMAGE')
    .flatMap((item) => sequence(item, '00081199'))
    .flatMap((reference) => {
      const instance = text(reference, '00081155') ?? '';
      const series = seriesOf.get(instance);
      const frames = texts(reference, '00081160').map(Number);
      if (!series) {
        return [];
      }
      return frames.length ? frames.map((frame) => ({ series, instance, frame })) : [{ series, instance }];
    });
}

/** Where an image stands in its series as the viewer shows it, -1 where it does not. */
export function placeOf(images: SeriesImages | undefined, { instance, frame }: KeyImage): number {
  return images?.kind === 'frames'
    ? images.imageIds.findIndex((id) => id.endsWith(`/instances/${instance}/frames/${frame ?? 1}`))
    : -1;
}

/** The image a mark is about, from the address of its picture. */
export function imageOf({ series, source }: Mark): KeyImage | undefined {
  const [, instance, frame] = /\/instances\/([\d.]+)\/frames\/(\d+)\/rendered$/.exec(source) ?? [];
  return instance === undefined ? undefined : { series, instance, frame: Number(frame) };
}

/** The hub's rendering of an image of this study. */
export const pictureOf = (study: string, { series, instance, frame }: KeyImage) =>
  `/dicomweb/studies/${study}/series/${series}/instances/${instance}/frames/${frame ?? 1}/rendered`;

/** All selections of a study, from its KO series, the newest first. */
export async function keyObjectsOf(list: SeriesRow[], signal?: AbortSignal): Promise<KeyObject[]> {
  const sets = await Promise.all(
    list.filter((series) => series.modality === 'KO').map((series) => metadataOf(series, signal)),
  );
  const moment = (each: KeyObject) => `${each.date ?? ''}${each.time ?? ''}`;
  return sets
    .flat()
    .map(keyObjectOf)
    .filter((each) => each !== undefined)
    .sort((a, b) => moment(b).localeCompare(moment(a)));
}

/** What the reader may do with key images of a study: save, and take back which documents. */
export type Powers = { writable: boolean; own: { series: string; instance: string }[] };

const desk = (study: string) => `/api/studies/${encodeURIComponent(study)}/key-images`;

export const powersOf = (study: string, signal?: AbortSignal) => call<Powers>(desk(study), { signal });

export const saveKeyImages = (study: string, title: string, note: string, images: KeyImage[]) =>
  call<{ series: string; instance: string }>(desk(study), {
    json: { title, note, images: images.map(({ instance, frame }) => ({ instance, frame })) },
  });

export const withdrawKeyImages = (study: string, instance: string, reason: string) =>
  call<void>(`${desk(study)}/${encodeURIComponent(instance)}/withdraw`, { json: { reason } });
