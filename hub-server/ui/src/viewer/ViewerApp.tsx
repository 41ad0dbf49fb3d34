import { lazy, Suspense, useEffect, useState } from 'react';
import { SESSION_ENDED } from '../shared/http';
import { useSpeech } from '../shared/i18n';
import { StudyList } from './StudyList';

// The image engine starts on its way before React draws anything, but only where an image is going to be shown.
const studyUid = () => new URLSearchParams(window.location.search).get('study');
const studyView = studyUid() ? import('./StudyView') : undefined;
const StudyView = lazy(() => studyView ?? import('./StudyView'));

/** `/viewer/` lists studies, `/viewer/?study=<uid>` opens one. */
export function ViewerApp() {
  const { t } = useSpeech();
  const [uid, setUid] = useState(studyUid);
  const [ended, setEnded] = useState(false);

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

  return (
    <>
      {uid ? (
        <Suspense fallback={<p className="notice">{t('viewer.loading')}</p>}>
          <StudyView key={uid} uid={uid} back={() => open(null)} />
        </Suspense>
      ) : (
        <StudyList open={open} />
      )}
      {ended && <LogInFirst />}
    </>
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
