import { number, numbers, personName, text, texts, type DataSet, type PersonName } from './dataset';

/** What a viewer shows of a study, read from QIDO and from the metadata of its series. */
export type StudyRow = {
  uid: string;
  name?: PersonName;
  patientId?: string;
  sex?: string;
  birthDate?: string;
  date?: string;
  time?: string;
  modalities: string[];
  description?: string;
  accession?: string;
  institution?: string;
  series?: number;
  instances?: number;
};

export type SeriesRow = {
  study: string;
  uid: string;
  number?: number;
  modality?: string;
  description?: string;
  instances?: number;
};

/** How a series can be shown: pixels by the page itself, anything else as a picture that the hub renders. */
export type SeriesImages =
  | {
      kind: 'frames';
      imageIds: string[];
      sets: DataSet[];
      setOf: number[];
      frameRate: number | undefined;
      multiframe: boolean;
    }
  | { kind: 'rendered'; sources: string[]; sets: DataSet[] };

export function studyRow(set: DataSet): StudyRow {
  return {
    uid: text(set, '0020000D') ?? '',
    name: personName(set, '00100010'),
    patientId: text(set, '00100020'),
    sex: text(set, '00100040'),
    birthDate: text(set, '00100030'),
    date: text(set, '00080020'),
    time: text(set, '00080030'),
    modalities: texts(set, '00080061'),
    description: text(set, '00081030'),
    accession: text(set, '00080050'),
    institution: text(set, '00080080'),
    series: number(set, '00201206'),
    instances: number(set, '00201208'),
  };
}

export function seriesRow(study: string, set: DataSet): SeriesRow {
  return {
    study,
    uid: text(set, '0020000E') ?? '',
    number: number(set, '00200011'),
    modality: text(set, '00080060'),
    description: text(set, '0008103E'),
    instances: number(set, '00201209'),
  };
}

export const seriesPath = ({ study, uid }: { study: string; uid: string }) =>
  `/dicomweb/studies/${study}/series/${uid}`;

/** Orders the instances of a series and names every frame, as the loader and the hub know it. */
export function imagesOf(series: SeriesRow, metadata: DataSet[], origin: string): SeriesImages {
  const sets = [...metadata].sort(
    (a, b) =>
      (number(a, '00200013') ?? 0) - (number(b, '00200013') ?? 0) || compare(text(a, '00080018'), text(b, '00080018')),
  );
  const path = (set: DataSet) => `${seriesPath(series)}/instances/${text(set, '00080018')}`;
  const pictures = sets.filter((set) => number(set, '00280010') && number(set, '00280011'));
  if (pictures.length === 0) {
    return { kind: 'rendered', sources: sets.map((set) => `${path(set)}/rendered`), sets };
  }
  const imageIds: string[] = [];
  const setOf: number[] = [];
  pictures.forEach((set, index) => {
    const frames = number(set, '00280008') ?? 1;
    for (let frame = 1; frame <= frames; frame++) {
      imageIds.push(`wadors:${origin}${path(set)}/frames/${frame}`);
      setOf.push(index);
    }
  });
  const multiframe = pictures.some((set) => (number(set, '00280008') ?? 1) > 1);
  return { kind: 'frames', imageIds, sets: pictures, setOf, frameRate: frameRate(pictures[0]), multiframe };
}

/**
 * The metadata as the image engine can bear them: empty values and a geometry of the wrong length are left out, because
 * such images exist and can be shown, only not measured.
 */
export function displayable(set: DataSet): DataSet {
  const lengths: Record<string, number> = { '00200032': 3, '00200037': 6, '00280030': 2, '00181164': 2 };
  const entries = Object.entries(set).filter(([tag, attribute]) => {
    const values = attribute?.Value;
    const wrong = lengths[tag] !== undefined && values?.length !== lengths[tag];
    return !wrong && values?.length !== 0;
  });
  return Object.fromEntries(entries);
}

/** Frames per second a cine loop was made for: Recommended Display Frame Rate, Cine Rate, or from Frame Time. */
export function frameRate(set: DataSet | undefined): number | undefined {
  const said = number(set, '00082144') ?? number(set, '00180040');
  const frameTime = number(set, '00181063') ?? numbers(set, '00181065')[1];
  const rate = said ?? (frameTime ? 1000 / frameTime : undefined);
  return rate && rate > 0 ? Math.min(60, Math.round(rate)) : undefined;
}

/** The order in which frames are fetched: the one in view, then its neighbours, then outward. */
export function outward(count: number, from: number): number[] {
  return [...Array(count).keys()].sort((a, b) => Math.abs(a - from) - Math.abs(b - from) || b - a);
}

const compare = (a: string | undefined, b: string | undefined) => ((a ?? '') < (b ?? '') ? -1 : 1);

/** The hub's own rendering of a frame, for browsers that cannot decode it. */
export function renderedOf(images: SeriesImages | undefined, index: number): string | undefined {
  const id = images?.kind === 'frames' ? images.imageIds[index] : undefined;
  return id && `${id.replace(/^wadors:/, '')}/rendered`;
}

/** The frame a series opens with, small and quick to fetch. */
export function previewOf(images: Extract<SeriesImages, { kind: 'frames' }>): string | undefined {
  const first = images.multiframe ? 0 : Math.floor((images.imageIds.length - 1) / 2);
  const source = renderedOf(images, first);
  return source && `${source}?viewport=512,512&quality=70`;
}

const documents = ['PR', 'KO', 'SR', 'DOC'];

/** The series a study opens with: the first that has images. */
export const firstShown = (list: SeriesRow[]): SeriesRow | undefined =>
  list.find((series) => !documents.includes(series.modality ?? '')) ?? list[0];

/** The series of a prior that is compared with this one: same modality, then the description most alike, then the size. */
export function bestMatch(series: SeriesRow | undefined, list: SeriesRow[]): SeriesRow | undefined {
  const score = (other: SeriesRow) =>
    (other.modality === series?.modality ? 4 : 0) +
    (other.description && other.description === series?.description ? 2 : 0) +
    (Math.abs((other.instances ?? 0) - (series?.instances ?? 0)) < 5 ? 1 : 0);
  const [best] = [...list].sort((a, b) => score(b) - score(a));
  return best && score(best) > 0 ? best : firstShown(list);
}

/** The study a comparison starts with: the newest before this one that has one of its modalities. */
export function comparable(study: StudyRow | undefined, priors: StudyRow[]): StudyRow | undefined {
  const alike = priors.filter((each) => each.modalities.some((name) => study?.modalities.includes(name)));
  const before = alike.filter((each) => (each.date ?? '') <= (study?.date ?? ''));
  return before[0] ?? alike[0] ?? priors[0];
}
