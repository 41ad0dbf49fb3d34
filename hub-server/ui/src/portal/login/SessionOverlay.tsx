import { Modal, Typography } from 'antd';
import { useSpeech } from '../../shared/i18n';
import type { Me } from '../../shared/session';
import { IssuerLink } from './IssuerLink';
import { LoginForm } from './LoginForm';

/** Over the page, not instead of it: what the reader was doing is still there after logging in again. */
export function SessionOverlay({ user, back }: { user: string; back: (me: Me) => void }) {
  const { t } = useSpeech();
  return (
    <Modal
      open
      title={t('session.ended')}
      closable={false}
      footer={null}
      width={400}
      keyboard={false}
      mask={{ closable: false }}
    >
      <Typography.Paragraph type="secondary">{t('session.ended.why')}</Typography.Paragraph>
      <LoginForm user={user} enter={back} />
      <IssuerLink />
    </Modal>
  );
}
