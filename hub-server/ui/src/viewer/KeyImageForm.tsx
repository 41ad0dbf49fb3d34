import { useState } from 'react';
import { useSpeech } from '../shared/i18n';
import { imageOf, saveKeyImages, titles } from './keyObjects';
import type { Mark } from './marks';

type Props = { study: string; marks: Mark[]; saved: () => void };

/** Keeps the marked images in the study, for everybody who may see it. */
export function KeyImageForm({ study, marks, saved }: Props) {
  const { t, code } = useSpeech();
  const [title, setTitle] = useState<string>(titles[0]);
  const [note, setNote] = useState('');
  const [state, setState] = useState<'busy' | 'failed'>();
  const save = () => {
    setState('busy');
    const images = marks.map(imageOf).filter((image) => image !== undefined);
    saveKeyImages(study, title, note, images).then(
      () => {
        setState(undefined);
        saved();
      },
      () => setState('failed'),
    );
  };
  return (
    <form
      className="side-form"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <label>
        {t('viewer.keys.title')}
        <select value={title} onChange={(event) => setTitle(event.target.value)}>
          {titles.map((each) => (
            <option key={each} value={each}>
              {code('viewer.keys.title', each)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('viewer.keys.note')}
        <textarea rows={3} maxLength={1000} value={note} onChange={(event) => setNote(event.target.value)} />
      </label>
      <button className="button button-main" disabled={state === 'busy'}>
        {t('viewer.keys.save', { n: marks.length })}
      </button>
      {state === 'failed' && <p role="alert">{t('viewer.keys.failed')}</p>}
      <p className="dim">{t('viewer.keys.save.why')}</p>
    </form>
  );
}
