import { App, Button, Space, Table, Tag } from 'antd';
import { useState } from 'react';
import { instant } from '../../shared/format';
import { call } from '../../shared/http';
import { useSpeech } from '../../shared/i18n';
import { useLoad } from '../../shared/useLoad';
import type { Me } from '../../shared/session';
import { EmptyState, Shown } from '../states';
import type { Ruling } from './identity';
import { ReasonModal } from './ReasonModal';

/** What stewards said: those that wait for a second one, or all. */
export function RulingList({ waiting, me }: { waiting: boolean; me: Me }) {
  const { t } = useSpeech();
  const { message } = App.useApp();
  const [withdrawn, setWithdrawn] = useState<Ruling>();
  const loaded = useLoad(
    (signal) => call<{ items: Ruling[] }>(`/api/identity/rulings?waiting=${waiting}`, { signal }),
    [waiting],
  );
  const send = async (path: string, json: object) => {
    try {
      await call(path, { json });
    } catch {
      message.error(t('identity.failed'));
    }
    setWithdrawn(undefined);
    loaded.reload();
  };
  return (
    <>
      <Shown of={loaded}>
        {({ items }) => (
          <Table<Ruling>
            size="small"
            rowKey="id"
            dataSource={items}
            pagination={false}
            locale={{ emptyText: <EmptyState why={t('identity.noRulings')} /> }}
            columns={[
              { title: t('identity.at'), dataIndex: 'proposedAt', width: 140, render: (at: string) => instant(at) },
              {
                title: t('identity.verdict'),
                render: (_, row) => (
                  <Tag color={row.withdrawnAt ? 'default' : row.same ? 'success' : 'error'}>
                    {t(row.same ? 'identity.same' : 'identity.different')}
                  </Tag>
                ),
              },
              {
                title: t('identity.reason'),
                render: (_, row) => (
                  <>
                    {row.reason} <span className="dim">{row.proposedBy}</span>
                    {row.withdrawnAt && (
                      <div className="dim">
                        {t('identity.withdrawn')}: {row.withdrawnFor} {row.withdrawnBy}
                      </div>
                    )}
                  </>
                ),
              },
              {
                render: (_, row) => (
                  <Space>
                    {!row.confirmedAt && !row.withdrawnAt && (
                      <Button
                        size="small"
                        type="primary"
                        disabled={row.proposedBy === me.name}
                        onClick={() => send(`/api/identity/rulings/${row.id}/confirm`, {})}
                      >
                        {t('identity.confirm')}
                      </Button>
                    )}
                    {!row.withdrawnAt && (
                      <Button size="small" onClick={() => setWithdrawn(row)}>
                        {t('identity.withdraw')}
                      </Button>
                    )}
                  </Space>
                ),
              },
            ]}
          />
        )}
      </Shown>
      {withdrawn && (
        <ReasonModal
          title={t('identity.withdraw')}
          okText={t('identity.withdraw')}
          onOk={(reason) => send(`/api/identity/rulings/${withdrawn.id}/withdraw`, { reason })}
          onCancel={() => setWithdrawn(undefined)}
        />
      )}
    </>
  );
}
