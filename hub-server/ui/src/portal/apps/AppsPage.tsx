import { App, Button, Popconfirm, Segmented, Table } from 'antd';
import { useState } from 'react';
import { instant } from '../../shared/format';
import { call } from '../../shared/http';
import { useSpeech } from '../../shared/i18n';
import { useRegion } from '../../shared/region';
import type { Me } from '../../shared/session';
import { useLoad } from '../../shared/useLoad';
import { Heading } from '../parts';
import { EmptyState, Shown } from '../states';

type Grant = {
  app: string;
  nameZh: string;
  nameEn: string;
  user: string;
  display: string;
  facility: string | null;
  since: string;
  until: string;
};

/** The apps that work for the reader now, and the end of it; for operators those of others, too. */
export default function AppsPage({ me }: { me: Me }) {
  const { t, name } = useSpeech();
  const { facility } = useRegion();
  const { message } = App.useApp();
  const [all, setAll] = useState(false);
  const path = all ? '/api/app-grants/all' : '/api/app-grants';
  const loaded = useLoad((signal) => call<{ items: Grant[] }>(path, { signal }), [path]);

  const revoke = async ({ app, user }: Grant) => {
    try {
      await call('/api/app-grants/revocations', { json: { app, user } });
      message.success(t('apps.revoked'));
    } catch {
      message.error(t('apps.failed'));
    }
    loaded.reload();
  };
  return (
    <>
      <Heading title={t('menu.apps')} hint={t('apps.hint')}>
        {me.roles.includes('OPERATOR') && (
          <Segmented
            value={all}
            onChange={setAll}
            options={[
              { value: false, label: t('apps.mine') },
              { value: true, label: t('apps.all') },
            ]}
          />
        )}
      </Heading>
      <div className="panel panel-flush">
        <Shown of={loaded}>
          {({ items }) => (
            <Table<Grant>
              size="small"
              rowKey={(row) => `${row.app} ${row.user}`}
              dataSource={items}
              pagination={items.length > 50 ? { pageSize: 50 } : false}
              scroll={{ x: 'max-content' }}
              locale={{ emptyText: <EmptyState why={t('apps.none')} next={t('apps.none.next')} /> }}
              columns={[
                { title: t('apps.app'), render: (_, row) => name(row) },
                ...(all
                  ? [
                      {
                        title: t('apps.who'),
                        render: (_: unknown, row: Grant) =>
                          [row.display, facility(row.facility)].filter(Boolean).join(' · '),
                      },
                    ]
                  : []),
                { title: t('apps.since'), dataIndex: 'since', width: 140, render: (at: string) => instant(at) },
                { title: t('apps.until'), dataIndex: 'until', width: 140, render: (at: string) => instant(at) },
                {
                  title: '',
                  width: 120,
                  render: (_, row) => (
                    <Popconfirm
                      title={t('apps.sure')}
                      okText={t('apps.revoke')}
                      cancelText={t('apps.keep')}
                      onConfirm={() => revoke(row)}
                    >
                      <Button size="small" danger>
                        {t('apps.end')}
                      </Button>
                    </Popconfirm>
                  ),
                },
              ]}
            />
          )}
        </Shown>
      </div>
    </>
  );
}
