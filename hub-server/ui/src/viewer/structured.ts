import { dateTime, personName, text, type DataSet } from './dataset';

/** One line of a structured report: what it is about, what it says, and what stands under it. */
export type ReportItem = { name: string | undefined; value: string | undefined; kind: string; children: ReportItem[] };

const sequence = (set: DataSet | undefined, tag: string) => (set?.[tag]?.Value ?? []) as DataSet[];
const meaning = (set: DataSet | undefined, tag: string) => {
  const code = sequence(set, tag)[0];
  return text(code, '00080104') ?? text(code, '00080100');
};

/** The content tree of a structured report (PS3.3 C.17.3), ready to be read from top to bottom. */
export function reportOf(set: DataSet): ReportItem {
  return {
    name: meaning(set, '0040A043'),
    value: valueOf(set),
    kind: text(set, '0040A040') ?? 'CONTAINER',
    children: sequence(set, '0040A730')
      .filter((child) => text(child, '0040A010') !== 'HAS CONCEPT MOD')
      .map(reportOf),
  };
}

function valueOf(set: DataSet): string | undefined {
  switch (text(set, '0040A040')) {
    case 'TEXT':
      return text(set, '0040A160');
    case 'CODE':
      return meaning(set, '0040A168');
    case 'NUM': {
      const measured = sequence(set, '0040A300')[0];
      const unit = text(sequence(measured, '004008EA')[0], '00080100');
      return [text(measured, '0040A30A'), unit === '1' ? undefined : unit].filter(Boolean).join(' ') || undefined;
    }
    case 'PNAME':
      return personName(set, '0040A123')?.main;
    case 'DATE':
      return dateTime(text(set, '0040A121'));
    case 'TIME':
      return text(set, '0040A122');
    case 'DATETIME': {
      const moment = text(set, '0040A120');
      return dateTime(moment?.slice(0, 8), moment?.slice(8));
    }
    case 'UIDREF':
      return text(set, '0040A124');
    default:
      return undefined;
  }
}

/** Whether the report is verified (0040,A493); a report that nobody signed has to be seen as such. */
export const isVerified = (set: DataSet) => text(set, '0040A493') === 'VERIFIED';
