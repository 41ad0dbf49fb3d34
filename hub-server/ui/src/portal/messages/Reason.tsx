import { Input, Modal, Typography } from 'antd';
import { useState } from 'react';
import { useSpeech } from '../../shared/i18n';

type Props = { title: string; hint: string; confirm: (reason: string) => Promise<void>; cancel: () => void };

/** Asks why, before anything is done; the reason stays with the message. */
export function Reason({ title, hint, confirm, cancel }: Props) {
  const { t } = useSpeech();
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  return (
    <Modal
      open
      title={title}
      onCancel={cancel}
      okButtonProps={{ disabled: reason.trim() === '', loading: busy }}
      onOk={() => {
        setBusy(true);
        void confirm(reason.trim()).finally(() => setBusy(false));
      }}
    >
      <Typography.Paragraph type="secondary">{hint}</Typography.Paragraph>
      <Input
        autoFocus
        value={reason}
        maxLength={200}
        placeholder={t('messages.reason')}
        aria-label={t('messages.reason')}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  );
}
