import { describe, expect, it } from 'vitest';
import { nextPage } from '../src/portal/login/place';
import { cut } from '../src/portal/messages/er7';
import { pagesFor } from '../src/portal/pages';
import { byYear, course, direction, visible, type Entry } from '../src/portal/people/people';
import { complete, decidable } from '../src/portal/people/recognition';
import { idsOf, sum } from '../src/portal/reconciliation/reconciliation';
import { change, codes, matrix, monthsBetween, value, type Report } from '../src/portal/report/report';

describe('a raw message', () => {
  const raw = 'MSH|^~\\&|LIS|H002\rPID|1||Z1\rOBX|1|NM|K||2.6\rOBX|2|NM|NA||139\r';

  it('counts its fields as the standard does, the separator being MSH-1', () => {
    const [msh, pid] = cut(raw);
    expect(msh!.fields.map(({ name, text }) => [name, text])).toEqual([
      ['MSH-2', '^~\\&'],
      ['MSH-3', 'LIS'],
      ['MSH-4', 'H002'],
    ]);
    expect(pid!.fields[2]).toMatchObject({ name: 'PID-3', text: 'Z1' });
  });

  it('marks the field a remark names, in the segment it names', () => {
    const marked = cut(raw, ['OBX[2]-5', 'PID-3[1].4'])
      .flatMap(({ fields }) => fields)
      .filter((field) => field.marked);
    expect(marked.map(({ name }) => name)).toEqual(['PID-3', 'OBX[2]-5']);
  });

  it('marks all of a segment that was not understood', () => {
    expect(cut(raw, ['PID'])[1]!.fields.every(({ marked }) => marked)).toBe(true);
  });
});

describe('a timeline', () => {
  const lab = (at: string, facility: string, value: string, unit = 'mmol/L', flag?: string): Entry => ({
    kind: 'LAB',
    at,
    facility,
    title: 'lipids',
    items: [{ name: 'TC', value, unit, flag, regionalCode: 'LIP-TC' }],
  });
  const entries = [
    lab('2025-11-01T08:00:00Z', 'H002', '5.1'),
    lab('2026-03-01T08:00:00Z', 'H001', '5.8', 'mmol/L', 'H'),
    lab('2026-02-01T08:00:00Z', 'H004', '212', 'mg/dL'),
  ];
  const all = { kinds: ['LAB' as const], facility: undefined, abnormal: false, words: '' };

  it('runs by year, newest first', () => {
    expect(byYear(entries).map(([year, list]) => [year, list.length])).toEqual([
      ['2026', 2],
      ['2025', 1],
    ]);
  });

  it('draws no line through two units', () => {
    expect(course(entries, entries[1]!.items![0]!).map(({ value }) => value)).toEqual([5.1, 5.8]);
    expect(course(entries, entries[2]!.items![0]!)).toEqual([]);
  });

  it('shows what is asked for', () => {
    expect(visible(entries, { ...all, abnormal: true })).toHaveLength(1);
    expect(visible(entries, { ...all, facility: 'H004' })).toHaveLength(1);
    expect(visible(entries, { ...all, words: 'tc' })).toHaveLength(3);
    expect(visible(entries, { ...all, kinds: ['IMAGING'] })).toEqual([]);
  });

  it('points up and down by the flag of the laboratory', () => {
    const item = (flag: string | null) => ({ name: '', value: '', flag });
    expect([direction(item('HH')), direction(item('L')), direction(item('A')), direction(item(null))]).toEqual([
      'up',
      'down',
      undefined,
      undefined,
    ]);
  });
});

describe('a recognition decision', () => {
  it('needs a reason, and a text where the dictionary says so', () => {
    const reason = { code: '03', zh: '', en: '' };
    expect(complete(undefined, 'x')).toBe(false);
    expect(complete(reason, '')).toBe(true);
    expect(complete({ ...reason, code: '08', needsText: true }, ' ')).toBe(false);
  });

  it('is not offered for what is not recognisable', () => {
    const line = { lineId: '1', reasons: [], evidence: { value: '1' } };
    expect(decidable({ ...line, outcome: 'REFERENCE_ONLY' })).toBe(true);
    expect(decidable({ ...line, outcome: 'NOT_RECOGNISABLE' })).toBe(false);
  });
});

describe('a report', () => {
  const report: Report = {
    definition: {
      id: 'sharing',
      version: '1',
      indicators: ['checks', 'saving', 'unsent'].map((code) => ({ code, zh: '', en: '' })),
    },
    rows: [
      { facility: 'H001', month: '2026-01', checks: 4, saving: '37.50' },
      { facility: 'H001', month: '2026-03', checks: 6, saving: '12.50' },
      { facility: 'H002', month: '2026-03', checks: 2, saving: null },
    ],
    totals: { checks: 12, saving: '50.00' },
    asOf: '2026-03-31T00:00:00Z',
  };

  it('has a column for every month, also where nothing was counted', () => {
    const months = monthsBetween('2026-01', '2026-03');
    expect(matrix(report, 'checks', ['H001', 'H002'], months)).toEqual([
      [4, 0, 6],
      [0, 0, 2],
    ]);
  });

  it('reads money that came as text', () => {
    expect(value(report.totals, 'saving')).toBe(50);
  });

  it('shows the indicators that were sent, in the order of the definition', () => {
    expect(codes(report)).toEqual(['checks', 'saving']);
  });

  it('compares with the month before only where there is one', () => {
    expect(change(report, 'checks', ['2026-01', '2026-03'])).toBe(1);
    expect(change(report, 'checks', ['2026-02', '2026-03'])).toBeUndefined();
  });

  it('crosses the year', () => {
    expect(monthsBetween('2025-11', '2026-02')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
  });
});

describe('the menu', () => {
  it('shows each role its own pages', () => {
    const names = (...roles: Parameters<typeof pagesFor>[0] & object) => pagesFor(roles).map(({ name }) => name);
    expect(names('PLANNER')).toEqual(['overview', 'sharing', 'apps']);
    expect(names('DOCTOR')).toEqual(['overview', 'people', 'imaging', 'apps']);
    expect(names('OPERATOR')).toEqual(['overview', 'messages', 'worklist', 'reconciliation', 'try', 'apps']);
  });

  it('is followed by the viewer only, never by another site', () => {
    expect(nextPage('?next=%2Fviewer%2F%3Fstudy%3D1.2')).toBe('/viewer/?study=1.2');
    expect(nextPage('?next=%2Foauth2%2Fauthorize%3Fclient_id%3Da')).toBe('/oauth2/authorize?client_id=a');
    expect(nextPage('?next=%2Foauth2%2Fauthorize.elsewhere%2F')).toBeUndefined();
    expect(nextPage('?next=https%3A%2F%2Felsewhere')).toBeUndefined();
    expect(nextPage('?next=%2F%2Felsewhere%2Fviewer%2F')).toBeUndefined();
  });
});

describe('a list of control ids', () => {
  it('is read as hospitals export it', () => {
    expect(idsOf('control_id,sent\r\n"A1",2026\r\n A2 ;x\n\nA3\tx')).toEqual(['A1', 'A2', 'A3']);
  });
});

describe('the numbers of some days', () => {
  it('add up', () => {
    const row = {
      day: '',
      type: '',
      received: 3,
      done: 1,
      failed: 1,
      refused: 1,
      waiting: 0,
      parked: 0,
      superseded: 0,
      repeats: 2,
    };
    expect(sum([row, row])).toMatchObject({ received: 6, done: 2, failed: 2, refused: 2, repeats: 4 });
    expect(sum([]).received).toBe(0);
  });
});

describe('a marked field', () => {
  it('tells what the remark says', () => {
    const fields = cut('OBX|1|NM\rOBX|2|NM|X', ['OBX[2]-3'], ['OBX[2]-3 CODE_NOT_MAPPED: no item'])[1]!.fields;
    expect(fields.map(({ notes }) => notes)).toEqual([[], [], ['OBX[2]-3 CODE_NOT_MAPPED: no item']]);
  });
});
