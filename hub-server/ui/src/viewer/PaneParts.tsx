import { useState } from 'react';
import { useSpeech } from '../shared/i18n';
import type { StageState } from './stage';

/** The hub's small rendering of the first frame, which is there long before the frame itself on a slow line. */
export function Preview({ source }: { source: string | undefined }) {
  const { t } = useSpeech();
  const [failed, setFailed] = useState(false);
  if (!source || failed) {
    return <p className="notice notice-middle">{t('viewer.loading')}</p>;
  }
  return (
    <div className="preview">
      <img src={source} alt="" onError={() => setFailed(true)} />
      <em>{t('viewer.preview')}</em>
    </div>
  );
}

export function Progress({ state }: { state: StageState }) {
  return (
    <div
      className="progress"
      role="progressbar"
      aria-valuemin={0}
      aria-valuemax={state.count}
      aria-valuenow={state.loaded}
    >
      <span style={{ width: `${(100 * state.loaded) / state.count}%` }} />
      <em>
        {state.loaded}/{state.count}
      </em>
    </div>
  );
}

export function BrokenFrame({ source, retry }: { source: string | undefined; retry: () => void }) {
  const { t } = useSpeech();
  return (
    <div className="broken">
      {source && <img src={source} alt="" onError={(event) => event.currentTarget.remove()} />}
      <p>
        {t('viewer.frame.failed')}{' '}
        <button className="button" onClick={retry}>
          {t('state.retry')}
        </button>
      </p>
    </div>
  );
}
