import { useSpeech } from '../shared/i18n';
import type { Mark } from './marks';

type Props = { marks: Mark[]; go: (mark: Mark) => void; remove: (mark: Mark) => void; close: () => void };

/** The images the reader marked, to jump to. */
export function KeyImages({ marks, go, remove, close }: Props) {
  const { t } = useSpeech();
  return (
    <aside className="side" aria-label={t('viewer.marks')}>
      <header>
        <h2>{t('viewer.marks')}</h2>
        <button className="top-button" onClick={close} aria-label={t('viewer.key.close')}>
          {'\u00d7'}
        </button>
      </header>
      {marks.length === 0 && <p className="dim">{t('viewer.marks.none')}</p>}
      {marks.map((mark) => (
        <figure key={`${mark.series} ${mark.index}`}>
          <button className="thumb" onClick={() => go(mark)}>
            <span className="thumb-picture">
              <img src={`${mark.source}?viewport=160,160`} alt="" loading="lazy" />
            </span>
          </button>
          <figcaption>
            {t('viewer.marks.image', { n: mark.index + 1 })}
            <button className="link" onClick={() => remove(mark)}>
              {t('viewer.marks.remove')}
            </button>
          </figcaption>
        </figure>
      ))}
      <p className="dim">{t('viewer.marks.where')}</p>
    </aside>
  );
}
