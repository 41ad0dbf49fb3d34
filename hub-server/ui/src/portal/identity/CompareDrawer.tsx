import { Alert, App, Button, Drawer, Input, Space } from 'antd';
import { useState } from 'react';
import { call } from '../../shared/http';
import { useSpeech, type Key } from '../../shared/i18n';
import { useRegion } from '../../shared/region';
import { useLoad } from '../../shared/useLoad';
import { Shown } from '../states';
import { marked, SHORTEST_REASON, type Comparison, type FullSide } from './identity';
import { Rule } from './Rule';

const ROWS: { title: Key; of: (side: FullSide) => string[] }[] = [
  { title: 'identity.name', of: (side) => side.names },
  { title: 'identity.sex', of: (side) => [side.sex] },
  { title: 'identity.birth', of: (side) => [side.birthDate] },
  { title: 'identity.numbers', of: (side) => side.numbers },
  { title: 'identity.phones', of: (side) => side.phones },
  { title: 'identity.addresses', of: (side) => side.addresses },
  { title: 'identity.mother', of: (side) => [side.mother] },
];

function Cell({ mine, theirs }: { mine: string[]; theirs: string[] }) {
  return (
    <td>
      {mine.filter(Boolean).map((text) => (
        <div key={text}>
          {theirs.includes(text) || !theirs.some(Boolean)
            ? text
            : marked(text, theirs[0]).map((letter, at) =>
                letter.differs ? <mark key={at}>{letter.text}</mark> : <span key={at}>{letter.text}</span>,
              )}
        </div>
      ))}
    </td>
  );
}

/** Two records side by side, differences marked, and the verdict with its reason. */
export function CompareDrawer(props: { patient: string; other: string; onClose: (changed: boolean) => void }) {
  const { t } = useSpeech();
  const { facility } = useRegion();
  const { message } = App.useApp();
  const [reason, setReason] = useState('');
  const loaded = useLoad(
    (signal) => call<Comparison>(`/api/identity/pairs/${props.patient}/${props.other}`, { signal }),
    [props.patient, props.other],
  );
  const rule = async (same: boolean) => {
    try {
      await call('/api/identity/rulings', {
        json: { patient: props.patient, other: props.other, same, reason: reason.trim() },
      });
      props.onClose(true);
    } catch {
      message.error(t('identity.failed'));
    }
  };
  const short = reason.trim().length < SHORTEST_REASON;
  return (
    <Drawer open width={860} title={t('identity.compare')} onClose={() => props.onClose(false)}>
      <Shown of={loaded}>
        {(both) => (
          <Space orientation="vertical" size="middle" className="wide">
            <Rule of={both.rule} />
            <table className="compare">
              <thead>
                <tr>
                  <th />
                  <th>{facility(both.one.facility)}</th>
                  <th>{facility(both.other.facility)}</th>
                </tr>
              </thead>
              <tbody>
                {ROWS.map((row) => (
                  <tr key={row.title}>
                    <th scope="row">{t(row.title)}</th>
                    <Cell mine={row.of(both.one)} theirs={row.of(both.other)} />
                    <Cell mine={row.of(both.other)} theirs={row.of(both.one)} />
                  </tr>
                ))}
              </tbody>
            </table>
            {both.fourEyes && <Alert type="warning" showIcon message={t('identity.fourEyes')} />}
            <Input.TextArea
              rows={2}
              maxLength={500}
              value={reason}
              aria-label={t('identity.reason')}
              placeholder={t('identity.reason')}
              onChange={(event) => setReason(event.target.value)}
            />
            <Space>
              <Button type="primary" disabled={short} onClick={() => rule(true)}>
                {t(both.fourEyes ? 'identity.proposeSame' : 'identity.same')}
              </Button>
              <Button disabled={short} onClick={() => rule(false)}>
                {t('identity.different')}
              </Button>
            </Space>
          </Space>
        )}
      </Shown>
    </Drawer>
  );
}
