import { DownloadOutlined, InfoCircleOutlined } from '@ant-design/icons';
import { App, Button, DatePicker, Dropdown, Segmented, Select, Table } from 'antd';
import dayjs from 'dayjs';
import { lazy, Suspense, useState } from 'react';
import { count, instant, money } from '../../shared/format';
import { download, HubError } from '../../shared/http';
import { useSpeech } from '../../shared/i18n';
import { useRegion } from '../../shared/region';
import { useLoad } from '../../shared/useLoad';
import { Heading, Kpi } from '../parts';
import { useRoute } from '../route';
import { EmptyState, Shown, Waiting } from '../states';
import { DefinitionDrawer } from './DefinitionDrawer';
import { change, codes, exportPath, matrix, monthBefore, monthsBetween, sharing, value, type Report } from './report';

const Chart = lazy(() => import('./Chart'));

/** What the hospitals share and recognise, by month. Every number has its definition one click away. */
export default function ReportPage() {
  const { t } = useSpeech();
  const { message: toast } = App.useApp();
  const route = useRoute();
  const from = route.query.get('from') ?? monthBefore(11);
  const to = route.query.get('to') ?? monthBefore(0);
  const report = useLoad((signal) => sharing(from, to, signal), [from, to]);
  const [defined, setDefined] = useState(false);

  const save = (format: 'csv' | 'measurereport') =>
    download(exportPath(from, to, format), `sharing-${from}-${to}.${format === 'csv' ? 'csv' : 'json'}`).catch(
      (error: unknown) =>
        toast.error(t('report.export.failed', { code: error instanceof HubError ? (error.code ?? error.status) : '' })),
    );

  return (
    <>
      <Heading
        title={t('menu.sharing')}
        hint={report.data ? t('report.asOf', { at: instant(report.data.asOf) }) : undefined}
      >
        <DatePicker.RangePicker
          picker="month"
          allowClear={false}
          value={[dayjs(from), dayjs(to)]}
          onChange={(range) =>
            range?.[0] && range[1] && route.filter({ from: range[0].format('YYYY-MM'), to: range[1].format('YYYY-MM') })
          }
        />
        <Button icon={<InfoCircleOutlined />} onClick={() => setDefined(true)} disabled={!report.data}>
          {t('report.definition')}
        </Button>
        <Dropdown
          trigger={['click']}
          menu={{
            items: [
              { key: 'csv', label: 'CSV' },
              { key: 'measurereport', label: 'FHIR MeasureReport' },
            ],
            onClick: ({ key }) => void save(key as 'csv' | 'measurereport'),
          }}
        >
          <Button icon={<DownloadOutlined />}>{t('report.export')}</Button>
        </Dropdown>
      </Heading>
      <Shown of={report} rows={10}>
        {(data) => <Figures report={data} months={monthsBetween(from, to)} />}
      </Shown>
      {defined && report.data && (
        <DefinitionDrawer definition={report.data.definition} close={() => setDefined(false)} />
      )}
    </>
  );
}

const moneyCodes = ['saving', 'savings'];

function Figures({ report, months }: { report: Report; months: string[] }) {
  const { t, name, language } = useSpeech();
  const { facility, about } = useRegion();
  const route = useRoute();
  const shown = codes(report);
  const chosen = shown.includes(route.query.get('indicator') ?? '') ? route.query.get('indicator')! : (shown[0] ?? '');
  const face = route.query.get('view') === 'table' ? 'table' : 'chart';
  const titles = new Map(
    report.definition.indicators.map((indicator) => [indicator.code, name(indicator) || indicator.code]),
  );
  const format = (code: string) => (number: number) =>
    moneyCodes.includes(code) ? money(number, language) : count(number, language);
  const members = [
    ...new Set([...about.facilities.map(({ code }) => code), ...report.rows.map((row) => row.facility)]),
  ];

  if (report.rows.length === 0) {
    return (
      <div className="panel">
        <EmptyState why={t('report.empty')} next={t('report.empty.next')} />
      </div>
    );
  }
  return (
    <>
      <div className="kpis">
        {shown.map((code) => {
          const delta = change(report, code, months);
          return (
            <button
              key={code}
              className="kpi-pick"
              aria-pressed={code === chosen}
              onClick={() => route.filter({ indicator: code })}
            >
              <Kpi
                label={titles.get(code)}
                value={format(code)(value(report.totals, code))}
                note={
                  delta === undefined
                    ? t('report.delta.none')
                    : t(delta < 0 ? 'report.delta.down' : 'report.delta.up', { n: Math.abs(Math.round(delta * 100)) })
                }
              />
            </button>
          );
        })}
      </div>
      <div className="panel">
        <div className="tile-head">
          <h2>{t('report.byMonth', { what: titles.get(chosen) ?? chosen })}</h2>
          <span className="bar-space" />
          <Select
            size="small"
            value={chosen}
            aria-label={t('report.indicator')}
            options={shown.map((code) => ({ value: code, label: titles.get(code) }))}
            onChange={(code) => route.filter({ indicator: code })}
            style={{ minWidth: 140 }}
          />
          <Segmented
            size="small"
            value={face}
            onChange={(view) => route.filter({ view: view === 'table' ? 'table' : undefined })}
            options={[
              { value: 'chart', label: t('report.chart') },
              { value: 'table', label: t('report.table') },
            ]}
          />
        </div>
        {face === 'chart' ? (
          <Suspense fallback={<Waiting rows={9} />}>
            <Chart
              months={months}
              label={t('report.byMonth', { what: titles.get(chosen) ?? chosen })}
              series={matrix(report, chosen, members, months).map((values, index) => ({
                name: facility(members[index]),
                values,
              }))}
              format={format(chosen)}
            />
          </Suspense>
        ) : (
          <MonthTable report={report} code={chosen} members={members} months={months} format={format(chosen)} />
        )}
      </div>
      <div className="panel">
        <h2>{t('report.byFacility')}</h2>
        <FacilityTable report={report} shown={shown} titles={titles} members={members} format={format} />
      </div>
    </>
  );
}

type MonthProps = {
  report: Report;
  code: string;
  members: string[];
  months: string[];
  format: (value: number) => string;
};

function MonthTable({ report, code, members, months, format }: MonthProps) {
  const { t } = useSpeech();
  const { facility } = useRegion();
  const sums = matrix(report, code, members, months);
  const rows = members.map((member, index) => ({ key: member, name: facility(member), values: sums[index]! }));
  return (
    <Table
      size="small"
      pagination={false}
      dataSource={rows}
      scroll={{ x: 'max-content' }}
      columns={[
        { title: t('messages.facility'), dataIndex: 'name', fixed: 'left' },
        ...months.map((month, index) => ({
          title: month,
          key: month,
          align: 'right' as const,
          render: (_: unknown, row: (typeof rows)[number]) => format(row.values[index] ?? 0),
        })),
        {
          title: t('report.total'),
          key: 'total',
          align: 'right' as const,
          render: (_: unknown, row: (typeof rows)[number]) => (
            <b>{format(row.values.reduce((sum, one) => sum + one, 0))}</b>
          ),
        },
      ]}
    />
  );
}

type FacilityProps = {
  report: Report;
  shown: string[];
  titles: Map<string, string>;
  members: string[];
  format: (code: string) => (value: number) => string;
};

function FacilityTable({ report, shown, titles, members, format }: FacilityProps) {
  const { t } = useSpeech();
  const { facility } = useRegion();
  const rows = members.map((member) => ({
    key: member,
    name: facility(member),
    sums: Object.fromEntries(
      shown.map((code) => [
        code,
        report.rows.filter((row) => row.facility === member).reduce((sum, row) => sum + value(row, code), 0),
      ]),
    ),
  }));
  type FacilityRow = (typeof rows)[number];
  return (
    <Table<FacilityRow>
      size="small"
      pagination={false}
      dataSource={rows}
      scroll={{ x: 'max-content' }}
      columns={[
        { title: t('messages.facility'), dataIndex: 'name', fixed: 'left' },
        ...shown.map((code) => ({
          title: titles.get(code),
          key: code,
          align: 'right' as const,
          sorter: (a: FacilityRow, b: FacilityRow) => (a.sums[code] ?? 0) - (b.sums[code] ?? 0),
          render: (_: unknown, row: FacilityRow) => format(code)(row.sums[code] ?? 0),
        })),
      ]}
      summary={() => (
        <Table.Summary.Row>
          <Table.Summary.Cell index={0}>
            <b>{t('report.total')}</b>
          </Table.Summary.Cell>
          {shown.map((code, index) => (
            <Table.Summary.Cell key={code} index={index + 1} align="right">
              <b>{format(code)(value(report.totals, code))}</b>
            </Table.Summary.Cell>
          ))}
        </Table.Summary.Row>
      )}
    />
  );
}
