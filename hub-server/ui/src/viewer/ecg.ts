import { number, text, type DataSet } from './dataset';

/** One lead in millivolts. */
export type Lead = { name: string; values: Float32Array };
export type Recording = { frequency: number; seconds: number; leads: Lead[] };

const millivolts: Record<string, number> = { V: 1000, mV: 1, uV: 0.001, nV: 0.000001 };

type Item = DataSet;
const items = (set: Item | undefined, tag: string) => (set?.[tag]?.Value ?? []) as Item[];

/** The multiplex group that is shown: the longest, because some carry a median beat beside the rhythm. */
export function groupOf(set: DataSet): Item | undefined {
  return items(set, '54000100').reduce<Item | undefined>(
    (best, each) => ((number(each, '003A0010') ?? 0) > (number(best, '003A0010') ?? 0) ? each : best),
    undefined,
  );
}

/** Where the samples are: bulk data of the hub, or inline. */
export function samplesAt(group: Item): { uri?: string; inline?: string } {
  const data = group['54001010'] as { BulkDataURI?: string; InlineBinary?: string } | undefined;
  return { uri: data?.BulkDataURI, inline: data?.InlineBinary };
}

/**
 * Decodes a multiplex group (PS3.3 C.10.9): samples interleaved by channel, little-endian as bulk data are (PS3.18 8.7.3),
 * times sensitivity and its correction, plus baseline. Only 16-bit and 8-bit linear samples, which is what ECGs are made of.
 */
export function recordingOf(group: Item, bytes: ArrayBuffer): Recording | undefined {
  const channels = number(group, '003A0005') ?? 0;
  const frequency = number(group, '003A001A') ?? 0;
  const bits = number(group, '54001004') ?? 16;
  const kind = text(group, '54001006') ?? 'SS';
  const width = bits / 8;
  const samples = Math.min(number(group, '003A0010') ?? 0, Math.floor(bytes.byteLength / width / (channels || 1)));
  const read = reader(new DataView(bytes), kind);
  if (!channels || !frequency || !samples || !read || width !== (kind.endsWith('B') ? 1 : 2)) {
    return undefined;
  }
  const leads = items(group, '003A0200')
    .slice(0, channels)
    .map((definition, channel) => {
      const scale = scaleOf(definition);
      const baseline = (number(definition, '003A0213') ?? 0) * scale.unit;
      const values = new Float32Array(samples);
      for (let n = 0; n < samples; n++) {
        values[n] = read((n * channels + channel) * width) * scale.factor + baseline;
      }
      return { name: leadName(definition, channel), values };
    });
  return { frequency, seconds: samples / frequency, leads };
}

/** What the electrocardiograph or its reader said of the recording: a measurement, or a statement. */
export type Remark = { code: string; meaning: string; value: string; unit: string } | { statement: string };

/** The annotations that are about the whole recording, PS3.3 C.10.10. */
export function remarksOf(set: DataSet): Remark[] {
  return items(set, '0040B020').flatMap((each): Remark[] => {
    const statement = text(each, '00700006');
    if (statement) {
      return [{ statement }];
    }
    const name = items(each, '0040A043')[0];
    const value = text(each, '0040A30A');
    const code = text(name, '00080100');
    return value && code
      ? [
          {
            code,
            meaning: text(name, '00080104') ?? code,
            value,
            unit: text(items(each, '004008EA')[0], '00080100') ?? '',
          },
        ]
      : [];
  });
}

function reader(view: DataView, kind: string): ((at: number) => number) | undefined {
  switch (kind) {
    case 'SS':
      return (at) => view.getInt16(at, true);
    case 'US':
      return (at) => view.getUint16(at, true);
    case 'SB':
      return (at) => view.getInt8(at);
    case 'UB':
      return (at) => view.getUint8(at);
    default:
      return undefined;
  }
}

function scaleOf(definition: Item): { factor: number; unit: number } {
  const unit = millivolts[text(items(definition, '003A0211')[0], '00080100') ?? 'uV'] ?? 0.001;
  const sensitivity = number(definition, '003A0210') ?? 1;
  const correction = number(definition, '003A0212') ?? 1;
  return { factor: sensitivity * correction * unit, unit };
}

function leadName(definition: Item, channel: number): string {
  const said =
    text(items(definition, '003A0208')[0], '00080104') ?? text(definition, '003A0203') ?? String(channel + 1);
  // SCP-ECG's meanings go on behind a comma: "aVR, augmented voltage, right".
  return said
    .replace(/^lead\s+/i, '')
    .replace(/,.*/, '')
    .trim();
}

/** What a caliper between two points of the paper measures. */
export type Caliper = { milliseconds: number; perMinute: number | undefined; millivolts: number };

export function measured(mmAcross: number, mmUp: number, mmPerSecond: number, mmPerMillivolt: number): Caliper {
  const milliseconds = Math.round((Math.abs(mmAcross) / mmPerSecond) * 1000);
  return {
    milliseconds,
    perMinute: milliseconds >= 100 ? Math.round(60_000 / milliseconds) : undefined,
    millivolts: Math.round((mmUp / mmPerMillivolt) * 100) / 100,
  };
}

/** Where a stretch of a lead stands on the sheet: row, and the seconds it shows. */
export type Strip = { lead: Lead; row: number; from: number; to: number; offset: number };
export type Layout = 'grid' | 'rows';

const grid = ['I', 'aVR', 'V1', 'V4', 'II', 'aVL', 'V2', 'V5', 'III', 'aVF', 'V3', 'V6'];

/** The sheet: 3 rows of 4 leads, 2.5 s each, over a long lead II; or every lead in a row of its own. */
export function strips({ leads, seconds }: Recording, layout: Layout): Strip[] {
  const named = (name: string) => leads.find((lead) => lead.name.toUpperCase() === name.toUpperCase());
  const rhythm = named('II');
  if (layout === 'rows' || !rhythm || !grid.every(named)) {
    return leads.map((lead, row) => ({ lead, row, from: 0, to: seconds, offset: 0 }));
  }
  const piece = seconds / 4;
  const short = grid.map((name, at) => {
    const column = at % 4;
    return {
      lead: named(name)!,
      row: Math.floor(at / 4),
      from: column * piece,
      to: (column + 1) * piece,
      offset: column * piece,
    };
  });
  return [...short, { lead: rhythm, row: 3, from: 0, to: seconds, offset: 0 }];
}

/** The points of a strip as an SVG path in millimetres of paper, from its own beginning. */
export function pathOf(strip: Strip, frequency: number, mmPerSecond: number, mmPerMillivolt: number): string {
  const from = Math.floor(strip.from * frequency);
  const to = Math.min(strip.lead.values.length, Math.ceil(strip.to * frequency));
  const points: string[] = [];
  for (let n = from; n < to; n++) {
    const x = ((n - from) / frequency) * mmPerSecond;
    points.push(`${x.toFixed(2)} ${(-strip.lead.values[n]! * mmPerMillivolt).toFixed(2)}`);
  }
  return points.length ? `M${points.join('L')}` : '';
}
