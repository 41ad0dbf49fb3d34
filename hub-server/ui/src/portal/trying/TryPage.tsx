import { ExperimentOutlined, HistoryOutlined } from '@ant-design/icons';
import { Alert, Button, Input, Select, Space } from 'antd';
import { useState } from 'react';
import { HubError } from '../../shared/http';
import { useSpeech } from '../../shared/i18n';
import { useRegion } from '../../shared/region';
import { Heading } from '../parts';
import { useRoute } from '../route';
import { ErrorState } from '../states';
import { Differences } from './Differences';
import { Result } from './Result';
import { dryRun, tryText, type DryRun, type Trial } from './trying';

type Shown = { trial?: Trial; text?: string; run?: DryRun; error?: unknown };
const latest = 200;

/** What the hub would make of a message, and what a proposed profile would change, before anything is stored. */
export default function TryPage() {
  const { t } = useSpeech();
  const { options } = useRegion();
  const route = useRoute();
  const facility = route.query.get('facility') ?? options[0]?.value;
  const [text, setText] = useState('');
  const [profile, setProfile] = useState('');
  const [busy, setBusy] = useState<'text' | 'latest'>();
  const [shown, setShown] = useState<Shown>({});

  const ask = async (what: 'text' | 'latest') => {
    setBusy(what);
    try {
      setShown(
        what === 'text'
          ? { trial: await tryText(facility!, text, profile), text }
          : { run: await dryRun(facility!, profile, latest) },
      );
    } catch (error) {
      setShown({ error });
    } finally {
      setBusy(undefined);
    }
  };
  return (
    <>
      <Heading title={t('menu.try')} hint={t('try.hint')} />
      <div className="try">
        <div className="panel">
          <h2>{t('try.message')}</h2>
          <Space orientation="vertical" style={{ width: '100%' }} size={10}>
            <Select
              style={{ width: '100%' }}
              aria-label={t('messages.facility')}
              value={facility}
              options={options}
              onChange={(value: string) => route.filter({ facility: value })}
            />
            <Input.TextArea
              className="mono"
              autoSize={{ minRows: 8, maxRows: 18 }}
              value={text}
              spellCheck={false}
              aria-label={t('try.message')}
              placeholder="MSH|^~\&|LIS|H001|HUB|YL|20260105100010||ORU^R01^ORU_R01|1|P|2.5.1"
              onChange={(event) => setText(event.target.value)}
            />
            <h2>{t('try.profile')}</h2>
            <Input.TextArea
              className="mono"
              autoSize={{ minRows: 4, maxRows: 12 }}
              value={profile}
              spellCheck={false}
              aria-label={t('try.profile')}
              placeholder={'units: {"10^9/L": "10*9/L"}\ncodes: [{localCode: L999, item: LIP-TC}]'}
              onChange={(event) => setProfile(event.target.value)}
            />
            <Space wrap>
              <Button
                type="primary"
                icon={<ExperimentOutlined />}
                loading={busy === 'text'}
                disabled={!facility || text.trim() === ''}
                onClick={() => void ask('text')}
              >
                {t('try.ask')}
              </Button>
              <Button
                icon={<HistoryOutlined />}
                loading={busy === 'latest'}
                disabled={!facility || profile.trim() === ''}
                onClick={() => void ask('latest')}
              >
                {t('try.latest', { n: latest })}
              </Button>
            </Space>
          </Space>
        </div>
        <div className="panel try-result" aria-live="polite">
          <Answer shown={shown} />
        </div>
      </div>
    </>
  );
}

function Answer({ shown }: { shown: Shown }) {
  const { t } = useSpeech();
  if (shown.error !== undefined) {
    const mistake = shown.error instanceof HubError ? shown.error.body : undefined;
    return mistake?.key ? (
      <Alert
        type="error"
        showIcon
        title={t('try.mistake')}
        description={
          <span className="mono">
            {mistake.key} {mistake.reason}
          </span>
        }
      />
    ) : (
      <ErrorState error={shown.error} />
    );
  }
  if (shown.trial) {
    return <Result trial={shown.trial} raw={shown.text ?? ''} />;
  }
  if (shown.run) {
    return <Differences run={shown.run} />;
  }
  return <p className="dim">{t('try.start')}</p>;
}
