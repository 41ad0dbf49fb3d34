import { ArrowLeftOutlined } from '@ant-design/icons';
import { Button, Space, Table, Tag } from 'antd';
import { useState } from 'react';
import { call } from '../../shared/http';
import { useSpeech } from '../../shared/i18n';
import { useLoad } from '../../shared/useLoad';
import { EmptyState, Shown } from '../states';
import { CompareDrawer } from './CompareDrawer';
import type { LinkChange, Rerun } from './identity';
import { Rule } from './Rule';

const PAGE = 50;

/** Records that came, or would come, to another person by the rules of a run. */
export function ChangeList({ run, onClose }: { run: Rerun; onClose: () => void }) {
  const { t } = useSpeech();
  const [page, setPage] = useState(1);
  const [compared, setCompared] = useState<LinkChange>();
  const loaded = useLoad(
    (signal) =>
      call<{ items: LinkChange[]; more: boolean }>(`/api/identity/reruns/${run.id}/changes?from=${(page - 1) * PAGE}`, {
        signal,
      }),
    [run.id, page],
  );
  return (
    <>
      <Space className="panel-bar">
        <Button icon={<ArrowLeftOutlined />} onClick={onClose}>
          {t('identity.rules')}
        </Button>
        <strong>{t(run.dryRun ? 'identity.would' : 'identity.did')}</strong>
      </Space>
      <Shown of={loaded}>
        {({ items }) => (
          <Table<LinkChange>
            size="small"
            rowKey="patient"
            dataSource={items}
            pagination={{
              current: page,
              pageSize: PAGE,
              total: run.changed,
              onChange: setPage,
              hideOnSinglePage: true,
            }}
            locale={{ emptyText: <EmptyState why={t('identity.noChanges')} /> }}
            columns={[
              { title: t('identity.one'), dataIndex: 'patient' },
              {
                title: t('identity.change'),
                render: (_, change) => (
                  <Tag color={change.joined ? 'success' : 'warning'} bordered={false}>
                    {t(change.joined ? 'identity.joins' : 'identity.leaves')}
                  </Tag>
                ),
              },
              { title: t('identity.other'), dataIndex: 'other', render: (other: string | null) => other ?? '—' },
              { title: t('identity.why'), render: (_, change) => <Rule of={change.toRule} /> },
              {
                width: 100,
                render: (_, change) =>
                  change.other && (
                    <Button size="small" onClick={() => setCompared(change)}>
                      {t('identity.compare')}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Shown>
      {compared?.other && (
        <CompareDrawer patient={compared.patient} other={compared.other} onClose={() => setCompared(undefined)} />
      )}
    </>
  );
}
