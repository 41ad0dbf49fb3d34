import { App, Alert, Button, Input, Space } from 'antd';
import { useMemo, useState } from 'react';
import { HubError } from '../../shared/http';
import { useSpeech } from '../../shared/i18n';
import { cut } from './er7';
import { repair, type Detail } from './messages';

/** The message as received, segment by segment; fields tell their names, those with remarks are marked. */
export function Raw({ item }: { item: Detail }) {
  const { t } = useSpeech();
  const segments = useMemo(
    () =>
      cut(
        item.raw,
        item.remarkList.map(({ location }) => location),
      ),
    [item],
  );
  return (
    <>
      <Space style={{ marginBottom: 8 }}>
        <Button size="small" onClick={() => void navigator.clipboard?.writeText(item.raw.replaceAll('\r', '\n'))}>
          {t('messages.copy')}
        </Button>
        <span className="dim">{t('messages.raw.hint')}</span>
      </Space>
      <div className="er7" tabIndex={0}>
        {segments.map(({ id, label, fields }, line) => (
          <div key={line} className="er7-line">
            <b>{id}</b>
            {fields.map(({ name, text, marked }) => (
              <span key={name}>
                <i>|</i>
                <span className={marked ? 'er7-marked' : undefined} title={name}>
                  {text}
                </span>
              </span>
            ))}
            {fields.length === 0 && <span title={label} />}
          </div>
        ))}
      </div>
    </>
  );
}

/** Edits a copy; the original is kept as received, whatever comes of this. */
export function Repair({ item, cancel, done }: { item: Detail; cancel: () => void; done: (copy: number) => void }) {
  const { t } = useSpeech();
  const { message: toast } = App.useApp();
  const [text, setText] = useState(() => item.raw.replace(/\r\n?/g, '\n'));
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const send = async () => {
    setBusy(true);
    try {
      const { id } = await repair(item.id, text, reason.trim());
      toast.success(t('messages.repair.done', { id }));
      done(id);
    } catch (error) {
      toast.error(t('messages.repair.failed', { code: error instanceof HubError ? (error.code ?? error.status) : '' }));
      setBusy(false);
    }
  };
  return (
    <Space orientation="vertical" style={{ width: '100%', paddingTop: 12 }} size={10}>
      <Alert type="info" showIcon title={t('messages.repair.hint')} />
      <Input.TextArea
        className="mono"
        autoSize={{ minRows: 12, maxRows: 24 }}
        value={text}
        aria-label={t('messages.tab.raw')}
        onChange={(event) => setText(event.target.value)}
      />
      <Input
        value={reason}
        maxLength={200}
        placeholder={t('messages.reason')}
        aria-label={t('messages.reason')}
        onChange={(event) => setReason(event.target.value)}
      />
      <Space>
        <Button type="primary" loading={busy} disabled={reason.trim() === ''} onClick={() => void send()}>
          {t('messages.repair.send')}
        </Button>
        <Button onClick={cancel}>{t('state.cancel')}</Button>
      </Space>
    </Space>
  );
}
