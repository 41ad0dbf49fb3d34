import { AlertFilled, CheckCircleFilled, CloseCircleFilled, EyeOutlined, InfoCircleFilled } from '@ant-design/icons';
import { App, Button, Checkbox, Input, Popover, Select, Space, Tag } from 'antd';
import { useState, type ReactNode } from 'react';
import { ago, instant, money } from '../../shared/format';
import { HubError } from '../../shared/http';
import { useSpeech } from '../../shared/i18n';
import { useRegion } from '../../shared/region';
import {
  complete,
  decidable,
  decide,
  type Decision,
  type Evidence,
  type Line,
  type Outcome,
  type Refusal,
  type Trace,
  type Verdict,
} from './recognition';

const looks: Record<Outcome, { colour: string; icon: ReactNode }> = {
  RECOGNISABLE: { colour: 'success', icon: <CheckCircleFilled /> },
  RECOGNISABLE_WITH_ALERT: { colour: 'error', icon: <AlertFilled /> },
  REFERENCE_ONLY: { colour: 'warning', icon: <InfoCircleFilled /> },
  NOT_RECOGNISABLE: { colour: 'default', icon: <CloseCircleFilled /> },
};

type Props = { checkId: string; line: Line; name: string; names: Map<string, string>; refusals: Refusal[] };

/** One ordered item: what the rules say and why, on what evidence, and the doctor's act. Nothing is preselected. */
export function RecognitionCard({ checkId, line, name, names, refusals }: Props) {
  const { t, code, name: named } = useSpeech();
  const { message: toast } = App.useApp();
  const [done, setDone] = useState<Decision>();
  const [overriding, setOverriding] = useState(false);
  const [busy, setBusy] = useState(false);
  const { evidence, parts } = line;

  const act = async (decision: Decision) => {
    setBusy(true);
    try {
      await decide(checkId, line.lineId, decision);
      setDone(decision);
      setOverriding(false);
    } catch (error) {
      const shown = error instanceof HubError ? (error.code ?? error.status) : '';
      toast.error(t('recognition.decision.failed', { code: shown }));
    } finally {
      setBusy(false);
    }
  };
  // That somebody looked is part of the record; if it cannot be kept, looking is still allowed.
  const viewed = () => void decide(checkId, line.lineId, { act: 'VIEW' }).catch(() => undefined);

  return (
    <article className={`panel card card-${line.outcome.toLowerCase()}`}>
      <header>
        <strong>{name}</strong>
        <Tag color={looks[line.outcome]?.colour} icon={looks[line.outcome]?.icon} variant="filled">
          {code('outcome', line.outcome)}
        </Tag>
      </header>
      {line.reasons.length > 0 && (
        <ul className="card-reasons">
          {line.reasons.map((reason) => (
            <li key={reason}>
              {code('reason', reason)} <span className="mono dim">{reason}</span>
            </li>
          ))}
        </ul>
      )}
      {parts && parts.length > 0 ? <Parts parts={parts} names={names} /> : null}
      {evidence && <Facts evidence={evidence} line={line} whole={!parts?.length} />}
      {line.notes && line.notes.length > 0 && (
        <p className="dim">{line.notes.map((note) => code('note', note)).join(' · ')}</p>
      )}
      <footer>
        {done?.act === 'ACCEPT' && <Tag color="success">{t('recognition.accepted')}</Tag>}
        {done?.act === 'OVERRIDE' && (
          <Tag>{`${t('recognition.overridden')} · ${named(refusals.find((refusal) => refusal.code === done.reason)) || done.reason}`}</Tag>
        )}
        {!done && decidable(line) && (
          <Space wrap>
            <Button
              type={line.outcome === 'RECOGNISABLE' ? 'primary' : 'default'}
              size="small"
              loading={busy}
              onClick={() => void act({ act: 'ACCEPT' })}
            >
              {t('recognition.accept')}
            </Button>
            <Button size="small" disabled={busy} onClick={() => setOverriding(!overriding)} aria-expanded={overriding}>
              {t('recognition.override')}
            </Button>
            {evidence?.studyUid && (
              <Button
                size="small"
                icon={<EyeOutlined />}
                href={`/viewer/?study=${encodeURIComponent(evidence.studyUid)}`}
                target="_blank"
                onClick={viewed}
              >
                {t('person.images')}
              </Button>
            )}
          </Space>
        )}
        {line.trace && line.trace.length > 0 && (
          <Popover trigger="click" title={t('recognition.trace')} content={<Gates trace={line.trace} />}>
            <Button type="link" size="small" onClick={decidable(line) && !done ? viewed : undefined}>
              {t('recognition.trace')}
            </Button>
          </Popover>
        )}
      </footer>
      {overriding && !done && <Override refusals={refusals} busy={busy} act={act} />}
    </article>
  );
}

/** The analytes of a panel: which of them need not be measured again. */
function Parts({ parts, names }: { parts: Verdict[]; names: Map<string, string> }) {
  const { code } = useSpeech();
  return (
    <table className="lab">
      <tbody>
        {parts.map(({ item, outcome, reasons, evidence }, index) => (
          <tr key={item ?? index}>
            <td>{names.get(item ?? '') ?? item}</td>
            <td>
              {evidence?.value} <span className="dim">{evidence?.unit}</span>
            </td>
            <td className={outcome.startsWith('RECOGNISABLE') ? 'good' : undefined}>
              {looks[outcome]?.icon}{' '}
              {reasons.length > 0
                ? reasons.map((reason) => code('reason', reason)).join(' ')
                : code('outcome', outcome)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Facts({ evidence, line, whole }: { evidence: Evidence; line: Line; whole: boolean }) {
  const { t, code, language } = useSpeech();
  const { facility } = useRegion();
  const facts: [string, ReactNode][] = [];
  if (whole && evidence.value) {
    facts.push([
      t('recognition.value'),
      <span className="card-value">
        <b>{evidence.value}</b> {evidence.unit}{' '}
        {evidence.flag && evidence.flag !== 'N' && <span className="bad">{code('flag', evidence.flag)}</span>}
        {evidence.regionalValue && (
          <span className="dim"> {`\u2248 ${evidence.regionalValue} ${evidence.regionalUnit ?? ''}`}</span>
        )}
      </span>,
    ]);
  }
  facts.push([t('recognition.source'), facility(evidence.facility)]);
  if (evidence.collected) {
    facts.push([
      t('recognition.collected'),
      <>
        {instant(evidence.collected)} <span className="dim">{ago(evidence.collected, language)}</span>
      </>,
    ]);
  }
  if (line.expires) facts.push([t('recognition.expires'), instant(line.expires)]);
  if (Number(line.saving ?? 0) > 0) {
    facts.push([t('recognition.saving'), <span className="good">{money(line.saving, language)}</span>]);
  }
  if (evidence.marks && evidence.marks.length > 0) {
    facts.push([
      t('recognition.marks'),
      evidence.marks.map((mark) => (
        <Tag key={mark} color="blue">
          {mark}
        </Tag>
      )),
    ]);
  }
  return (
    <dl className="card-facts">
      {facts.map(([label, fact]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  );
}

function Gates({ trace }: { trace: Trace[] }) {
  const { code } = useSpeech();
  return (
    <table className="trace">
      <tbody>
        {trace.map(({ gate, ok, reason, record }, index) => (
          <tr key={index}>
            <td>{ok ? <CheckCircleFilled className="good" /> : <CloseCircleFilled className="bad" />}</td>
            <td className="mono">{gate}</td>
            <td>{code('gate', gate)}</td>
            <td>{code('reason', reason)}</td>
            <td className="mono dim">{record}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Override({
  refusals,
  busy,
  act,
}: {
  refusals: Refusal[];
  busy: boolean;
  act: (decision: Decision) => Promise<void>;
}) {
  const { t, name } = useSpeech();
  const [chosen, setChosen] = useState<string>();
  const [text, setText] = useState('');
  const [informed, setInformed] = useState(false);
  const reason = refusals.find(({ code }) => code === chosen);
  return (
    <div className="card-override">
      <Select
        value={chosen}
        onChange={setChosen}
        placeholder={t('recognition.reason')}
        aria-label={t('recognition.reason')}
        options={refusals.map((refusal) => ({ value: refusal.code, label: `${refusal.code} ${name(refusal)}` }))}
      />
      <Input
        value={text}
        maxLength={200}
        placeholder={t(reason?.needsText ? 'recognition.text.required' : 'recognition.text')}
        aria-label={t('recognition.text')}
        onChange={(event) => setText(event.target.value)}
      />
      <Checkbox checked={informed} onChange={(event) => setInformed(event.target.checked)}>
        {t('recognition.informed')}
      </Checkbox>
      <Button
        type="primary"
        size="small"
        loading={busy}
        disabled={!complete(reason, text)}
        onClick={() => void act({ act: 'OVERRIDE', reason: chosen!, text: text.trim(), informed })}
      >
        {t('recognition.override.send')}
      </Button>
    </div>
  );
}
