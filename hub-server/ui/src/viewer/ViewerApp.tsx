import { lazy, Suspense, useEffect, useState } from 'react';
import { SESSION_ENDED } from '../shared/http';
import { useSpeech } from '../shared/i18n';
import { OpenLink } from './OpenLink';
import { tokenOf } from './share';
import { StudyList } from './StudyList';

// The image engine starts on its way before React draws anything, but only where an image is going to be shown.
const studyUid = () => new URLSearchParams(window.location.search).get('study');
const studyView = studyUid() ? import('./StudyView') : undefined;
const StudyView = lazy(() => studyView ?? import('./StudyView'));

/** A patient who came by a link: nothing but the one study is theirs. */
const isGuest = () => new URLSearchParams(window.location.search).has('guest');

/** `/viewer/` lists studies, `/viewer/?study=<uid>` opens one, `/viewer/#share=<token>` asks for a pass code first. */
export function ViewerApp() {
  const { t } = useSpeech();
  const [uid, setUid] = useState(studyUid);
  const [ended, setEnded] = useState(false);
  const [token, setToken] = useState(() => tokenOf(window.location.hash));

  useEffect(() => {
    const moved = () => setUid(studyUid());
    const end = () => setEnded(true);
    window.addEventListener('popstate', moved);
    window.addEventListener(SESSION_ENDED, end);
    return () => {
      window.removeEventListener('popstate', moved);
      window.removeEventListener(SESSION_ENDED, end);
    };
  }, []);

  const open = (next: string | null) => {
    window.history.pushState(null, '', next ? `/viewer/?study=${encodeURIComponent(next)}` : '/viewer/');
    setUid(next);
  };

  if (token) {
    return (
      <OpenLink
        token={token}
        opened={(study) => {
          window.history.replaceState(null, '', `/viewer/?study=${encodeURIComponent(study)}&guest=1`);
          setToken(undefined);
          setUid(study);
        }}
      />
    );
  }
  return (
    <>
      {uid ? (
        <Suspense fallback={<p className="notice">{t('viewer.loading')}</p>}>
          <StudyView key={uid} uid={uid} guest={isGuest()} back={() => open(null)} />
        </Suspense>
      ) : (
        <StudyList open={open} />
      )}
      {ended && (isGuest() ? <LinkAgain /> : <LogInFirst />)}
    </>
  );
}

function LinkAgain() {
  const { t } = useSpeech();
  return (
    <div className="veil" role="alertdialog" aria-label={t('viewer.link.ended')}>
      <div className="veil-card">
        <h1>{t('viewer.link.ended')}</h1>
        <p>{t('viewer.link.again')}</p>
      </div>
    </div>
  );
}

function LogInFirst() {
  const { t } = useSpeech();
  const here = window.location.pathname + window.location.search;
  return (
    <div className="veil" role="alertdialog" aria-label={t('session.ended')}>
      <div className="veil-card">
        <h1>{t('viewer.login')}</h1>
        <p>{t('viewer.login.why')}</p>
        <a className="button button-main" href={`/?next=${encodeURIComponent(here)}`}>
          {t('login.title')}
        </a>
      </div>
    </div>
  );
}
