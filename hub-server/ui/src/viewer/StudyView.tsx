import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { HubError, SESSION_ENDED } from '../shared/http';
import { useSpeech } from '../shared/i18n';
import { useLoad } from '../shared/useLoad';
import { dateTime } from './dataset';
import { closes, onStage, preset, toggleFull } from './deeds';
import { priorsOf, studyOf } from './dicomweb';
import type { ToolName } from './engine';
import { Help } from './Help';
import { KeyImages } from './KeyImages';
import { actionOf, type Action } from './keys';
import { placeOf, type KeyImage } from './keyObjects';
import { sameMark, useMarks, type Mark } from './marks';
import { fewestSlices } from './mpr';
import { Pane, type PaneReport, type Shown } from './Pane';
import { PatientBar } from './PatientBar';
import { Rail } from './Rail';
import { weasisLink } from './share';
import type { Stage } from './stage';
import { comparable, firstShown, renderedOf, type SeriesRow, type StudyRow } from './study';
import { Tools } from './Toolbar';
import { usePrior, useTie } from './useComparison';

const MprPage = lazy(() => import('./MprPage'));
const ShareDialog = lazy(() => import('./ShareDialog'));
const fields = [HTMLInputElement, HTMLSelectElement, HTMLTextAreaElement];
const narrow = () => window.matchMedia('(max-width: 760px)').matches;
const touch = () => window.matchMedia('(pointer: coarse)').matches;

type Props = { uid: string; guest: boolean; back: () => void };

/** One study: bar on top, series at the side, one or two panes, and what is laid over them. */
export default function StudyView({ uid, guest, back }: Props) {
  const { t } = useSpeech();
  const loaded = useLoad((signal) => studyOf(uid, signal), [uid]);
  const priors = useLoad((signal) => (guest ? Promise.resolve([]) : priorsOf(uid, signal)), [uid, guest]);
  const { study, series: list } = loaded.data ?? {};
  const [chosen, setChosen] = useState<SeriesRow>();
  const [problem, setProblem] = useState<unknown>();
  const [panes, setPanes] = useState<PaneReport[]>([]);
  const [active, setActive] = useState(0);
  const [tied, setTied] = useState(true);
  const [tool, setTool] = useState<ToolName>(touch() ? 'scroll' : 'window');
  const [outside, setOutside] = useState<'failed'>();
  const [over, setOver] = useState<'help' | 'share' | 'mpr'>();
  const [marksOpen, setMarksOpen] = useState(false);
  const [marks, toggleMark] = useMarks(uid);
  const [wanted, setWanted] = useState<KeyImage>();

  const current = chosen ?? (list && firstShown(list));
  const comparison = usePrior(current, setProblem);
  const { prior } = comparison;
  const at = prior ? active : 0;
  useTie(panes, at, tied && prior !== undefined && current?.modality === comparison.chosen?.modality);

  const { stage, images, state } = panes[at] ?? {};
  const series = at === 0 ? current : comparison.chosen;
  const shown: (Shown | undefined)[] = [
    current && { study, series: current },
    ...(prior && comparison.chosen ? [{ study: prior.study, series: comparison.chosen }] : []),
  ];

  const failure = problem ?? loaded.error ?? priors.error;
  useEffect(() => {
    if (failure instanceof HubError && failure.status === 401) {
      window.dispatchEvent(new Event(SESSION_ENDED));
    }
  }, [failure]);
  useEffect(() => {
    document.title = study?.description ?? t('viewer.title');
  }, [study, t]);

  const report = useCallback(
    (index: number, said: PaneReport) =>
      setPanes((before) => (index === 0 ? [said, ...before.slice(1)] : [before[0]!, said])),
    [],
  );
  const act = useCallback((deed: (stage: Stage) => void) => stage && deed(stage), [stage]);
  const choose = (next: SeriesRow) => {
    if (next.study === uid) {
      setChosen(next);
      setActive(0);
      if (next.modality === 'KO') setMarksOpen(true);
    } else {
      comparison.setChosen(next);
      setActive(1);
    }
  };
  const compare = (next: StudyRow | undefined) => {
    setPanes((before) => before.slice(0, 1));
    setActive(0);
    comparison.compare(next);
  };
  const mark: Mark | undefined =
    at === 0 && series && state
      ? { series: series.uid, index: state.index, source: renderedOf(images, state.index)! }
      : undefined;
  const goTo = (to: KeyImage) => {
    const target = list?.find((each) => each.uid === to.series);
    if (target) {
      setActive(0);
      setChosen(target);
      setWanted(to);
      // There the list lies over the image.
      if (narrow()) setMarksOpen(false);
    }
  };
  useEffect(() => {
    const first = panes[0];
    const place = wanted && first?.state ? placeOf(first.images, wanted) : -1;
    if (first?.stage && place >= 0) {
      setWanted(undefined);
      void first.stage.go(place);
    }
  }, [wanted, panes]);

  const volume =
    at === 0 && images?.kind === 'frames' && !images.multiframe && images.imageIds.length >= fewestSlices
      ? images.imageIds
      : undefined;
  const doIt = (action: Action) => {
    const all = (at === 0 ? list : prior?.series) ?? [];
    const others = priors.data ?? [];
    switch (action.kind) {
      case 'help':
        return setOver(over === 'help' ? undefined : 'help');
      case 'close':
        return over ? setOver(undefined) : setMarksOpen(false);
      case 'tool':
        return setTool(action.tool);
      case 'series': {
        const next = all[all.findIndex((each) => each.uid === series?.uid) + action.by];
        return next && choose(next);
      }
      case 'prior': {
        const next = others[others.findIndex((each) => each.uid === prior?.study.uid) + action.by];
        return next && compare(next);
      }
      case 'compare':
        return compare(prior ? undefined : comparable(study, others));
      case 'other':
        return prior && setActive(1 - at);
      case 'sync':
        return setTied(!tied);
      case 'mark':
        return mark && toggleMark(mark);
      case 'marks':
        return setMarksOpen(!marksOpen);
      case 'mpr':
        return volume && setOver(over === 'mpr' ? undefined : 'mpr');
      case 'full':
        return void toggleFull();
      case 'preset':
        return panes
          .filter((each) => each.stage === stage || tied)
          .forEach((each) => each.stage && preset(each.stage, action.index, series));
      default:
        return act((opened) => onStage(opened, action, state?.playing ?? false));
    }
  };

  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const action = actionOf(event);
      const typing = fields.some((field) => event.target instanceof field);
      if (action && (!typing || action.kind === 'close') && (!over || over === 'mpr' || closes(action))) {
        event.preventDefault();
        doIt(action);
      }
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  });

  const label = (row: StudyRow | undefined, now: boolean) => {
    const later = (row?.date ?? '') > (study?.date ?? '');
    return (
      prior && [t(now ? 'viewer.current' : later ? 'viewer.later' : 'viewer.prior'), dateTime(row?.date)].join(' ')
    );
  };
  const weasis = () =>
    void weasisLink(uid).then(
      ({ link }) => {
        setOutside(undefined);
        location.assign(link);
      },
      () => setOutside('failed'),
    );
  return (
    <div className={marksOpen ? 'viewer viewer-side' : 'viewer'}>
      <PatientBar
        study={study}
        back={guest ? undefined : back}
        share={guest ? undefined : () => setOver('share')}
        weasis={guest ? undefined : weasis}
        help={() => setOver('help')}
      />
      <Tools
        series={series}
        tool={tool}
        choose={setTool}
        act={act}
        state={state}
        multiple={(state?.count ?? 0) > 1}
        comparison={{
          can: (priors.data?.length ?? 0) > 0,
          on: prior !== undefined,
          tied,
          toggle: () => doIt({ kind: 'compare' }),
          tie: () => setTied(!tied),
        }}
        marked={mark !== undefined && marks.some((each) => sameMark(each, mark))}
        mark={() => doIt({ kind: 'mark' })}
        marks={() => setMarksOpen(!marksOpen)}
        mpr={volume && (() => setOver('mpr'))}
      />
      <Rail
        list={list}
        shown={shown.map((each) => each?.series.uid)}
        choose={choose}
        priors={priors.data}
        compared={prior}
        compare={compare}
      />
      <main className={prior ? 'field field-two' : 'field'} aria-label={t('viewer.image')}>
        {shown.map((each, index) => (
          <Pane
            key={index}
            shown={each}
            tool={tool}
            touch={touch()}
            active={index === at}
            alone={!prior}
            label={label(each?.study, index === 0)}
            activate={() => setActive(index)}
            report={(said) => report(index, said)}
          />
        ))}
        {list?.length === 0 && <p className="notice notice-middle">{t('viewer.study.empty')}</p>}
        {failure !== undefined && !(failure instanceof HubError && failure.status === 401) && (
          <p className="notice notice-middle" role="alert">
            {t(
              failure instanceof HubError && failure.status === 403
                ? 'state.denied'
                : failure instanceof HubError && failure.status === 404
                  ? 'viewer.study.empty'
                  : 'viewer.failed',
            )}
          </p>
        )}
        {outside && (
          <p className="notice notice-middle" role="alert">
            {t('viewer.weasis.failed')}
          </p>
        )}
        {over === 'mpr' && volume && (
          <Suspense fallback={null}>
            <MprPage imageIds={volume} window={state?.window} close={() => setOver(undefined)} />
          </Suspense>
        )}
      </main>
      {marksOpen && list && (
        <KeyImages
          study={uid}
          list={list}
          guest={guest}
          marks={marks}
          go={goTo}
          remove={toggleMark}
          changed={() => {
            if (chosen?.modality === 'KO') setChosen(undefined);
            loaded.reload();
          }}
          close={() => setMarksOpen(false)}
        />
      )}
      <p className="phone-note">{t('viewer.phone.note')}</p>
      {over === 'help' && <Help modality={series?.modality} close={() => setOver(undefined)} />}
      {over === 'share' && (
        <Suspense fallback={null}>
          <ShareDialog study={uid} close={() => setOver(undefined)} />
        </Suspense>
      )}
    </div>
  );
}
