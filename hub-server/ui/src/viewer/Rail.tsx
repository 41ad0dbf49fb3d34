import { useState } from 'react';
import { useSpeech } from '../shared/i18n';
import { dateTime } from './dataset';
import { seriesPath, type SeriesRow, type StudyRow } from './study';

type Props = {
  list: SeriesRow[] | undefined;
  /** Series that stand on the screen. */
  shown: (string | undefined)[];
  choose: (series: SeriesRow) => void;
  priors: StudyRow[] | undefined;
  /** The prior beside the study, with its series. */
  compared: { study: StudyRow; series: SeriesRow[] } | undefined;
  compare: (prior: StudyRow | undefined) => void;
};

/** The series of the study as small pictures and the person's other studies: at the left, on phones a strip below. */
export function Rail({ list, shown, choose, priors, compared, compare }: Props) {
  const { t } = useSpeech();
  return (
    <aside className="rail" aria-label={t('viewer.series')}>
      {list?.map((series) => (
        <Thumb key={series.uid} series={series} on={shown.includes(series.uid)} choose={choose} />
      ))}
      {priors && priors.length > 0 && <h2 className="rail-title">{t('viewer.priors', { n: priors.length })}</h2>}
      {priors?.map((prior) => (
        <div className="prior" key={prior.uid}>
          <button
            className="prior-name"
            aria-pressed={compared?.study.uid === prior.uid}
            onClick={() => compare(compared?.study.uid === prior.uid ? undefined : prior)}
            title={t('viewer.compare')}
          >
            <b>{`${prior.modalities.filter((name) => name !== 'SR').join(' ')} ${dateTime(prior.date)}`}</b>
            <span>{prior.description}</span>
            <span className="dim">{prior.institution}</span>
          </button>
          {compared?.study.uid === prior.uid &&
            compared.series.map((series) => (
              <Thumb key={series.uid} series={series} on={shown.includes(series.uid)} choose={choose} />
            ))}
        </div>
      ))}
    </aside>
  );
}

function Thumb({ series, on, choose }: { series: SeriesRow; on: boolean; choose: (series: SeriesRow) => void }) {
  const { t } = useSpeech();
  return (
    <button className="thumb" aria-pressed={on} onClick={() => choose(series)}>
      <Picture series={series} />
      <span className="thumb-name">{series.description ?? t('viewer.series.number', { n: series.number ?? '–' })}</span>
      <span className="thumb-size">
        {series.modality} · {series.instances ?? '–'}
      </span>
    </button>
  );
}

/** Modalities of documents, of which the hub draws no small picture. */
const pictureless = new Set(['SR', 'DOC', 'KO', 'PR']);

function Picture({ series }: { series: SeriesRow }) {
  const [failed, setFailed] = useState(pictureless.has(series.modality ?? ''));
  return (
    <span className="thumb-picture">
      {failed ? (
        <b>{series.modality ?? '?'}</b>
      ) : (
        <img
          src={`${seriesPath(series)}/thumbnail?viewport=128,128`}
          alt=""
          loading="lazy"
          onError={() => setFailed(true)}
        />
      )}
    </span>
  );
}
