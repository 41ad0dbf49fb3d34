import { ReloadOutlined } from '@ant-design/icons';
import { Button, Table } from 'antd';
import { count, instant } from '../../shared/format';
import { useSpeech } from '../../shared/i18n';
import { useLoad } from '../../shared/useLoad';
import { Kpi } from '../parts';
import { Shown } from '../states';
import { beginCheck, imageCheck, type Finding } from './reconciliation';

/** Image store against index: objects that nobody names, and rows whose object is gone. */
export function StoreCheck() {
  const { t, language, code } = useSpeech();
  const loaded = useLoad(imageCheck, []);
  return (
    <div className="panel" style={{ marginTop: 12 }}>
      <h2>{t('reconciliation.images')}</h2>
      <p className="dim" style={{ marginTop: 0 }}>
        {t('reconciliation.images.hint')}
      </p>
      <Button icon={<ReloadOutlined />} onClick={() => void beginCheck().then(loaded.reload)}>
        {t('reconciliation.images.begin')}
      </Button>
      <Shown of={loaded}>
        {({ last, findings }) => (
          <>
            <div className="kpis" style={{ marginTop: 14 }}>
              <Kpi
                label={t('reconciliation.images.objects')}
                value={last ? count(last.objects, language) : '–'}
                note={last ? instant(last.endedAt) : t('reconciliation.images.never')}
              />
              <Kpi
                label={code('image.finding', 'MISSING')}
                value={last ? count(last.missing, language) : '–'}
                alarm={(last?.missing ?? 0) > 0}
              />
              <Kpi
                label={t('reconciliation.images.orphans')}
                value={last ? count(last.orphans, language) : '–'}
                note={last && t('reconciliation.images.aside', { n: last.aside })}
              />
            </div>
            {findings.length > 0 && (
              <Table<Finding>
                style={{ marginTop: 12 }}
                size="small"
                rowKey="key"
                dataSource={findings}
                pagination={{ pageSize: 20, showSizeChanger: false, hideOnSinglePage: true }}
                columns={[
                  {
                    title: t('messages.state'),
                    dataIndex: 'kind',
                    width: 140,
                    render: (kind: string) => code('image.finding', kind),
                  },
                  { title: t('messages.facility'), dataIndex: 'facility', width: 100 },
                  {
                    title: t('reconciliation.images.key'),
                    dataIndex: 'key',
                    render: (key: string) => <span className="mono">{key}</span>,
                  },
                ]}
              />
            )}
          </>
        )}
      </Shown>
    </div>
  );
}
