import { useState } from 'react';
import { useSpeech } from '../shared/i18n';
import { seriesPath, type SeriesRow } from './study';

type Props = { list: SeriesRow[] | undefined; current: string | undefined; choose: (series: SeriesRow) => void };

/** The series of the study as small pictures: at the left, on phones a strip under the image. */
export function Rail({ list, current, choose }: Props) {
  const { t } = useSpeech();
  return (
    <aside className="rail" aria-label={t('viewer.series')}>
      {list?.map((series) => (
        <button key={series.uid} className="thumb" aria-pressed={series.uid === current} onClick={() => choose(series)}>
          <Picture series={series} />
          <span className="thumb-name">
            {series.description ?? t('viewer.series.number', { n: series.number ?? '–' })}
          </span>
          <span className="thumb-size">
            {series.modality} · {series.instances ?? '–'}
          </span>
        </button>
      ))}
    </aside>
  );
}

function Picture({ series }: { series: SeriesRow }) {
  const [failed, setFailed] = useState(false);
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
