import { useCallback, useEffect, useRef, useState } from 'react';
import { HubError, SESSION_ENDED } from '../shared/http';
import { useSpeech } from '../shared/i18n';
import { useLoad } from '../shared/useLoad';
import { Corners } from './Corners';
import { metadataOf, seriesOf, study } from './dicomweb';
import { Help } from './Help';
import { actionOf } from './keys';
import { Rail } from './Rail';
import { Rendered } from './Rendered';
import { Stage, type StageState, type ToolName } from './stage';
import { imagesOf, type SeriesImages, type SeriesRow } from './study';
import { PatientBar, Tools } from './Toolbar';
import { presetsFor } from './window';

const touch = () => window.matchMedia('(pointer: coarse)').matches;
const still = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

/** One study: bar on top, series at the side, one image with what belongs around it. */
export default function StudyView({ uid, back }: { uid: string; back: () => void }) {
  const { t } = useSpeech();
  const header = useLoad((signal) => study(uid, signal), [uid]);
  const list = useLoad((signal) => seriesOf(uid, signal), [uid]);
  const [chosen, setChosen] = useState<SeriesRow>();
  const [images, setImages] = useState<SeriesImages>();
  const [problem, setProblem] = useState<unknown>();
  const [state, setState] = useState<StageState>();
  const [tool, setTool] = useState<ToolName>(touch() ? 'scroll' : 'window');
  const [help, setHelp] = useState(false);
  const field = useRef<HTMLDivElement>(null);
  const stage = useRef<Promise<Stage>>(undefined);

  useEffect(() => {
    const made = Stage.on(field.current!, setState, touch());
    stage.current = made;
    return () => {
      stage.current = undefined;
      void made.then((opened) => opened.close());
    };
  }, []);

  const first = list.data?.find((series) => !['PR', 'KO', 'SR'].includes(series.modality ?? '')) ?? list.data?.[0];
  const current = chosen ?? first;

  useEffect(() => {
    if (!current) {
      return undefined;
    }
    const control = new AbortController();
    setImages(undefined);
    setProblem(undefined);
    setState(undefined);
    metadataOf(current, control.signal)
      .then(async (metadata) => {
        const next = imagesOf(current, metadata, window.location.origin);
        const opened = await stage.current;
        if (control.signal.aborted || !opened) {
          return;
        }
        setImages(next);
        if (next.kind === 'frames') {
          await opened.show(next);
          if (next.multiframe && !still() && !control.signal.aborted) {
            opened.play();
          }
        }
      })
      .catch((error: unknown) => !control.signal.aborted && setProblem(error));
    return () => control.abort();
  }, [current?.uid]);

  const failure = problem ?? list.error ?? header.error;
  useEffect(() => {
    if (failure instanceof HubError && failure.status === 401) {
      window.dispatchEvent(new Event(SESSION_ENDED));
    }
  }, [failure]);
  useEffect(() => {
    document.title = header.data?.description ?? t('viewer.title');
  }, [header.data, t]);

  const act = useCallback((deed: (stage: Stage) => void) => void stage.current?.then(deed), []);
  const use = useCallback(
    (name: ToolName) => {
      setTool(name);
      act((opened) => opened.use(name));
    },
    [act],
  );
  const move = useCallback(
    (by: number) => {
      const all = list.data ?? [];
      const next = all[all.findIndex(({ uid: series }) => series === current?.uid) + by];
      if (next) setChosen(next);
    },
    [list.data, current?.uid],
  );

  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const action = actionOf(event);
      if (!action || event.target instanceof HTMLInputElement) {
        return;
      }
      event.preventDefault();
      if (action.kind === 'help') setHelp((shown) => !shown);
      else if (action.kind === 'close') setHelp(false);
      else if (action.kind === 'tool') use(action.tool);
      else if (action.kind === 'series') move(action.by);
      else if (action.kind === 'full') void toggleFull();
      else
        act((opened) => {
          if (action.kind === 'step') opened.step(action.by);
          else if (action.kind === 'end') void opened.go(action.last ? Number.MAX_SAFE_INTEGER : 0);
          else if (action.kind === 'cine') state?.playing ? opened.stop() : opened.play();
          else if (action.kind === 'invert') opened.invert();
          else if (action.kind === 'rotate') opened.rotate();
          else if (action.kind === 'flip') opened.flip(action.way);
          else if (action.kind === 'reset') opened.reset();
          else if (action.kind === 'preset') {
            const preset = presetsFor(current?.modality)[action.index];
            if (preset) opened.setWindow(preset.window(opened.storedWindow));
          }
        });
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [act, use, move, state?.playing, current?.modality]);

  const set = images?.kind === 'frames' ? images.sets[images.setOf[state?.index ?? 0] ?? 0] : images?.sets[0];
  const shown = images?.kind === 'frames' && state !== undefined;

  return (
    <div className="viewer">
      <PatientBar study={header.data} back={back} help={() => setHelp(true)} />
      <Tools
        series={current}
        tool={tool}
        use={use}
        act={act}
        state={shown ? state : undefined}
        multiple={(state?.count ?? 0) > 1}
      />
      <Rail list={list.data} current={current?.uid} choose={setChosen} />
      <main className="field" aria-label={t('viewer.image')}>
        <div
          ref={field}
          className="field-stage"
          style={{ visibility: images?.kind === 'rendered' ? 'hidden' : 'visible' }}
        />
        {images?.kind === 'rendered' && <Rendered key={current?.uid} sources={images.sources} />}
        {state?.broken && set && (
          <BrokenFrame source={renderedOf(images, state.index)} retry={() => act((opened) => void opened.retry())} />
        )}
        {!images && problem === undefined && list.data?.length !== 0 && (
          <p className="notice notice-middle">{t('viewer.loading')}</p>
        )}
        {list.data?.length === 0 && <p className="notice notice-middle">{t('viewer.study.empty')}</p>}
        {failure !== undefined && !(failure instanceof HubError && failure.status === 401) && (
          <p className="notice notice-middle" role="alert">
            {t(failure instanceof HubError && failure.status === 403 ? 'state.denied' : 'viewer.failed')}
          </p>
        )}
        {images && <Corners study={header.data} series={current} set={set} state={shown ? state : undefined} />}
        {shown && state.count > 1 && (
          <input
            className="slider"
            type="range"
            min={0}
            max={state.count - 1}
            value={state.index}
            aria-label={t('viewer.slider')}
            onChange={(event) => {
              const index = Number(event.target.value);
              act((opened) => void opened.go(index));
            }}
          />
        )}
        {shown && state.loaded + state.failed < state.count && (
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
        )}
      </main>
      <p className="phone-note">{t('viewer.phone.note')}</p>
      {help && <Help modality={current?.modality} close={() => setHelp(false)} />}
    </div>
  );
}

function BrokenFrame({ source, retry }: { source: string | undefined; retry: () => void }) {
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

/** The hub's own rendering of a frame that this browser cannot decode. */
function renderedOf(images: SeriesImages | undefined, index: number): string | undefined {
  return images?.kind === 'frames' ? `${images.imageIds[index]?.replace(/^wadors:/, '')}/rendered` : undefined;
}

async function toggleFull() {
  await (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen());
}
