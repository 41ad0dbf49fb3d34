import { Collapse, Space, Table } from 'antd';
import { count } from '../../shared/format';
import { useSpeech } from '../../shared/i18n';
import { Kpi } from '../parts';
import { formatRoute } from '../route';
import { EmptyState } from '../states';
import type { Difference, DryRun } from './trying';

/** What a proposed profile would have made different about the latest messages. */
export function Differences({ run }: { run: DryRun }) {
  const { t, language } = useSpeech();
  return (
    <>
      <div className="kpis">
        <Kpi label={t('try.looked')} value={count(run.looked, language)} />
        <Kpi label={t('try.different')} value={count(run.different, language)} />
        <Kpi
          label={t('try.refused')}
          value={count(run.refusedAfter, language)}
          note={t('try.refused.before', { n: run.refusedBefore })}
          alarm={run.refusedAfter > run.refusedBefore}
        />
      </div>
      {run.examples.length === 0 ? (
        <EmptyState why={t('try.same')} />
      ) : (
        <Collapse
          size="small"
          destroyOnHidden
          items={run.examples.map(({ message, type, differences }) => ({
            key: message,
            label: (
              <Space>
                <a className="mono" href={formatRoute('messages', String(message))}>
                  #{message}
                </a>
                <span className="mono">{type}</span>
                <span className="dim">{t('try.changes', { n: differences.length })}</span>
              </Space>
            ),
            children: <DifferenceTable differences={differences} />,
          }))}
        />
      )}
    </>
  );
}

export function DifferenceTable({ differences }: { differences: Difference[] }) {
  const { t } = useSpeech();
  return (
    <Table<Difference & { key: number }>
      size="small"
      pagination={false}
      dataSource={differences.map((each, key) => ({ ...each, key }))}
      locale={{ emptyText: <EmptyState why={t('try.same')} /> }}
      columns={[
        {
          title: t('try.where'),
          key: 'where',
          render: (_, { subject, path }) => (
            <span className="mono">
              {subject} <span className="dim">{path}</span>
            </span>
          ),
        },
        {
          title: t('try.before'),
          dataIndex: 'before',
          width: '28%',
          render: (text) => <span className="diff-before">{text}</span>,
        },
        {
          title: t('try.after'),
          dataIndex: 'after',
          width: '28%',
          render: (text) => <span className="diff-after">{text}</span>,
        },
      ]}
    />
  );
}
