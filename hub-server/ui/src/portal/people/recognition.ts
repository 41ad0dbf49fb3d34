import { call } from '../../shared/http';

/** The plain JSON door of mutual recognition. */
export type Outcome = 'RECOGNISABLE' | 'RECOGNISABLE_WITH_ALERT' | 'REFERENCE_ONLY' | 'NOT_RECOGNISABLE';

export type CatalogueItem = {
  code: string;
  nameZh?: string;
  nameEn?: string;
  category: 'LAB' | 'IMAGING';
  window?: string;
};
export type Catalogue = { version?: string; items: CatalogueItem[] };

export type Evidence = {
  report?: string;
  facility?: string;
  version?: number | string;
  value?: string | null;
  unit?: string | null;
  collected?: string | null;
  marks?: string[];
  studyUid?: string | null;
};
export type Trace = { gate: string; ok: boolean; reason?: string | null; record?: string | null };
export type Line = {
  lineId: string;
  outcome: Outcome;
  reasons: string[];
  evidence?: Evidence | null;
  expires?: string | null;
  saving?: string | number | null;
  trace?: Trace[];
  /** What the doctor should know besides. */
  notes?: string[];
  /** The analytes of a panel, each judged by itself. */
  analytes?: (Omit<Line, 'lineId' | 'analytes'> & { item: string })[];
};
export type Answer = { checkId: string; ruleVersion?: string; lines: Line[] };

export const encounters = ['OUTPATIENT', 'EMERGENCY', 'INPATIENT'] as const;
export type Encounter = (typeof encounters)[number];

/** The conditions a doctor may declare beforehand, and the reasons that may be given afterwards (domain rules 3.3). */
export const declarable = ['01', '02', '03', '04', '05', '06'] as const;
export const overrideReasons = ['01', '02', '03', '04', '05', '06', '07', '08', '98', '99'] as const;

type CatalogueAnswer = {
  version?: string;
  items: {
    code?: string;
    item?: string;
    nameZh?: string;
    nameEn?: string;
    category?: string;
    kind?: string;
    window?: string;
  }[];
};

export async function catalogue(signal?: AbortSignal): Promise<Catalogue> {
  const { version, items } = await call<CatalogueAnswer>('/recognition/v1/catalogue', { signal });
  return {
    version,
    items: items.map(({ code, item, category, kind, ...rest }) => ({
      ...rest,
      code: code ?? item ?? '',
      category: (category ?? kind) === 'IMAGING' ? 'IMAGING' : 'LAB',
    })),
  };
}

/** The hospital a result comes from: named, or the one whose logical id its report carries. */
export function sourceOf({ facility, report }: Evidence): string | undefined {
  return facility ?? /(?:^|\/)([a-z]\d+)-/.exec(report ?? '')?.[1]?.toUpperCase();
}

export type Question = {
  org: string;
  encounter: Encounter;
  doctor: string;
  /** One of the person's records, by its logical id: no number of a patient is needed to ask. */
  patient: string;
  items: string[];
  declared: string[];
};

export function check({ org, encounter, doctor, patient, items, declared }: Question): Promise<Answer> {
  return call<Answer>('/recognition/v1/check', {
    json: {
      requestId: crypto.randomUUID(),
      org,
      doctor,
      encounter,
      patient: { reference: patient },
      items: items.map((code, index) => ({ lineId: String(index + 1), regionalCode: code })),
      declared,
    },
  });
}

export type Decision = { act: 'ACCEPT' } | { act: 'OVERRIDE'; reason: string; text: string; informed: boolean };

export const decide = (checkId: string, lineId: string, decision: Decision) =>
  call('/recognition/v1/decision', { json: { checkId, lineId, ...decision } });

/** A free text is needed for "other" only. */
export const complete = (reason: string | undefined, text: string) =>
  Boolean(reason) && (reason !== '08' || text.trim() !== '');

/** A doctor may also accept what is only for reference, at discretion; what is not recognisable is not offered. */
export const decidable = ({ outcome, evidence }: Line) => outcome !== 'NOT_RECOGNISABLE' && Boolean(evidence);
