import { call } from '../../shared/http';

/** The plain JSON door of mutual recognition. */
export type Outcome = 'RECOGNISABLE' | 'RECOGNISABLE_WITH_ALERT' | 'REFERENCE_ONLY' | 'NOT_RECOGNISABLE';

export type CatalogueItem = {
  code: string;
  nameZh?: string;
  nameEn?: string;
  category: 'LAB' | 'IMAGING';
  /** Ordering it means ordering several items. */
  panel?: boolean;
  window?: string | null;
};
/** Why a doctor repeats what could be recognised; the region's dictionary. */
export type Refusal = { code: string; zh: string; en: string; needsText?: boolean; countsAsRefusal?: boolean };
export type Catalogue = { version?: string; items: CatalogueItem[]; reasons?: Refusal[] };

export type Evidence = {
  report?: string;
  facility?: string;
  version?: number;
  value?: string | null;
  unit?: string | null;
  flag?: string | null;
  /** The value in the catalogue's unit, where the source uses another. */
  regionalValue?: string | null;
  regionalUnit?: string | null;
  collected?: string | null;
  marks?: string[];
  studyUid?: string | null;
};
export type Trace = { gate: string; ok: boolean; reason?: string | null; record?: string | null };
export type Verdict = {
  item?: string | null;
  outcome: Outcome;
  reasons: string[];
  evidence?: Evidence | null;
  expires?: string | null;
  saving?: string | null;
  /** What the doctor should know besides. */
  notes?: string[];
  trace?: Trace[];
};
/** @property parts the analytes of a panel, each judged by itself */
export type Line = Verdict & { lineId: string; parts?: Verdict[] | null };
export type Answer = { checkId: string; ruleVersion?: string; lines: Line[] };

export const encounters = ['OUTPATIENT', 'EMERGENCY', 'INPATIENT'] as const;
export type Encounter = (typeof encounters)[number];

/** The conditions a doctor may declare beforehand (domain rules 3.3). */
export const declarable = ['01', '02', '03', '04', '05', '06'] as const;

export const catalogue = (signal?: AbortSignal) => call<Catalogue>('/recognition/v1/catalogue', { signal });

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

export type Decision =
  { act: 'VIEW' } | { act: 'ACCEPT' } | { act: 'OVERRIDE'; reason: string; text: string; informed: boolean };

export const decide = (checkId: string, lineId: string, decision: Decision) =>
  call('/recognition/v1/decision', { json: { checkId, lineId, ...decision } });

/** A reason is needed, and a text where the dictionary says so. */
export const complete = (reason: Refusal | undefined, text: string) =>
  reason !== undefined && (!reason.needsText || text.trim() !== '');

/** A doctor may also accept what is only for reference, at discretion; what is not recognisable is not offered. */
export const decidable = ({ outcome, evidence }: Line) => outcome !== 'NOT_RECOGNISABLE' && Boolean(evidence);
