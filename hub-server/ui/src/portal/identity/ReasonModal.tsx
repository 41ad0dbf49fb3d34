import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useSpeech } from '../../shared/i18n';
import { SHORTEST_REASON } from './identity';

type Props = { title: string; hint?: string; okText: string; onOk: (reason: string) => void; onCancel: () => void };

/** Asks for a reason that those who come later understand. */
export function ReasonModal({ title, hint, okText, onOk, onCancel }: Props) {
  const { t } = useSpeech();
  const [reason, setReason] = useState('');
  return (
    <Modal
      open
      title={title}
      okButtonProps={{ disabled: reason.trim().length < SHORTEST_REASON }}
      okText={okText}
      cancelText={t('emergency.cancel')}
      onOk={() => onOk(reason.trim())}
      onCancel={onCancel}
    >
      {hint && <p>{hint}</p>}
      <Input.TextArea
        rows={3}
        maxLength={500}
        value={reason}
        aria-label={t('identity.reason')}
        placeholder={t('identity.reason')}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  );
}
