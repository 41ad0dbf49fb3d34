import { CopyOutlined, DisconnectOutlined, LockOutlined, ReloadOutlined } from '@ant-design/icons';
import { Button, Empty, Result, Skeleton, Space, Typography } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { HubError } from '../shared/http';
import { useSpeech, type Key } from '../shared/i18n';
import type { Loaded } from '../shared/useLoad';

/** Grey bars, but only once the wait is long enough to be noticed. */
export function Waiting({ rows = 6 }: { rows?: number }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return shown ? (
    <Skeleton active paragraph={{ rows }} style={{ padding: 16 }} />
  ) : (
    <div style={{ minHeight: rows * 28 }} />
  );
}

/** Nothing there: says why, and what to do next. */
export function EmptyState({ why, next, action }: { why: string; next?: string; action?: ReactNode }) {
  return (
    <Empty
      image={Empty.PRESENTED_IMAGE_SIMPLE}
      style={{ padding: '32px 16px' }}
      description={
        <Space orientation="vertical" size={2}>
          <Typography.Text strong>{why}</Typography.Text>
          {next && <Typography.Text type="secondary">{next}</Typography.Text>}
        </Space>
      }
    >
      {action}
    </Empty>
  );
}

/** What went wrong in plain words, with the number support needs. Denied says who can help instead. */
export function ErrorState({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useSpeech();
  const hub = error instanceof HubError ? error : undefined;
  if (hub?.status === 403) {
    return (
      <Result
        className="state"
        status="warning"
        icon={<LockOutlined />}
        title={t('state.denied')}
        subTitle={t('state.denied.next')}
      />
    );
  }
  const facts = [hub && `HTTP ${hub.status}`, hub?.code, hub?.traceId && `${t('state.trace')} ${hub.traceId}`].filter(
    Boolean,
  );
  const title: Key = hub?.status === 404 ? 'state.missing' : hub ? 'state.error' : 'state.offline';
  return (
    <Result
      className="state"
      status={hub && hub.status !== 404 ? 'error' : 'warning'}
      icon={hub ? undefined : <DisconnectOutlined />}
      title={t(title)}
      subTitle={facts.length > 0 ? <code>{facts.join(' · ')}</code> : t('state.offline.next')}
      extra={
        <Space>
          {retry && (
            <Button type="primary" icon={<ReloadOutlined />} onClick={retry}>
              {t('state.retry')}
            </Button>
          )}
          {facts.length > 0 && (
            <Button icon={<CopyOutlined />} onClick={() => void navigator.clipboard?.writeText(facts.join(' '))}>
              {t('state.copy')}
            </Button>
          )}
        </Space>
      }
    />
  );
}

/** The three faces of something loaded. */
export function Shown<T>({ of, rows, children }: { of: Loaded<T>; rows?: number; children: (data: T) => ReactNode }) {
  if (of.error !== undefined && (of.data === undefined || !(of.error instanceof HubError && of.error.status === 401))) {
    return <ErrorState error={of.error} retry={of.reload} />;
  }
  return of.data === undefined ? <Waiting rows={rows} /> : <>{children(of.data)}</>;
}
