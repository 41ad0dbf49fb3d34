import { describe, expect, it } from 'vitest';
import type { DataSet } from '../src/viewer/dataset';
import { groupOf, measured, pathOf, recordingOf, remarksOf, strips } from '../src/viewer/ecg';
import { toggled } from '../src/viewer/marks';
import { tokenOf } from '../src/viewer/share';
import { isVerified, reportOf } from '../src/viewer/structured';
import { bestMatch, comparable } from '../src/viewer/study';
import { partner, positionsOf } from '../src/viewer/sync';

const code = (meaning: string, value = meaning): DataSet => ({
  '00080100': { vr: 'SH', Value: [value] },
  '00080104': { vr: 'LO', Value: [meaning] },
});

describe('two series tied together', () => {
  const slice = (z: number): DataSet => ({
    '00200032': { vr: 'DS', Value: [0, 0, z] },
    '00200037': { vr: 'DS', Value: [1, 0, 0, 0, 1, 0] },
  });
  const stack = (from: number, by: number, count: number) => {
    const sets = Array.from({ length: count }, (_, n) => slice(from + n * by));
    return positionsOf(
      sets,
      sets.map((_, n) => n),
    );
  };

  it('move the same way in millimetres, whatever their thickness', () => {
    expect(partner(6, stack(0, 5, 20), stack(-300, 2.5, 40), { from: 4, to: 10 })).toBe(14);
  });

  it('move the same way when one was scanned from the head and one from the feet', () => {
    expect(partner(5, stack(0, 5, 20), stack(100, -5, 20), { from: 4, to: 10 })).toBe(9);
  });

  it('move by images where no position is said, and stop at the ends', () => {
    expect(partner(7, [undefined, undefined], [undefined, undefined, undefined], { from: 6, to: 0 })).toBe(1);
    expect(partner(0, stack(0, 5, 9), [undefined, undefined], { from: 5, to: 1 })).toBe(0);
  });
});

describe('a comparison', () => {
  const row = (uid: string, date: string, ...modalities: string[]) => ({ uid, date, modalities });

  it('starts with the newest study before this one that has its modality', () => {
    const priors = [row('later', '20260801', 'CT'), row('dx', '20260620', 'DX'), row('ct', '20260501', 'CT')];
    expect(comparable(row('now', '20260701', 'CT'), priors)?.uid).toBe('ct');
    expect(comparable(row('now', '20260701', 'MR'), priors)?.uid).toBe('later');
  });

  it('shows the series most alike', () => {
    const series = (uid: string, modality: string, description: string, instances: number) => ({
      study: '1',
      uid,
      modality,
      description,
      instances,
    });
    const lung = series('now', 'CT', 'Lung', 300);
    expect(
      bestMatch(lung, [series('a', 'CT', 'Bone', 300), series('b', 'CT', 'Lung', 90), series('c', 'SR', 'Lung', 1)])
        ?.uid,
    ).toBe('b');
    expect(bestMatch(lung, [series('d', 'MR', 'T1', 20)])?.uid).toBe('d');
  });
});

describe('an electrocardiogram', () => {
  const channel = (name: string, sensitivity = 2): DataSet => ({
    '003A0208': { vr: 'SQ', Value: [code(name)] },
    '003A0210': { vr: 'DS', Value: [sensitivity] },
    '003A0211': { vr: 'SQ', Value: [code('microvolt', 'uV')] },
    '003A0213': { vr: 'DS', Value: [0] },
  });
  const group = (samples: number, names: string[]): DataSet => ({
    '003A0005': { vr: 'US', Value: [names.length] },
    '003A0010': { vr: 'UL', Value: [samples] },
    '003A001A': { vr: 'DS', Value: [500] },
    '003A0200': { vr: 'SQ', Value: names.map((name) => channel(name)) },
    '54001004': { vr: 'US', Value: [16] },
    '54001006': { vr: 'CS', Value: ['SS'] },
  });

  it('is read sample by sample, channel by channel, in millivolts', () => {
    const bytes = new Int16Array([500, -500, 1000, -1000]).buffer;
    const read = recordingOf(group(2, ['Lead I', 'aVR, augmented voltage, right']), bytes)!;
    expect(read.leads.map((lead) => lead.name)).toEqual(['I', 'aVR']);
    expect([...read.leads[0]!.values]).toEqual([1, 2]);
    expect([...read.leads[1]!.values]).toEqual([-1, -2]);
    expect(read.seconds).toBe(2 / 500);
  });

  it('says what was measured and stated, and nothing of annotations without a name', () => {
    const set: DataSet = {
      '0040B020': {
        vr: 'SQ',
        Value: [
          {
            '0040A043': { vr: 'SQ', Value: [code('Heart rate', '8867-4')] },
            '0040A30A': { vr: 'DS', Value: [72] },
            '004008EA': { vr: 'SQ', Value: [code('heart beats per minute', '{H.B.}/min')] },
          },
          { '00700006': { vr: 'ST', Value: ['sinus rhythm'] } },
          { '0040A30A': { vr: 'DS', Value: [1] } },
        ],
      },
    };
    expect(remarksOf(set)).toEqual([
      { code: '8867-4', meaning: 'Heart rate', value: '72', unit: '{H.B.}/min' },
      { statement: 'sinus rhythm' },
    ]);
  });

  it('is refused where its samples are of a kind that is not known', () => {
    expect(
      recordingOf({ ...group(2, ['I']), '54001006': { vr: 'CS', Value: ['MB'] } }, new ArrayBuffer(8)),
    ).toBeUndefined();
  });

  it('ends where its samples end, whatever the header says', () => {
    expect(recordingOf(group(5000, ['I']), new ArrayBuffer(8))!.leads[0]!.values).toHaveLength(4);
  });

  it('is taken from the longest group: the median beat is not the rhythm', () => {
    const set: DataSet = { '54000100': { vr: 'SQ', Value: [group(600, ['I']), group(5000, ['I'])] } };
    expect(groupOf(set)?.['003A0010']?.Value).toEqual([5000]);
  });

  it('stands in three rows of four leads over a long lead II, or in a row for each', () => {
    const names = ['I', 'II', 'III', 'aVR', 'aVL', 'aVF', 'V1', 'V2', 'V3', 'V4', 'V5', 'V6'];
    const leads = names.map((name) => ({ name, values: new Float32Array(5000) }));
    const recording = { frequency: 500, seconds: 10, leads };
    const sheet = strips(recording, 'grid');
    expect(sheet.filter((strip) => strip.row === 1).map((strip) => strip.lead.name)).toEqual(['II', 'aVL', 'V2', 'V5']);
    expect(sheet.at(-1)).toMatchObject({ row: 3, from: 0, to: 10 });
    expect(strips(recording, 'rows')).toHaveLength(12);
    expect(strips({ ...recording, leads: leads.slice(0, 3) }, 'grid')).toHaveLength(3);
  });

  it('is drawn to scale from the beginning of its strip: 25 mm a second, 10 mm a millivolt, upwards', () => {
    const strip = { lead: { name: 'I', values: Float32Array.of(0, 1) }, row: 0, from: 0, to: 2, offset: 5 };
    expect(pathOf(strip, 1, 25, 10)).toBe('M0.00 0.00L25.00 -10.00');
  });

  it('is measured by a caliper in milliseconds, per minute and in millivolts', () => {
    expect(measured(20, 15, 25, 10)).toEqual({ milliseconds: 800, perMinute: 75, millivolts: 1.5 });
    expect(measured(-1, -5, 25, 10)).toEqual({ milliseconds: 40, perMinute: undefined, millivolts: -0.5 });
  });
});

describe('a structured report', () => {
  const item = (kind: string, name: string, more: DataSet): DataSet => ({
    '0040A040': { vr: 'CS', Value: [kind] },
    '0040A010': { vr: 'CS', Value: ['CONTAINS'] },
    '0040A043': { vr: 'SQ', Value: [code(name)] },
    ...more,
  });

  it('is a tree of names and values, numbers with their units', () => {
    const measured: DataSet = {
      '0040A30A': { vr: 'DS', Value: [12.5] },
      '004008EA': { vr: 'SQ', Value: [code('millimeter', 'mm')] },
    };
    const read = reportOf({
      '0040A043': { vr: 'SQ', Value: [code('Chest CT')] },
      '0040A730': {
        vr: 'SQ',
        Value: [
          item('TEXT', 'Finding', { '0040A160': { vr: 'UT', Value: ['Nodule'] } }),
          item('NUM', 'Diameter', { '0040A300': { vr: 'SQ', Value: [measured] } }),
          { ...item('CODE', 'Language', {}), '0040A010': { vr: 'CS', Value: ['HAS CONCEPT MOD'] } },
        ],
      },
    });
    expect(read.name).toBe('Chest CT');
    expect(read.children.map((child) => [child.name, child.value])).toEqual([
      ['Finding', 'Nodule'],
      ['Diameter', '12.5 mm'],
    ]);
  });

  it('is verified only where it says so', () => {
    expect(isVerified({ '0040A493': { vr: 'CS', Value: ['UNVERIFIED'] } })).toBe(false);
    expect(isVerified({ '0040A493': { vr: 'CS', Value: ['VERIFIED'] } })).toBe(true);
  });
});

it('a key image is marked once and unmarked by the same key', () => {
  const mark = { series: '1', index: 3, source: 's' };
  expect(toggled([], mark)).toEqual([mark]);
  expect(toggled([mark], { ...mark })).toEqual([]);
});

it('the token of a link is read from the fragment only', () => {
  const token = 'a'.repeat(43);
  expect(tokenOf(`#share=${token}`)).toBe(token);
  expect(tokenOf('#share=short')).toBeUndefined();
  expect(tokenOf(`?share=${token}`)).toBeUndefined();
});
