import { useState, type FormEvent } from 'react';
import { HubError } from '../shared/http';
import { useSpeech, type Key } from '../shared/i18n';
import { openLink } from './share';

const answers: Record<number, Key> = { 403: 'viewer.link.wrong', 410: 'viewer.link.ended', 429: 'viewer.link.wait' };

/** The page a patient's link leads to: asks for the pass code, then shows the study. */
export function OpenLink({ token, opened }: { token: string; opened: (study: string) => void }) {
  const { t, language, setLanguage } = useSpeech();
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<Key>();
  const [busy, setBusy] = useState(false);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    // The first answer of the hub brings the token that a write has to carry back.
    fetch('/app/region', { credentials: 'same-origin' })
      .then(() => openLink(token, code.trim()))
      .then(
        ({ study }) => opened(study),
        (error: unknown) => {
          setBusy(false);
          setCode('');
          setProblem((error instanceof HubError && answers[error.status]) || 'viewer.failed');
        },
      );
  };
  return (
    <main className="link-page">
      <form className="veil-card" onSubmit={send}>
        <h1>{t('viewer.link.title')}</h1>
        <p className="dim">{t('viewer.link.why')}</p>
        <input
          className="link-code"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={12}
          autoFocus
          value={code}
          aria-label={t('viewer.link.code')}
          placeholder={t('viewer.link.code')}
          onChange={(event) => setCode(event.target.value)}
        />
        {problem && <p role="alert">{t(problem)}</p>}
        <button className="button button-main" disabled={busy || code.trim() === ''}>
          {t('viewer.link.open')}
        </button>
        <button type="button" className="link" onClick={() => setLanguage(language === 'en' ? 'zh-CN' : 'en')}>
          {t('switch.language.other')}
        </button>
      </form>
    </main>
  );
}
