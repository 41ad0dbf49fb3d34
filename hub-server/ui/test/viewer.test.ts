import { describe, expect, it } from 'vitest';
import { dateTime, personName, type DataSet } from '../src/viewer/dataset';
import { actionOf } from '../src/viewer/keys';
import { edges, edgesOf } from '../src/viewer/orientation';
import { displayable, frameRate, imagesOf, outward } from '../src/viewer/study';
import { presetsFor, rangeOf, windowOf } from '../src/viewer/window';

const instance = (uid: string, number: number, more: DataSet = {}): DataSet => ({
  '00080018': { vr: 'UI', Value: [uid] },
  '00200013': { vr: 'IS', Value: [number] },
  '00280010': { vr: 'US', Value: [512] },
  '00280011': { vr: 'US', Value: [512] },
  ...more,
});
const series = { study: '1.2', uid: '1.2.3' };

describe('a window', () => {
  it('counts the values of its range: upper minus lower plus one', () => {
    expect(windowOf({ lower: -160, upper: 239 })).toEqual({ width: 400, center: 40 });
  });

  it('survives the way to a range and back', () => {
    for (const window of [
      { width: 400, center: 40 },
      { width: 1500, center: -600 },
      { width: 1, center: 7 },
    ]) {
      expect(windowOf(rangeOf(window))).toEqual(window);
    }
  });

  it('has five presets for every modality, in Hounsfield units for CT only', () => {
    expect(presetsFor('CT')[1]!.window({ width: 1, center: 1 })).toEqual({ width: 1500, center: -600 });
    expect(presetsFor('MR').map(({ key }) => key)).toEqual(['1', '2', '3', '4', '5']);
    expect(presetsFor('MR')[0]!.window({ width: 900, center: 300 })).toEqual({ width: 900, center: 300 });
  });
});

describe('a person name', () => {
  const name = (groups: object) => personName({ '00100010': { vr: 'PN', Value: [groups] } }, '00100010');

  it('shows the ideographic group first and the alphabetic one as its transcription', () => {
    const ideographic = '\u738b^\u79c0\u82f1';
    expect(name({ Alphabetic: 'Wang^Xiuying', Ideographic: ideographic })).toEqual({
      main: '\u738b\u79c0\u82f1',
      pinyin: 'Wang Xiuying',
    });
  });

  it('is the alphabetic group where there is no other', () => {
    expect(name({ Alphabetic: 'DOE^JOHN^^' })).toEqual({ main: 'DOE JOHN' });
  });
});

describe('a series', () => {
  it('is ordered by instance number, not by arrival', () => {
    const images = imagesOf(series, [instance('9.2', 2), instance('9.10', 10), instance('9.1', 1)], 'http://hub');
    expect(images.kind === 'frames' && images.imageIds.map((id) => id.split('/instances/')[1])).toEqual([
      '9.1/frames/1',
      '9.2/frames/1',
      '9.10/frames/1',
    ]);
  });

  it('names every frame of a loop', () => {
    const loop = instance('9.1', 1, { '00280008': { vr: 'IS', Value: [30] }, '00181063': { vr: 'DS', Value: [33.3] } });
    const images = imagesOf(series, [loop], 'http://hub');
    expect(images).toMatchObject({ kind: 'frames', multiframe: true, frameRate: 30 });
    expect(images.kind === 'frames' && images.imageIds.at(-1)).toBe(
      'wadors:http://hub/dicomweb/studies/1.2/series/1.2.3/instances/9.1/frames/30',
    );
  });

  it('without pixels is drawn by the hub', () => {
    const images = imagesOf(series, [{ '00080018': { vr: 'UI', Value: ['9.1'] } }], 'http://hub');
    expect(images).toMatchObject({
      kind: 'rendered',
      sources: ['/dicomweb/studies/1.2/series/1.2.3/instances/9.1/rendered'],
    });
  });

  it('has no frame rate where none is said', () => {
    expect(frameRate(instance('9.1', 1))).toBeUndefined();
  });

  it('is fetched from the image in view outward', () => {
    expect(outward(5, 2)).toEqual([2, 3, 1, 4, 0]);
  });

  it('is shown without a geometry that has the wrong length', () => {
    const set = instance('9.1', 1, { '00200032': { vr: 'DS', Value: [] }, '00281050': { vr: 'DS', Value: [] } });
    expect(Object.keys(displayable(set)).sort()).toEqual(Object.keys(instance('9.1', 1)).sort());
  });
});

describe('orientation letters', () => {
  it('of an axial slice seen from the feet are R, L, A and P', () => {
    expect(edges([1, 0, 0], [0, 1, 0])).toEqual({ left: 'R', right: 'L', top: 'A', bottom: 'P' });
  });

  it('of an oblique direction are the two strongest', () => {
    expect(edges([0.8, 0.6, 0], [0, 0, -1])).toMatchObject({ right: 'LP', left: 'RA', bottom: 'F', top: 'H' });
  });

  it('of a projection come from Patient Orientation', () => {
    expect(edgesOf('L', 'F')).toEqual({ right: 'L', left: 'R', bottom: 'F', top: 'H' });
  });
});

describe('the keyboard', () => {
  const press = (key: string, ctrlKey = false) => actionOf({ key, ctrlKey, metaKey: false, altKey: false });

  it('knows presets on 1 to 5 and tools in either case', () => {
    expect(press('3')).toEqual({ kind: 'preset', index: 2 });
    expect(press('L')).toEqual(press('l'));
  });

  it('leaves the browser its own combinations', () => {
    expect(press('r', true)).toBeUndefined();
  });
});

it('dates and times of DICOM read like the rest of the pages', () => {
  expect(dateTime('20260703', '104109.123')).toBe('2026-07-03 10:41');
  expect(dateTime('1994.01.30')).toBe('1994.01.30');
});
