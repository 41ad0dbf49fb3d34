import { Alert, Typography } from 'antd';
import { useSpeech, type Key } from '../../shared/i18n';
import { useRegion } from '../../shared/region';
import type { Me } from '../../shared/session';
import { Mark } from '../Mark';
import { LookSwitch, LanguageSwitch } from '../switches';
import { IssuerLink } from './IssuerLink';
import { LoginForm } from './LoginForm';

type Props = { enter: (me: Me) => void; look: 'light' | 'dark'; setLook: (look: 'light' | 'dark') => void };

export function LoginPage({ enter, look, setLook }: Props) {
  const { t } = useSpeech();
  const { about } = useRegion();
  const refusal = refusalOf(window.location.search);
  return (
    <div className="login">
      <aside className="login-story">
        <div className="login-brand">
          <Mark size={44} />
          <span>{t('app.name')}</span>
        </div>
        <div>
          <h1>{t('login.headline')}</h1>
          <p>{t('login.subline')}</p>
        </div>
        <ul>
          <li>{t('login.point.records')}</li>
          <li>{t('login.point.images')}</li>
          <li>{t('login.point.recognition')}</li>
        </ul>
      </aside>
      <main className="login-panel">
        <div className="login-tools">
          <LanguageSwitch />
          <LookSwitch look={look} setLook={setLook} />
        </div>
        <div className="login-form">
          <Typography.Title level={3} style={{ marginTop: 0 }}>
            {t('login.title')}
          </Typography.Title>
          {refusal && <Alert type="error" showIcon title={t(refusal)} style={{ marginBottom: 16 }} role="alert" />}
          <LoginForm demo={about.demo} enter={enter} />
          <IssuerLink />
        </div>
        <footer className="login-foot">{t('login.foot')}</footer>
      </main>
    </div>
  );
}

/** What the hub says when an account of the issuer did not open it; nothing but its own codes is believed. */
export function refusalOf(search: string): Key | undefined {
  switch (new URLSearchParams(search).get('sign-in')) {
    case 'HUB-0766':
      return 'login.issuer.refused';
    case 'HUB-0767':
      return 'login.issuer.noRole';
    case 'HUB-0768':
      return 'login.issuer.noCode';
    case 'HUB-0769':
      return 'login.issuer.away';
    default:
      return undefined;
  }
}
