import { useState } from 'react';
import { useSpeech } from '../shared/i18n';

/** Series without pixels (ECG, reports) as the hub draws them; the wheel and a double click change the size. */
export function Rendered({ sources }: { sources: string[] }) {
  const { t } = useSpeech();
  const [index, setIndex] = useState(0);
  const [scale, setScale] = useState(1);
  const [failed, setFailed] = useState(false);
  return (
    <div
      className="rendered"
      onWheel={(event) => setScale(Math.max(1, Math.min(6, scale * (event.deltaY < 0 ? 1.15 : 1 / 1.15))))}
      onDoubleClick={() => setScale(scale > 1 ? 1 : 2)}
    >
      {failed ? (
        <p className="notice notice-middle">{t('viewer.rendered.failed')}</p>
      ) : (
        <img
          src={sources[index]}
          alt={t('viewer.image')}
          style={{ width: `${100 * scale}%` }}
          onError={() => setFailed(true)}
        />
      )}
      {sources.length > 1 && (
        <div className="pager">
          <button className="button" disabled={index === 0} onClick={() => setIndex(index - 1)}>
            {t('viewer.previous')}
          </button>
          <span>{`${index + 1} / ${sources.length}`}</span>
          <button className="button" disabled={index === sources.length - 1} onClick={() => setIndex(index + 1)}>
            {t('viewer.next')}
          </button>
        </div>
      )}
    </div>
  );
}
