import { Collapse, Space, Tabs, Tag } from 'antd';
import { useSpeech } from '../../shared/i18n';
import { Er7 } from '../messages/Raw';
import { Remarks } from '../messages/Remarks';
import { EmptyState } from '../states';
import { DifferenceTable } from './Differences';
import { notConsumed, type Made, type Trial } from './trying';

/** One message whole: where remarks point to, what became of it, what was left over, what would be different. */
export function Result({ trial, raw }: { trial: Trial; raw: string }) {
  const { t, code } = useSpeech();
  const rest = trial.remarks.filter(notConsumed);
  const remarks = trial.remarks.filter((remark) => !notConsumed(remark));
  return (
    <>
      <Space wrap>
        <span className="mono">{trial.type || '–'}</span>
        <Tag color={trial.error ? 'error' : 'success'}>
          {trial.error ? code('try.error', trial.error) : t('try.done')}
        </Tag>
        <span className="dim">
          {trial.charset} · {t('messages.profile')} <span className="mono">{trial.profile}</span>
        </span>
      </Space>
      <Tabs
        items={[
          ...(trial.differences
            ? [
                {
                  key: 'differences',
                  label: `${t('try.differences')} ${trial.differences.length}`,
                  children: <DifferenceTable differences={trial.differences} />,
                },
              ]
            : []),
          {
            key: 'fhir',
            label: `${t('messages.tab.fhir')} ${trial.resources.length}`,
            children: <Resources made={trial.resources} />,
          },
          {
            key: 'remarks',
            label: `${t('messages.tab.remarks')} ${remarks.length}`,
            children: <Remarks list={remarks} />,
          },
          { key: 'rest', label: `${t('try.rest')} ${rest.length}`, children: <Remarks list={rest} /> },
          { key: 'raw', label: t('messages.tab.raw'), children: <Er7 raw={raw} remarks={trial.remarks} /> },
        ]}
      />
    </>
  );
}

function Resources({ made }: { made: Made[] }) {
  const { t } = useSpeech();
  if (made.length === 0) {
    return <EmptyState why={t('resources.none')} />;
  }
  return (
    <Collapse
      size="small"
      destroyOnHidden
      items={made.map(({ reference, mode, resource }, index) => ({
        key: index,
        label: (
          <Space>
            <span className="mono">{reference}</span>
            <Tag>{mode}</Tag>
          </Space>
        ),
        children: <pre className="json">{JSON.stringify(resource, null, 2)}</pre>,
      }))}
    />
  );
}
