import { useSpeech } from '../shared/i18n';
import { useLoad } from '../shared/useLoad';
import { KeyImageForm } from './KeyImageForm';
import { imageOf, keyObjectsOf, powersOf, type KeyImage } from './keyObjects';
import { KeyObjectCard } from './KeyObjectCard';
import type { Mark } from './marks';
import type { SeriesRow } from './study';

type Props = {
  study: string;
  list: SeriesRow[];
  guest: boolean;
  marks: Mark[];
  go: (image: KeyImage) => void;
  remove: (mark: Mark) => void;
  /** The study has one document more, or one less. */
  changed: () => void;
  close: () => void;
};

/** Key images, to jump to: those kept in the study for everybody, and the reader's own marks. */
export function KeyImages({ study, list, guest, marks, go, remove, changed, close }: Props) {
  const { t } = useSpeech();
  const selections = list
    .filter((series) => series.modality === 'KO')
    .map((series) => `${series.uid} ${series.instances}`)
    .join();
  const kept = useLoad((signal) => keyObjectsOf(list, signal), [selections]);
  const powers = useLoad(
    (signal) => (guest ? Promise.resolve({ writable: false, own: [] }) : powersOf(study, signal)),
    [study, guest, selections],
  );
  const saved = () => {
    marks.forEach(remove);
    changed();
  };
  return (
    <aside className="side" aria-label={t('viewer.marks')}>
      <header>
        <h2>{t('viewer.marks')}</h2>
        <button className="top-button" onClick={close} aria-label={t('viewer.key.close')}>
          {'\u00d7'}
        </button>
      </header>
      {kept.error !== undefined && <p role="alert">{t('viewer.failed')}</p>}
      {kept.data?.map((each) => (
        <KeyObjectCard
          key={each.instance}
          study={study}
          selection={each}
          go={go}
          own={powers.data?.own.some((mine) => mine.instance === each.instance) ?? false}
          withdrawn={changed}
        />
      ))}
      <h3>{t('viewer.marks.mine')}</h3>
      {marks.length === 0 && <p className="dim">{t('viewer.marks.none')}</p>}
      {marks.map((mark) => (
        <figure key={`${mark.series} ${mark.index}`}>
          <button
            className="thumb"
            aria-label={t('viewer.marks.image', { n: mark.index + 1 })}
            onClick={() => {
              const image = imageOf(mark);
              if (image) go(image);
            }}
          >
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
      {marks.length > 0 && powers.data?.writable && <KeyImageForm study={study} marks={marks} saved={saved} />}
      <p className="dim">{t(guest ? 'viewer.marks.guest' : 'viewer.marks.where')}</p>
    </aside>
  );
}
