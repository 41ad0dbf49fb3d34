import { ArrowUpOutlined, RedoOutlined, ReloadOutlined } from '@ant-design/icons';
import { Button, Grid, Table, Tooltip } from 'antd';
import type { TableColumnsType } from 'antd';
import { useEffect, useState } from 'react';
import { instant } from '../../shared/format';
import { useSpeech } from '../../shared/i18n';
import { useRegion } from '../../shared/region';
import { useEvery, useLoad } from '../../shared/useLoad';
import { Heading } from '../parts';
import { formatRoute, useRoute } from '../route';
import { EmptyState, Shown } from '../states';
import { BulkReplay } from './BulkReplay';
import { FilterBar } from './FilterBar';
import { MessageDrawer } from './MessageDrawer';
import { list, took, type Filters, type Message } from './messages';
import { StateTag } from './StateTag';

/** What the hospitals sent and what became of it; newest first, paged by key, never counted by a scan. */
export default function MessagesPage() {
  const { t } = useSpeech();
  const route = useRoute();
  const filters: Filters = {
    state: route.query.get('state') ?? undefined,
    facility: route.query.get('facility') ?? undefined,
    type: route.query.get('type') ?? undefined,
    controlId: route.query.get('controlId') ?? undefined,
    errorCode: route.query.get('errorCode') ?? undefined,
    remark: route.query.get('remark') ?? undefined,
    from: route.query.get('from') ?? undefined,
    to: route.query.get('to') ?? undefined,
  };
  const [typed, setTyped] = useState<string>();
  const patient = filters.facility ? typed : undefined;
  const key = JSON.stringify([filters, patient]);
  const first = useLoad((signal) => list(filters, undefined, signal, patient), [key]);
  const [older, setOlder] = useState<{ key: string; items: Message[]; next: number | null }>();
  const [loadingOlder, setLoadingOlder] = useState(false);
  const [fresh, setFresh] = useState(0);
  const [bulk, setBulk] = useState(false);

  const more = older?.key === key ? older : undefined;
  const items = [...(first.data?.items ?? []), ...(more?.items ?? [])];
  const next = more ? more.next : (first.data?.next ?? null);

  // New arrivals are announced, never pushed in: a row must not move from under the cursor.
  useEvery(8, () => {
    const newest = items[0]?.id ?? 0;
    list(filters, undefined, undefined, patient).then(
      (page) => setFresh(page.items.filter(({ id }) => id > newest).length),
      () => undefined,
    );
  });
  const reload = () => {
    setOlder(undefined);
    setFresh(0);
    first.reload();
  };
  useEffect(() => setFresh(0), [key]);

  const loadOlder = async () => {
    setLoadingOlder(true);
    try {
      const page = await list(filters, next ?? undefined, undefined, patient);
      setOlder({ key, items: [...(more?.items ?? []), ...page.items], next: page.next });
    } finally {
      setLoadingOlder(false);
    }
  };

  const open = (id: number | undefined) => route.go(formatRoute('messages', id?.toString(), route.query));
  useRowKeys(items, route.id, open);

  return (
    <>
      <Heading title={t('menu.messages')} hint={t('messages.hint')}>
        <Button icon={<RedoOutlined />} onClick={() => setBulk(true)}>
          {t('messages.bulk')}
        </Button>
        <Button icon={<ReloadOutlined />} onClick={reload} loading={first.busy && first.data !== undefined}>
          {t('state.refresh')}
        </Button>
      </Heading>
      <FilterBar
        filters={filters}
        counts={first.data?.counts}
        change={route.filter}
        patient={patient}
        setPatient={setTyped}
      />
      {fresh > 0 && (
        <Button block type="dashed" icon={<ArrowUpOutlined />} onClick={reload} aria-live="polite" className="fresh">
          {t(fresh >= 50 ? 'messages.fresh.many' : 'messages.fresh', { n: fresh })}
        </Button>
      )}
      <div className="panel panel-flush">
        <Shown of={first}>
          {() => (
            <Rows
              items={items}
              chosen={route.id}
              open={open}
              filtered={patient !== undefined || Object.values(filters).some(Boolean)}
              clear={() => {
                setTyped(undefined);
                route.go(formatRoute('messages'));
              }}
            />
          )}
        </Shown>
        {next !== null && (
          <div className="more">
            <Button onClick={() => void loadOlder()} loading={loadingOlder}>
              {t('messages.older')}
            </Button>
          </div>
        )}
      </div>
      {route.id && (
        <MessageDrawer key={route.id} id={route.id} close={() => open(undefined)} changed={reload} open={open} />
      )}
      {bulk && <BulkReplay close={() => setBulk(false)} changed={reload} />}
    </>
  );
}

type RowsProps = {
  items: Message[];
  chosen: string | undefined;
  open: (id: number) => void;
  filtered: boolean;
  clear: () => void;
};

function Rows({ items, chosen, open, filtered, clear }: RowsProps) {
  const { t } = useSpeech();
  const { facility } = useRegion();
  const wide = Grid.useBreakpoint().md !== false;
  const columns: TableColumnsType<Message> = [
    {
      title: t('messages.received'),
      dataIndex: 'receivedAt',
      width: wide ? 158 : 128,
      render: (at: string) => instant(at, wide),
    },
    {
      title: t('messages.state'),
      dataIndex: 'state',
      width: 100,
      render: (_, { state }) => <StateTag state={state} />,
    },
    {
      title: t('messages.facility'),
      dataIndex: 'facility',
      ellipsis: true,
      responsive: ['md'],
      render: (code: string | null) => facility(code) || t('messages.unknown'),
    },
    {
      title: t('messages.type'),
      dataIndex: 'type',
      width: 100,
      render: (type: string | null) => <span className="mono">{type || '–'}</span>,
    },
    {
      title: t('messages.controlId'),
      dataIndex: 'controlId',
      ellipsis: true,
      responsive: ['md'],
      render: (id: string | null) => <span className="mono">{id || '–'}</span>,
    },
    { title: 'ACK', dataIndex: 'ackCode', width: 56, responsive: ['lg'] },
    {
      title: t('messages.took'),
      key: 'took',
      width: 90,
      align: 'right',
      responsive: ['lg'],
      render: (_, message) => {
        const ms = took(message);
        return ms === undefined ? '–' : ms < 10_000 ? `${ms} ms` : `${Math.round(ms / 1000)} s`;
      },
    },
    {
      title: t('messages.remarks'),
      dataIndex: 'remarks',
      width: 64,
      align: 'right',
      responsive: ['lg'],
      render: (n: number) => n || <span className="dim">0</span>,
    },
    { title: t('messages.attempts'), dataIndex: 'attempts', width: 64, align: 'right', responsive: ['lg'] },
    {
      title: t('messages.error'),
      dataIndex: 'errorCode',
      width: 104,
      responsive: ['md'],
      render: (code: string | null) =>
        code && (
          <Tooltip title={t('messages.error.hint')}>
            <span className="mono bad">{code}</span>
          </Tooltip>
        ),
    },
  ];
  return (
    <Table<Message>
      size="small"
      rowKey="id"
      columns={columns}
      dataSource={items}
      pagination={false}
      tableLayout="fixed"
      sticky
      rowClassName={({ id }) => (String(id) === chosen ? 'row-open row-chosen' : 'row-open')}
      onRow={({ id }) => ({
        onClick: () => open(id),
        tabIndex: 0,
        onKeyDown: (event) => event.key === 'Enter' && open(id),
      })}
      locale={{
        emptyText: filtered ? (
          <EmptyState
            why={t('messages.none')}
            next={t('messages.none.next')}
            action={<Button onClick={clear}>{t('messages.clear')}</Button>}
          />
        ) : (
          <EmptyState why={t('messages.empty')} next={t('messages.empty.next')} />
        ),
      }}
    />
  );
}

/** j and k go through the rows, e jumps to the next failed one. */
function useRowKeys(items: Message[], chosen: string | undefined, open: (id: number) => void) {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
      if (typing || event.ctrlKey || event.metaKey || event.altKey) {
        return;
      }
      const at = items.findIndex(({ id }) => String(id) === chosen);
      const next =
        event.key === 'j'
          ? items[at + 1]
          : event.key === 'k'
            ? items[at - 1]
            : event.key === 'e'
              ? items.find(({ state }, index) => index > at && (state === 'FAILED' || state === 'QUARANTINED'))
              : undefined;
      if (next) open(next.id);
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  });
}
