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
  overrideReasons,
  sourceOf,
  type Decision,
  type Line,
  type Outcome,
} from './recognition';

const looks: Record<Outcome, { colour: string; icon: ReactNode }> = {
  RECOGNISABLE: { colour: 'success', icon: <CheckCircleFilled /> },
  RECOGNISABLE_WITH_ALERT: { colour: 'error', icon: <AlertFilled /> },
  REFERENCE_ONLY: { colour: 'warning', icon: <InfoCircleFilled /> },
  NOT_RECOGNISABLE: { colour: 'default', icon: <CloseCircleFilled /> },
};

type Props = { checkId: string; line: Line; name: string; names: Map<string, string> };

/** One item: what the rules say and why, on what evidence, and the doctor's act. Nothing is preselected. */
export function RecognitionCard({ checkId, line, name, names }: Props) {
  const { t, code, language } = useSpeech();
  const { facility } = useRegion();
  const { message: toast } = App.useApp();
  const [done, setDone] = useState<Decision>();
  const [overriding, setOverriding] = useState(false);
  const [busy, setBusy] = useState(false);
  const { evidence } = line;
  const look = looks[line.outcome];

  const act = async (decision: Decision) => {
    setBusy(true);
    try {
      await decide(checkId, line.lineId, decision);
      setDone(decision);
      setOverriding(false);
    } catch (error) {
      toast.error(
        t('recognition.decision.failed', { code: error instanceof HubError ? (error.code ?? error.status) : '' }),
      );
    } finally {
      setBusy(false);
    }
  };

  return (
    <article className={`panel card card-${line.outcome.toLowerCase()}`}>
      <header>
        <strong>{name}</strong>
        <Tag color={look.colour} icon={look.icon} variant="filled">
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
      {evidence && (
        <dl className="card-facts">
          {evidence.value && (
            <div className="card-value">
              <dt>{t('recognition.value')}</dt>
              <dd>
                <b>{evidence.value}</b> {evidence.unit}
              </dd>
            </div>
          )}
          <div>
            <dt>{t('recognition.source')}</dt>
            <dd>{facility(sourceOf(evidence))}</dd>
          </div>
          {evidence.collected && (
            <div>
              <dt>{t('recognition.collected')}</dt>
              <dd>
                {instant(evidence.collected)} <span className="dim">{ago(evidence.collected, language)}</span>
              </dd>
            </div>
          )}
          {line.expires && (
            <div>
              <dt>{t('recognition.expires')}</dt>
              <dd>{instant(line.expires)}</dd>
            </div>
          )}
          {line.saving !== null && line.saving !== undefined && Number(line.saving) > 0 && (
            <div>
              <dt>{t('recognition.saving')}</dt>
              <dd className="good">{money(line.saving, language)}</dd>
            </div>
          )}
          {evidence.marks && evidence.marks.length > 0 && (
            <div>
              <dt>{t('recognition.marks')}</dt>
              <dd>
                {evidence.marks.map((mark) => (
                  <Tag key={mark} color="blue">
                    {mark}
                  </Tag>
                ))}
              </dd>
            </div>
          )}
        </dl>
      )}
      {line.notes && line.notes.length > 0 && (
        <p className="dim">{line.notes.map((note) => code('note', note)).join(' · ')}</p>
      )}
      {line.analytes && line.analytes.length > 1 && (
        <table className="lab">
          <tbody>
            {line.analytes.map((analyte) => (
              <tr key={analyte.item}>
                <td>{names.get(analyte.item) ?? analyte.item}</td>
                <td>
                  {analyte.evidence?.value} <span className="dim">{analyte.evidence?.unit}</span>
                </td>
                <td>
                  <span className={analyte.outcome.startsWith('RECOGNISABLE') ? 'good' : undefined}>
                    {looks[analyte.outcome]?.icon}{' '}
                    {analyte.reasons.length > 0
                      ? analyte.reasons.map((reason) => code('reason', reason)).join(' ')
                      : code('outcome', analyte.outcome)}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <footer>
        {done && (
          <Tag color={done.act === 'ACCEPT' ? 'success' : 'default'}>
            {done.act === 'ACCEPT'
              ? t('recognition.accepted')
              : `${t('recognition.overridden')} · ${code('refusal', done.reason)}`}
          </Tag>
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
              >
                {t('person.images')}
              </Button>
            )}
          </Space>
        )}
        {line.trace && line.trace.length > 0 && (
          <Popover
            trigger="click"
            title={t('recognition.trace')}
            content={
              <table className="trace">
                <tbody>
                  {line.trace.map(({ gate, ok, record }, index) => (
                    <tr key={index}>
                      <td>{ok ? <CheckCircleFilled className="good" /> : <CloseCircleFilled className="bad" />}</td>
                      <td className="mono">{gate}</td>
                      <td>{code('gate', gate)}</td>
                      <td className="mono dim">{record}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            }
          >
            <Button type="link" size="small">
              {t('recognition.trace')}
            </Button>
          </Popover>
        )}
      </footer>
      {overriding && !done && <Override busy={busy} act={act} />}
    </article>
  );
}

function Override({ busy, act }: { busy: boolean; act: (decision: Decision) => Promise<void> }) {
  const { t } = useSpeech();
  const [reason, setReason] = useState<string>();
  const [text, setText] = useState('');
  const [informed, setInformed] = useState(false);
  return (
    <div className="card-override">
      <Select
        value={reason}
        onChange={setReason}
        placeholder={t('recognition.reason')}
        aria-label={t('recognition.reason')}
        options={overrideReasons.map((value) => ({ value, label: `${value} ${t(`refusal.${value}`)}` }))}
      />
      <Input
        value={text}
        maxLength={200}
        placeholder={t(reason === '08' ? 'recognition.text.required' : 'recognition.text')}
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
        onClick={() => void act({ act: 'OVERRIDE', reason: reason!, text: text.trim(), informed })}
      >
        {t('recognition.override.send')}
      </Button>
    </div>
  );
}
