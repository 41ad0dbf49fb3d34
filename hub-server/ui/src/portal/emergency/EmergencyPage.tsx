import { App, Button, Input, Modal, Segmented, Space, Table, Tag } from 'antd';
import { useState } from 'react';
import { instant } from '../../shared/format';
import { call } from '../../shared/http';
import { useSpeech } from '../../shared/i18n';
import { useRegion } from '../../shared/region';
import { useLoad } from '../../shared/useLoad';
import { Heading } from '../parts';
import { EmptyState, Shown } from '../states';

type Opening = {
  id: number;
  user: string;
  facility: string;
  reason: string;
  openedAt: string;
  until: string;
  reviewedBy: string | null;
  reviewedAt: string | null;
  justified: boolean | null;
  note: string | null;
};

/** What doctors opened in an emergency, and the judgement of somebody else. */
export default function EmergencyPage() {
  const { t } = useSpeech();
  const { facility } = useRegion();
  const { message } = App.useApp();
  const [all, setAll] = useState(false);
  const [refused, setRefused] = useState<Opening>();
  const [note, setNote] = useState('');
  const loaded = useLoad((signal) => call<{ items: Opening[] }>(`/api/emergency?all=${all}`, { signal }), [all]);

  const judge = async (id: number, justified: boolean, words: string) => {
    try {
      await call(`/api/emergency/${id}/review`, { json: { justified, note: words } });
    } catch {
      message.error(t('emergency.failed'));
    }
    setRefused(undefined);
    setNote('');
    loaded.reload();
  };
  return (
    <>
      <Heading title={t('menu.emergency')} hint={t('emergency.hint')}>
        <Segmented
          value={all}
          onChange={setAll}
          options={[
            { value: false, label: t('emergency.waiting') },
            { value: true, label: t('emergency.all') },
          ]}
        />
      </Heading>
      <div className="panel panel-flush">
        <Shown of={loaded}>
          {({ items }) => (
            <Table<Opening>
              size="small"
              rowKey="id"
              dataSource={items}
              pagination={false}
              locale={{ emptyText: <EmptyState why={t('emergency.none')} /> }}
              columns={[
                { title: t('emergency.at'), dataIndex: 'openedAt', width: 140, render: (at: string) => instant(at) },
                {
                  title: t('emergency.who'),
                  dataIndex: 'user',
                  render: (user: string, row) => `${user} · ${facility(row.facility)}`,
                },
                { title: t('emergency.reason'), dataIndex: 'reason' },
                { title: t('emergency.until'), dataIndex: 'until', width: 140, render: (at: string) => instant(at) },
                {
                  title: t('emergency.judgement'),
                  render: (_, row) =>
                    row.justified === null ? (
                      <Space>
                        <Button size="small" onClick={() => judge(row.id, true, '')}>
                          {t('emergency.justified')}
                        </Button>
                        <Button size="small" danger onClick={() => setRefused(row)}>
                          {t('emergency.unjustified')}
                        </Button>
                      </Space>
                    ) : (
                      <>
                        <Tag color={row.justified ? 'success' : 'error'}>
                          {t(row.justified ? 'emergency.justified' : 'emergency.unjustified')}
                        </Tag>
                        {row.note} <span className="dim">{row.reviewedBy}</span>
                      </>
                    ),
                },
              ]}
            />
          )}
        </Shown>
      </div>
      <Modal
        open={refused !== undefined}
        title={t('emergency.unjustified')}
        okButtonProps={{ danger: true, disabled: note.trim().length < 8 }}
        okText={t('emergency.judge')}
        cancelText={t('emergency.cancel')}
        onOk={() => refused && judge(refused.id, false, note)}
        onCancel={() => setRefused(undefined)}
      >
        <Input.TextArea
          rows={3}
          maxLength={2000}
          value={note}
          aria-label={t('emergency.note')}
          placeholder={t('emergency.note')}
          onChange={(event) => setNote(event.target.value)}
        />
      </Modal>
    </>
  );
}
