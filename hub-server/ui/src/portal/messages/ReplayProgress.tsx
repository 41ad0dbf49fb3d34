import { StopOutlined } from '@ant-design/icons';
import { Button, Progress, Space } from 'antd';
import { useEffect } from 'react';
import { count } from '../../shared/format';
import { useSpeech } from '../../shared/i18n';
import { useEvery, useLoad } from '../../shared/useLoad';
import { Shown } from '../states';
import { replayProgress, stopReplay } from './replays';

/** How far a replay is; it goes on without this page, and can be stopped from it. */
export function ReplayProgress({ id, ended }: { id: number; ended: () => void }) {
  const { t, language } = useSpeech();
  const loaded = useLoad((signal) => replayProgress(id, signal), [id]);
  const running = loaded.data?.stage === 'RUNNING' || loaded.data === undefined;
  useEvery(1, () => running && loaded.reload());
  useEffect(() => {
    if (!running) ended();
  }, [running]);
  return (
    <Shown of={loaded} rows={2}>
      {({ stage, looked, replayed }) => (
        <Space orientation="vertical" style={{ width: '100%' }}>
          <Progress
            percent={100}
            showInfo={false}
            status={running ? 'active' : stage === 'FINISHED' ? 'success' : 'exception'}
          />
          <span>
            {t(`replay.stage.${stage}`)} ·{' '}
            {t('replay.numbers', { looked: count(looked, language), replayed: count(replayed, language) })}
          </span>
          {running && (
            <Button icon={<StopOutlined />} onClick={() => void stopReplay(id).then(loaded.reload)}>
              {t('replay.stop')}
            </Button>
          )}
        </Space>
      )}
    </Shown>
  );
}
