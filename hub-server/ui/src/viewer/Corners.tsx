import { age } from '../shared/format';
import { useSpeech } from '../shared/i18n';
import { dateTime, number, text, texts, type DataSet } from './dataset';
import { edgesOf } from './orientation';
import type { StageState } from './stage';
import type { SeriesRow, StudyRow } from './study';

type Props = {
  study: StudyRow | undefined;
  series: SeriesRow | undefined;
  set: DataSet | undefined;
  state: StageState | undefined;
};

/** What belongs around an image: patient, place and time, window and size, where in the series, which side is which. */
export function Corners({ study, series, set, state }: Props) {
  const { t, code } = useSpeech();
  const years = age(study?.birthDate);
  const [row, column] = texts(set, '00200020');
  const edges = state?.edges ?? (row && column && state && !state.turned ? edgesOf(row, column) : undefined);
  const thickness = number(set, '00180050');
  const location = number(set, '00201041');
  const lossy = text(set, '00282110') === '01';
  return (
    <div className="corners" aria-hidden={!state}>
      <div className="corner corner-tl">
        <b>{study?.name?.main}</b>
        <span>{study?.name?.pinyin}</span>
        <span>
          {[code('sex', study?.sex), years !== undefined && t('viewer.years', { n: years })].filter(Boolean).join(' ')}
        </span>
        <span>{study?.patientId}</span>
      </div>
      <div className="corner corner-tr">
        <b>{text(set, '00080080') ?? study?.institution}</b>
        <span>{study?.description}</span>
        <span>{dateTime(text(set, '00080020') ?? study?.date, text(set, '00080030') ?? study?.time)}</span>
        <span>{study?.accession}</span>
      </div>
      <div className="corner corner-bl">
        <span>
          {[series?.number !== undefined && t('viewer.series.number', { n: series.number }), series?.description]
            .filter(Boolean)
            .join(' ')}
        </span>
        {state?.window && <span>{t('viewer.window', { w: state.window.width, c: state.window.center })}</span>}
        {state && <span>{t('viewer.zoom', { n: Math.round(100 * state.zoom) })}</span>}
      </div>
      <div className="corner corner-br">
        {lossy && <b className="lossy">{t('viewer.lossy')}</b>}
        {thickness !== undefined && <span>{t('viewer.thickness', { n: Math.round(thickness * 100) / 100 })}</span>}
        {location !== undefined && <span>{t('viewer.location', { n: location.toFixed(1) })}</span>}
        {state && <b>{`${state.index + 1} / ${state.count}`}</b>}
      </div>
      {edges && (
        <>
          <span className="edge edge-top">{edges.top}</span>
          <span className="edge edge-bottom">{edges.bottom}</span>
          <span className="edge edge-left">{edges.left}</span>
          <span className="edge edge-right">{edges.right}</span>
        </>
      )}
    </div>
  );
}
