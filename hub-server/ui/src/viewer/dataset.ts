/** Reading of DICOM JSON (PS3.18 annex F). Absent, empty and null values are all `undefined`. */
export type DataSet = Record<string, { vr: string; Value?: unknown[]; BulkDataURI?: string } | undefined>;

export function text(set: DataSet | undefined, tag: string): string | undefined {
  const value = set?.[tag]?.Value?.[0];
  return value === undefined || value === null || value === '' ? undefined : String(value);
}

export function texts(set: DataSet | undefined, tag: string): string[] {
  return (set?.[tag]?.Value ?? []).filter((value) => value !== null && value !== '').map(String);
}

export function number(set: DataSet | undefined, tag: string): number | undefined {
  const value = Number(text(set, tag) ?? NaN);
  return Number.isFinite(value) ? value : undefined;
}

export function numbers(set: DataSet | undefined, tag: string): number[] {
  return texts(set, tag).map(Number).filter(Number.isFinite);
}

export type PersonName = { main: string; pinyin?: string };

/**
 * A person name as a Chinese reader expects it: the ideographic group first, with the alphabetic one as its
 * transcription. The caret between the parts of a Chinese name is dropped, of a Latin one it becomes a space.
 */
export function personName(set: DataSet | undefined, tag: string): PersonName | undefined {
  const value = set?.[tag]?.Value?.[0] as Record<string, string> | string | undefined | null;
  if (!value) {
    return undefined;
  }
  const groups = typeof value === 'string' ? { Alphabetic: value } : value;
  const ideographic = groups.Ideographic?.replaceAll('^', '').trim();
  const alphabetic = groups.Alphabetic?.replaceAll('^', ' ').replace(/\s+/g, ' ').trim();
  if (ideographic) {
    return alphabetic && alphabetic !== ideographic ? { main: ideographic, pinyin: alphabetic } : { main: ideographic };
  }
  return alphabetic ? { main: alphabetic } : undefined;
}

/** DA and TM as 2026-07-03 10:41; what is not a date stays as it is. */
export function dateTime(date: string | undefined, time?: string): string {
  const shown = date?.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3') ?? '';
  const clock = /^(\d{2})(\d{2})/.exec(time ?? '');
  return clock ? `${shown} ${clock[1]}:${clock[2]}`.trim() : shown;
}
