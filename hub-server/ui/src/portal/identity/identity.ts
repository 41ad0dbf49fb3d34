export type Side = {
  patient: string;
  facility: string;
  name: string;
  sex: string;
  birthDate: string;
};

export type Pair = { one: Side; other: Side; rule: string; bits: number; foundAt: string };

export type FullSide = {
  patient: string;
  facility: string;
  names: string[];
  sex: string;
  birthDate: string;
  numbers: string[];
  phones: string[];
  addresses: string[];
  mother: string;
};

export type Ruling = {
  id: number;
  patient: string;
  other: string;
  same: boolean;
  reason: string;
  rule: string;
  proposedBy: string;
  proposedAt: string;
  confirmedBy: string | null;
  confirmedAt: string | null;
  withdrawnBy: string | null;
  withdrawnAt: string | null;
  withdrawnFor: string | null;
};

export type Comparison = {
  one: FullSide;
  other: FullSide;
  rule: string;
  bits: number;
  fourEyes: boolean;
  ruling: Ruling | null;
};

export type Rerun = {
  id: number;
  dryRun: boolean;
  matcher: string;
  reason: string;
  startedBy: string;
  startedAt: string;
  endedAt: string | null;
  state: 'RUNNING' | 'FINISHED' | 'STOPPED' | 'FAILED';
  total: number;
  looked: number;
  changed: number;
  pairs: number;
};

export type Reruns = { matcher: string; older: number; items: Rerun[] };

export type LinkChange = {
  patient: string;
  other: string | null;
  joined: boolean;
  fromPerson: number;
  fromRule: string;
  toPerson: number | null;
  toRule: string;
};

export const SHORTEST_REASON = 8;

export type Letter = { text: string; differs: boolean };

/** The letters of a text, those marked that the other text does not have in this order. */
export function marked(text: string, other: string): Letter[] {
  const ours = [...text];
  const theirs = [...other];
  const longest = Array.from({ length: ours.length + 1 }, () => new Array<number>(theirs.length + 1).fill(0));
  for (let i = ours.length - 1; i >= 0; i--) {
    for (let j = theirs.length - 1; j >= 0; j--) {
      longest[i][j] =
        ours[i] === theirs[j] ? longest[i + 1][j + 1] + 1 : Math.max(longest[i + 1][j], longest[i][j + 1]);
    }
  }
  const letters: Letter[] = [];
  for (let i = 0, j = 0; i < ours.length; i++) {
    while (j < theirs.length && ours[i] !== theirs[j] && longest[i][j + 1] === longest[i][j]) {
      j++;
    }
    const same = j < theirs.length && ours[i] === theirs[j];
    letters.push({ text: ours[i], differs: !same });
    j += same ? 1 : 0;
  }
  return letters;
}

/** The words of a rule: what agrees, and whether but for a slip. */
export function words(rule: string): { word: string; nearly: boolean }[] {
  const whole = ['ID-CONFLICT', 'ID-ALONE', 'BY-HAND', 'MERGED-BY-OWNER'];
  return (whole.includes(rule) ? [rule] : rule.split('-'))
    .filter((word) => word !== '')
    .map((word) => ({ word: word.replace('~', ''), nearly: word.endsWith('~') }));
}
