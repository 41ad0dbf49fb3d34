import { App, Button, Progress, Space, Table, Tag } from 'antd';
import { useState } from 'react';
import { count, instant } from '../../shared/format';
import { call } from '../../shared/http';
import { useSpeech } from '../../shared/i18n';
import { useEvery, useLoad } from '../../shared/useLoad';
import { EmptyState, Shown } from '../states';
import { ChangeList } from './ChangeList';
import type { Rerun, Reruns } from './identity';
import { ReasonModal } from './ReasonModal';

const COLOURS = { RUNNING: 'processing', FINISHED: 'success', STOPPED: 'warning', FAILED: 'error' };

/** Links decided anew by the rules of today: a dry run, what it tells, and the run itself. */
export function RuleRuns() {
  const { t, language } = useSpeech();
  const { message } = App.useApp();
  const [wish, setWish] = useState<'dry' | 'real'>();
  const [open, setOpen] = useState<Rerun>();
  const loaded = useLoad((signal) => call<Reruns>('/api/identity/reruns', { signal }), []);
  const running = loaded.data?.items.some((run) => run.state === 'RUNNING') ?? false;
  useEvery(2, () => running && loaded.reload());
  const send = async (path: string, json: object) => {
    try {
      await call(path, { json });
    } catch {
      message.error(t('identity.failed'));
    }
    setWish(undefined);
    loaded.reload();
  };
  if (open) {
    return <ChangeList run={open} onClose={() => setOpen(undefined)} />;
  }
  return (
    <>
      <Shown of={loaded}>
        {({ matcher, older, items }) => (
          <>
            <Space className="panel-bar" wrap>
              <span>
                {t('identity.matcher')} <strong>{matcher}</strong>
              </span>
              <Tag color={older ? 'warning' : 'success'} bordered={false}>
                {t('identity.older', { count: count(older, language) })}
              </Tag>
              <Button type="primary" disabled={running} onClick={() => setWish('dry')}>
                {t('identity.dryRun')}
              </Button>
              <Button
                disabled={
                  running || !items.some((run) => run.dryRun && run.state === 'FINISHED' && run.matcher === matcher)
                }
                onClick={() => setWish('real')}
              >
                {t('identity.rerun')}
              </Button>
            </Space>
            <Table<Rerun>
              size="small"
              rowKey="id"
              dataSource={items}
              pagination={false}
              locale={{ emptyText: <EmptyState why={t('identity.noRuns')} /> }}
              columns={[
                { title: t('identity.at'), dataIndex: 'startedAt', width: 140, render: (at: string) => instant(at) },
                {
                  title: t('identity.run'),
                  render: (_, run) => (
                    <>
                      {t(run.dryRun ? 'identity.dryRun' : 'identity.rerun')} <span className="dim">{run.matcher}</span>{' '}
                      <Tag color={COLOURS[run.state]} bordered={false}>
                        {t(`identity.state.${run.state}`)}
                      </Tag>
                    </>
                  ),
                },
                {
                  title: t('identity.progress'),
                  width: 220,
                  render: (_, run) => (
                    <Progress
                      size="small"
                      percent={run.total ? Math.min(100, Math.floor((100 * run.looked) / run.total)) : 100}
                      status={run.state === 'RUNNING' ? 'active' : run.state === 'FINISHED' ? 'success' : 'exception'}
                    />
                  ),
                },
                {
                  title: t('identity.changed'),
                  align: 'right',
                  render: (_, run) =>
                    run.dryRun && run.state !== 'FINISHED'
                      ? '—'
                      : `${count(run.changed, language)} / ${count(run.pairs, language)}`,
                },
                {
                  title: t('identity.reason'),
                  render: (_, run) => (
                    <>
                      {run.reason} <span className="dim">{run.startedBy}</span>
                    </>
                  ),
                },
                {
                  render: (_, run) =>
                    run.state === 'RUNNING' ? (
                      <Button size="small" onClick={() => send(`/api/identity/reruns/${run.id}/stop`, {})}>
                        {t('identity.stop')}
                      </Button>
                    ) : (
                      <Button size="small" disabled={run.changed === 0} onClick={() => setOpen(run)}>
                        {t('identity.changes')}
                      </Button>
                    ),
                },
              ]}
            />
          </>
        )}
      </Shown>
      {wish && (
        <ReasonModal
          title={t(wish === 'real' ? 'identity.rerun' : 'identity.dryRun')}
          hint={t(wish === 'real' ? 'identity.rerunHint' : 'identity.dryRunHint')}
          okText={t('identity.begin')}
          onOk={(reason) => send('/api/identity/reruns', { dryRun: wish === 'dry', reason })}
          onCancel={() => setWish(undefined)}
        />
      )}
    </>
  );
}
