import { DownloadOutlined } from '@ant-design/icons';
import { Button, DatePicker, Select, Table } from 'antd';
import type { TableColumnsType } from 'antd';
import dayjs from 'dayjs';
import { count } from '../../shared/format';
import { useSpeech } from '../../shared/i18n';
import { useRegion } from '../../shared/region';
import { useLoad } from '../../shared/useLoad';
import { Heading, Kpi } from '../parts';
import { useRoute } from '../route';
import { EmptyState, Shown } from '../states';
import { Compare } from './Compare';
import { StoreCheck } from './StoreCheck';
import { counts, countsAsFile, sum, type Counts, type Row } from './reconciliation';

const mostDays = 31;

/** What arrived from one hospital, day by day, in numbers that add up, against what the hospital says it sent. */
export default function ReconciliationPage() {
  const { t } = useSpeech();
  const { options } = useRegion();
  const route = useRoute();
  const facility = route.query.get('facility') ?? options[0]?.value;
  const to = route.query.get('to') ?? dayjs().format('YYYY-MM-DD');
  const from = route.query.get('from') ?? dayjs(to).subtract(6, 'day').format('YYYY-MM-DD');
  const loaded = useLoad(
    (signal) => (facility ? counts(facility, from, to, signal) : Promise.resolve(undefined)),
    [facility, from, to],
  );
  return (
    <>
      <Heading title={t('menu.reconciliation')} hint={t('reconciliation.hint')}>
        <Button
          icon={<DownloadOutlined />}
          disabled={!facility}
          onClick={() => facility && void countsAsFile(facility, from, to)}
        >
          CSV
        </Button>
      </Heading>
      <div className="filters">
        <Select
          className="filters-wide"
          aria-label={t('messages.facility')}
          value={facility}
          options={options}
          onChange={(value: string) => route.filter({ facility: value })}
        />
        <DatePicker.RangePicker
          allowClear={false}
          value={[dayjs(from), dayjs(to)]}
          aria-label={t('messages.range')}
          disabledDate={(day, { from: begun }) => Boolean(begun && Math.abs(day.diff(begun, 'day')) >= mostDays)}
          onChange={(range) =>
            range?.[0] &&
            range[1] &&
            route.filter({ from: range[0].format('YYYY-MM-DD'), to: range[1].format('YYYY-MM-DD') })
          }
        />
      </div>
      <Shown of={loaded}>{(data) => data && <Days data={data} />}</Shown>
      {facility && <Compare key={`${facility} ${from} ${to}`} facility={facility} from={from} to={to} />}
      <StoreCheck />
    </>
  );
}

function Days({ data }: { data: Counts }) {
  const { t, language } = useSpeech();
  const all = sum(data.rows);
  const number = (n: number) => (n === 0 ? <span className="dim">0</span> : count(n, language));
  const bad = (n: number) => (n === 0 ? <span className="dim">0</span> : <span className="bad">{number(n)}</span>);
  const columns: TableColumnsType<Row> = [
    { title: t('reconciliation.day'), dataIndex: 'day', width: 120 },
    { title: t('messages.type'), dataIndex: 'type', render: (type: string) => <span className="mono">{type}</span> },
    { title: t('reconciliation.received'), dataIndex: 'received', align: 'right', render: number },
    { title: t('message.state.DONE'), dataIndex: 'done', align: 'right', render: number },
    { title: t('message.state.FAILED'), dataIndex: 'failed', align: 'right', render: bad },
    { title: t('message.state.QUARANTINED'), dataIndex: 'refused', align: 'right', render: bad },
    { title: t('reconciliation.waiting'), dataIndex: 'waiting', align: 'right', render: number, responsive: ['md'] },
    { title: t('message.state.PARKED'), dataIndex: 'parked', align: 'right', render: number, responsive: ['lg'] },
    {
      title: t('message.state.SUPERSEDED'),
      dataIndex: 'superseded',
      align: 'right',
      render: number,
      responsive: ['md'],
    },
    { title: t('messages.repeats'), dataIndex: 'repeats', align: 'right', render: number, responsive: ['md'] },
  ];
  return (
    <>
      <div className="kpis">
        <Kpi label={t('reconciliation.received')} value={count(all.received, language)} note={data.zone} />
        <Kpi label={t('message.state.DONE')} value={count(all.done, language)} />
        <Kpi
          label={t('reconciliation.problems')}
          value={count(all.failed + all.refused, language)}
          alarm={all.failed + all.refused > 0}
        />
        <Kpi
          label={t('messages.repeats')}
          value={count(all.repeats, language)}
          note={t('reconciliation.repeats.note')}
        />
      </div>
      <div className="panel panel-flush">
        <Table<Row>
          size="small"
          rowKey={({ day, type }) => `${day} ${type}`}
          columns={columns}
          dataSource={data.rows}
          pagination={false}
          locale={{
            emptyText: <EmptyState why={t('reconciliation.none')} next={t('reconciliation.none.next')} />,
          }}
        />
      </div>
    </>
  );
}
