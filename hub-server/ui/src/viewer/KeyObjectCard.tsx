import { useState } from 'react';
import { useSpeech } from '../shared/i18n';
import { dateTime } from './dataset';
import { pictureOf, titles, withdrawKeyImages, type KeyImage, type KeyObject } from './keyObjects';

type Props = {
  study: string;
  selection: KeyObject;
  go: (image: KeyImage) => void;
  /** Whether the reader may take it back. */
  own: boolean;
  withdrawn: () => void;
};

/** One selection that is kept in the study: what it is for, who says so, its images. */
export function KeyObjectCard({ study, selection, go, own, withdrawn }: Props) {
  const { t, code } = useSpeech();
  const { title, meaning, note, author, date, time, images } = selection;
  const known = titles.some((each) => each === title);
  return (
    <section className="kept">
      <h3>{known ? code('viewer.keys.title', title) : (meaning ?? t('viewer.marks'))}</h3>
      <p className="dim">{[author, dateTime(date, time)].filter(Boolean).join(' \u00b7 ')}</p>
      {note && <p className="kept-note">{note}</p>}
      <div className="kept-images">
        {images.map((image, at) => (
          <button
            key={`${image.instance} ${image.frame}`}
            className="thumb"
            aria-label={t('viewer.keys.open', { n: at + 1 })}
            onClick={() => go(image)}
          >
            <span className="thumb-picture">
              <img src={`${pictureOf(study, image)}?viewport=160,160`} alt="" loading="lazy" />
            </span>
          </button>
        ))}
      </div>
      {images.length === 0 && <p className="dim">{t('viewer.keys.elsewhere')}</p>}
      {own && <Withdrawal study={study} instance={selection.instance} withdrawn={withdrawn} />}
    </section>
  );
}

/** Asks why before anything is taken back; the reason is kept. */
function Withdrawal({ study, instance, withdrawn }: { study: string; instance: string; withdrawn: () => void }) {
  const { t } = useSpeech();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const [failed, setFailed] = useState(false);
  if (!asking) {
    return (
      <button className="link" onClick={() => setAsking(true)}>
        {t('viewer.keys.withdraw')}
      </button>
    );
  }
  return (
    <form
      className="side-form"
      onSubmit={(event) => {
        event.preventDefault();
        withdrawKeyImages(study, instance, reason.trim()).then(withdrawn, () => setFailed(true));
      }}
    >
      <label>
        {t('viewer.keys.reason')}
        <input autoFocus maxLength={400} value={reason} onChange={(event) => setReason(event.target.value)} />
      </label>
      <button className="button" disabled={reason.trim() === ''}>
        {t('viewer.keys.withdraw')}
      </button>
      {failed && <p role="alert">{t('viewer.keys.failed')}</p>}
    </form>
  );
}
