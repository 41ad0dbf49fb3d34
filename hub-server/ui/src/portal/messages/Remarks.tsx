import { Table, Tag } from 'antd';
import { useSpeech } from '../../shared/i18n';
import { EmptyState } from '../states';
import type { Remark } from './messages';

const colours: Record<Remark['severity'], string> = { ERROR: 'error', WARNING: 'warning', INFO: 'default' };

/** What the translation did not understand. Nothing is silent, so an empty list is good news. */
export function Remarks({ list }: { list: Remark[] }) {
  const { t } = useSpeech();
  return (
    <Table<Remark>
      size="small"
      rowKey={(remark) => `${remark.location} ${remark.code}`}
      pagination={false}
      dataSource={list}
      locale={{ emptyText: <EmptyState why={t('remarks.none')} next={t('remarks.none.why')} /> }}
      columns={[
        {
          title: t('remarks.severity'),
          dataIndex: 'severity',
          width: 84,
          render: (severity: Remark['severity']) => <Tag color={colours[severity]}>{t(`remarks.${severity}`)}</Tag>,
        },
        {
          title: t('remarks.location'),
          dataIndex: 'location',
          width: 110,
          render: (place: string) => <span className="mono">{place}</span>,
        },
        { title: t('remarks.text'), dataIndex: 'text' },
        {
          title: t('remarks.code'),
          dataIndex: 'code',
          width: 110,
          render: (code: string) => <span className="mono dim">{code}</span>,
        },
      ]}
    />
  );
}
