import { describe, expect, it } from 'vitest';
import en from '../src/shared/dictionary/en.json';
import type { DataSet } from '../src/viewer/dataset';
import { imageOf, keyObjectOf, pictureOf, placeOf, titles } from '../src/viewer/keyObjects';
import { renderedOf, type SeriesImages } from '../src/viewer/study';

const one = (vr: string, value: unknown) => ({ vr, Value: [value] });
const items = (...sets: DataSet[]) => ({ vr: 'SQ', Value: sets });
const code = (value: string, meaning: string): DataSet => ({
  '00080100': one('SH', value),
  '00080102': one('SH', 'DCM'),
  '00080104': one('LO', meaning),
});
const image = (instance: string, frames: number[] = []): DataSet => ({
  '0040A040': one('CS', 'IMAGE'),
  '00081199': items({
    '00081155': one('UI', instance),
    ...(frames.length ? { '00081160': { vr: 'IS', Value: frames } } : {}),
  }),
});
const evidence = (study: string, series: string, ...instances: string[]): DataSet => ({
  '0020000D': one('UI', study),
  '00081115': items({
    '0020000E': one('UI', series),
    '00081199': items(...instances.map((uid) => ({ '00081155': one('UI', uid) }))),
  }),
});

const selection: DataSet = {
  '00080016': one('UI', '1.2.840.10008.5.1.4.1.1.88.59'),
  '00080018': one('UI', '1.9'),
  '0020000D': one('UI', '1'),
  '0020000E': one('UI', '1.8'),
  '00080023': one('DA', '20260701'),
  '0040A043': items(code('113004', 'For Teaching')),
  '0040A375': items(evidence('1', '1.1', '1.1.1', '1.1.2'), evidence('2', '2.1', '2.1.1')),
  '0040A730': items(
    {
      '0040A040': one('CS', 'PNAME'),
      '0040A043': items(code('121008', 'Person Observer Name')),
      '0040A123': one('PN', { Alphabetic: 'he', Ideographic: '\u4f55\u533b\u751f' }),
    },
    {
      '0040A040': one('CS', 'TEXT'),
      '0040A043': items(code('113012', 'Key Object Description')),
      '0040A160': one('UT', 'nodule'),
    },
    image('1.1.2'),
    image('1.1.1', [3, 5]),
    image('2.1.1'),
  ),
};

describe('a key object selection', () => {
  it('says what for, who and which images of this study, frame by frame', () => {
    expect(keyObjectOf(selection)).toMatchObject({
      instance: '1.9',
      title: '113004',
      meaning: 'For Teaching',
      note: 'nodule',
      author: '\u4f55\u533b\u751f',
      images: [
        { series: '1.1', instance: '1.1.2' },
        { series: '1.1', instance: '1.1.1', frame: 3 },
        { series: '1.1', instance: '1.1.1', frame: 5 },
      ],
    });
  });

  it('is no other document, and may be nearly empty', () => {
    expect(keyObjectOf({ ...selection, '00080016': one('UI', '1.2.840.10008.5.1.4.1.1.88.11') })).toBeUndefined();
    expect(keyObjectOf({ '00080016': selection['00080016'] })?.images).toEqual([]);
  });

  it('leads to the place of an image in its series, and nowhere where it is not', () => {
    const frames = ['1.1.1/frames/1', '1.1.1/frames/2', '1.1.11/frames/1'];
    const images: SeriesImages = {
      kind: 'frames',
      imageIds: frames.map((end) => `wadors:http://h/dicomweb/studies/1/series/1.1/instances/${end}`),
      sets: [],
      setOf: [],
      frameRate: undefined,
      multiframe: true,
    };
    expect(placeOf(images, { series: '1.1', instance: '1.1.1', frame: 2 })).toBe(1);
    expect(placeOf(images, { series: '1.1', instance: '1.1.11' })).toBe(2);
    expect(placeOf(images, { series: '1.1', instance: '1.1.2' })).toBe(-1);
    expect(placeOf(undefined, { series: '1.1', instance: '1.1.1' })).toBe(-1);

    const marked = imageOf({ series: '1.1', index: 1, source: renderedOf(images, 1)! });
    expect(marked).toEqual({ series: '1.1', instance: '1.1.1', frame: 2 });
    expect(renderedOf(images, 1)).toBe(`http://h${pictureOf('1', marked!)}`);
  });

  it('has a word for each title that can be given', () => {
    const words: Record<string, string> = en;
    expect(titles.map((title) => words[`viewer.keys.title.${title}`])).not.toContain(undefined);
  });
});
