import { DeleteOutlined, RedoOutlined, ReloadOutlined } from '@ant-design/icons';
import { Button, Modal, Segmented, Select, Space, Table, Tag, Tooltip } from 'antd';
import type { TableColumnsType } from 'antd';
import { useState } from 'react';
import { ago, count, instant } from '../../shared/format';
import { useSpeech } from '../../shared/i18n';
import { useRegion } from '../../shared/region';
import { useLoad } from '../../shared/useLoad';
import { Reason } from '../messages/Reason';
import { ReplayProgress } from '../messages/ReplayProgress';
import { Heading } from '../parts';
import { formatRoute, useRoute } from '../route';
import { EmptyState, Shown } from '../states';
import { ReloadRegion } from './ReloadRegion';
import { forgetLine, kinds, lines, replayLine, type Line } from './worklist';

/** Local codes that no table knows: one line each. Results are stored without them; a mapping and a replay complete them. */
export default function WorklistPage() {
  const { t } = useSpeech();
  const { options } = useRegion();
  const route = useRoute();
  const facility = route.query.get('facility') ?? undefined;
  const kind = route.query.get('kind') ?? undefined;
  const loaded = useLoad((signal) => lines(facility, kind, signal), [facility, kind]);
  const [asking, setAsking] = useState<Line>();
  const [job, setJob] = useState<number>();

  const replay = async (reason: string) => {
    const started = await replayLine(asking!, reason);
    setAsking(undefined);
    setJob(started.id);
  };
  return (
    <>
      <Heading title={t('menu.worklist')} hint={t('worklist.hint')}>
        <ReloadRegion done={loaded.reload} />
        <Button icon={<ReloadOutlined />} onClick={loaded.reload} loading={loaded.busy && loaded.data !== undefined}>
          {t('state.refresh')}
        </Button>
      </Heading>
      <div className="filters">
        <div className="filters-states">
          <Segmented
            value={kind ?? 'ALL'}
            onChange={(value) => route.filter({ kind: value === 'ALL' ? undefined : String(value) })}
            options={[
              { value: 'ALL', label: t('messages.all') },
              ...kinds.map((each) => ({ value: each, label: t(`worklist.kind.${each}`) })),
            ]}
          />
        </div>
        <Select
          allowClear
          className="filters-field"
          placeholder={t('messages.facility')}
          aria-label={t('messages.facility')}
          value={facility}
          options={options}
          onChange={(value?: string) => route.filter({ facility: value })}
        />
      </div>
      <div className="panel panel-flush">
        <Shown of={loaded}>
          {(data) => (
            <Lines
              data={data}
              open={(id) => route.go(formatRoute('messages', String(id)))}
              replay={setAsking}
              forget={(line) => void forgetLine(line).then(loaded.reload)}
            />
          )}
        </Shown>
      </div>
      {asking && (
        <Reason
          title={t('worklist.replay')}
          hint={t('worklist.replay.hint', { code: asking.code })}
          confirm={replay}
          cancel={() => setAsking(undefined)}
        />
      )}
      {job !== undefined && (
        <Modal open title={t('worklist.replay')} footer={null} onCancel={() => setJob(undefined)}>
          <ReplayProgress id={job} ended={loaded.reload} />
        </Modal>
      )}
    </>
  );
}

type LinesProps = {
  data: Line[];
  open: (id: number) => void;
  replay: (line: Line) => void;
  forget: (line: Line) => void;
};

function Lines({ data, open, replay, forget }: LinesProps) {
  const { t, language } = useSpeech();
  const { facility } = useRegion();
  const columns: TableColumnsType<Line> = [
    {
      title: t('worklist.kind'),
      dataIndex: 'kind',
      width: 120,
      render: (kind: Line['kind']) => t(`worklist.kind.${kind}`),
    },
    { title: t('messages.facility'), dataIndex: 'facility', ellipsis: true, responsive: ['md'], render: facility },
    {
      title: t('worklist.code'),
      dataIndex: 'code',
      render: (code: string, { display, system }) => (
        <div>
          <strong className="mono">{code}</strong>
          <div className="dim">{[display !== code && display, system].filter(Boolean).join(' · ')}</div>
        </div>
      ),
    },
    {
      title: t('worklist.occurrences'),
      dataIndex: 'occurrences',
      width: 92,
      align: 'right',
      sorter: (a, b) => a.occurrences - b.occurrences,
      render: (n: number) => count(n, language),
    },
    {
      title: t('worklist.seen'),
      dataIndex: 'lastSeen',
      width: 150,
      responsive: ['lg'],
      render: (at: string, { firstSeen }) => (
        <Tooltip title={`${instant(firstSeen)} – ${instant(at)}`}>{ago(at, language)}</Tooltip>
      ),
    },
    {
      title: t('worklist.status'),
      dataIndex: 'mapped',
      width: 110,
      render: (mapped: boolean) => (
        <Tag color={mapped ? 'success' : 'warning'}>{t(mapped ? 'worklist.mapped' : 'worklist.open')}</Tag>
      ),
    },
    {
      key: 'acts',
      width: 210,
      align: 'right',
      render: (_, line) => (
        <Space size={2}>
          <Button type="link" size="small" onClick={() => open(line.lastMessage)}>
            {t('worklist.sample')}
          </Button>
          <Button
            type={line.mapped ? 'primary' : 'text'}
            ghost={line.mapped}
            size="small"
            icon={<RedoOutlined />}
            onClick={() => replay(line)}
          >
            {t('messages.replay')}
          </Button>
          <Tooltip title={t('worklist.forget')}>
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              aria-label={t('worklist.forget')}
              onClick={() => forget(line)}
            />
          </Tooltip>
        </Space>
      ),
    },
  ];
  return (
    <Table<Line>
      size="small"
      rowKey={({ facility: of, kind, system, code }) => [of, kind, system, code].join('|')}
      columns={columns}
      dataSource={data}
      pagination={data.length > 100 ? { pageSize: 100, showSizeChanger: false } : false}
      locale={{ emptyText: <EmptyState why={t('worklist.none')} next={t('worklist.none.next')} /> }}
    />
  );
}
