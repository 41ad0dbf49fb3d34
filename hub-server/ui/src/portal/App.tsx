import { App as AntApp, ConfigProvider, Spin, theme } from 'antd';
import en from 'antd/locale/en_US';
import zh from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useCallback, useEffect, useState } from 'react';
import { SESSION_ENDED, sessionBack } from '../shared/http';
import { useSpeech } from '../shared/i18n';
import { usePreference } from '../shared/preference';
import { aboutRegion, RegionProvider, type About } from '../shared/region';
import { logOut, whoAmI, type Me } from '../shared/session';
import { LoginPage } from './login/LoginPage';
import { nextPage, takePlace } from './login/place';
import { SessionOverlay } from './login/SessionOverlay';
import { Shell } from './Shell';
import { ErrorState } from './states';

type Session =
  { state: 'asking' } | { state: 'known'; me: Me | null; about: About } | { state: 'failed'; error: unknown };

/** Look and session of every portal page: who is there, in which language, by day or by night. */
export function App() {
  const { language } = useSpeech();
  const [look, setLook] = usePreference<'light' | 'dark'>('theme', 'light', ['light', 'dark']);
  const [session, setSession] = useState<Session>({ state: 'asking' });
  const [ended, setEnded] = useState(false);

  const ask = useCallback(() => {
    setSession({ state: 'asking' });
    Promise.all([whoAmI(), aboutRegion()]).then(
      ([me, about]) => {
        const place = me ? takePlace() : undefined;
        if (place) {
          window.location.replace(place);
        }
        setSession({ state: 'known', me, about });
      },
      (error: unknown) => setSession({ state: 'failed', error }),
    );
  }, []);
  useEffect(ask, [ask]);

  useEffect(() => {
    const end = () => setEnded(true);
    window.addEventListener(SESSION_ENDED, end);
    return () => window.removeEventListener(SESSION_ENDED, end);
  }, []);

  useEffect(() => {
    dayjs.locale(language === 'en' ? 'en' : 'zh-cn');
  }, [language]);
  useEffect(() => {
    document.documentElement.dataset.theme = look;
  }, [look]);

  const know = (me: Me) => setSession((before) => (before.state === 'known' ? { ...before, me } : before));
  const enter = (me: Me) => {
    const next = nextPage(window.location.search);
    if (next) {
      window.location.replace(next);
      return;
    }
    know(me);
  };
  const back = (me: Me) => {
    setEnded(false);
    know(me);
    sessionBack();
  };
  const leave = () => {
    logOut().finally(() => {
      window.location.hash = '';
      ask();
    });
  };

  return (
    <ConfigProvider
      locale={language === 'en' ? en : zh}
      theme={{
        algorithm:
          look === 'dark'
            ? [theme.darkAlgorithm, theme.compactAlgorithm]
            : [theme.defaultAlgorithm, theme.compactAlgorithm],
        token: {
          colorPrimary: look === 'dark' ? '#3d9be0' : '#0b6fa4',
          colorInfo: look === 'dark' ? '#3d9be0' : '#0b6fa4',
          borderRadius: 4,
          fontSize: 14,
          lineHeight: 1.55,
          fontFamily: 'var(--font)',
          ...(look === 'dark'
            ? { colorBgContainer: '#151c24', colorBgElevated: '#1b242e', colorBorderSecondary: '#27323e' }
            : {}),
        },
        components: {
          Table: { headerBorderRadius: 4, cellPaddingBlockSM: 6, cellPaddingBlock: 8 },
          Menu: { itemHeight: 38, itemBorderRadius: 4 },
        },
      }}
    >
      <AntApp>
        {session.state === 'asking' && <Spin fullscreen delay={300} />}
        {session.state === 'failed' && <ErrorState error={session.error} retry={ask} />}
        {session.state === 'known' && (
          <RegionProvider about={session.about}>
            {session.me ? (
              <Shell me={session.me} look={look} setLook={setLook} leave={leave} />
            ) : (
              <LoginPage enter={enter} look={look} setLook={setLook} />
            )}
            {session.me && ended && <SessionOverlay user={session.me.name} back={back} />}
          </RegionProvider>
        )}
      </AntApp>
    </ConfigProvider>
  );
}
