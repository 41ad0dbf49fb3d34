import { App, Alert, Button, Input, Space, Tooltip } from 'antd';
import { useMemo, useState } from 'react';
import { HubError } from '../../shared/http';
import { useSpeech } from '../../shared/i18n';
import { cut } from './er7';
import { repair, type Detail, type Remark } from './messages';

/** The message as received, segment by segment; fields tell their names, those with remarks are marked. */
export function Raw({ item }: { item: Detail }) {
  const { t } = useSpeech();
  return (
    <>
      <Space style={{ marginBottom: 8 }}>
        <Button size="small" onClick={() => void navigator.clipboard?.writeText(item.raw.replaceAll('\r', '\n'))}>
          {t('messages.copy')}
        </Button>
        <span className="dim">{t('messages.raw.hint')}</span>
      </Space>
      <Er7 raw={item.raw} remarks={item.remarkList} />
    </>
  );
}

/** ER7 text cut into fields; a field with a remark tells it to whoever points at it. */
export function Er7({ raw, remarks }: { raw: string; remarks: Pick<Remark, 'location' | 'code' | 'text'>[] }) {
  const segments = useMemo(
    () =>
      cut(
        raw,
        remarks.map(({ location }) => location),
        remarks.map(({ location, code, text }) => `${location} ${code}: ${text}`),
      ),
    [raw, remarks],
  );
  return (
    <div className="er7" tabIndex={0}>
      {segments.map(({ id, label, fields }, line) => (
        <div key={line} className="er7-line">
          <b>{id}</b>
          {fields.map(({ name, text, marked, notes }) => (
            <span key={name}>
              <i>|</i>
              {marked ? (
                <Tooltip title={<Notes name={name} notes={notes} />}>
                  <span className="er7-marked">{text}</span>
                </Tooltip>
              ) : (
                <span title={name}>{text}</span>
              )}
            </span>
          ))}
          {fields.length === 0 && <span title={label} />}
        </div>
      ))}
    </div>
  );
}

function Notes({ name, notes }: { name: string; notes: string[] }) {
  return (
    <>
      <strong>{name}</strong>
      {notes.map((note) => (
        <div key={note}>{note}</div>
      ))}
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
