import { useEffect, useRef, useState } from 'react';
import { HubError, SESSION_ENDED } from '../shared/http';
import { useSpeech } from '../shared/i18n';
import { Corners } from './Corners';
import { metadataOf } from './dicomweb';
import { Document, isDocument } from './Document';
import type { ToolName } from './engine';
import { BrokenFrame, Preview, Progress } from './PaneParts';
import { Stage, type StageState } from './stage';
import { imagesOf, previewOf, renderedOf, type SeriesImages, type SeriesRow, type StudyRow } from './study';

const still = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

/** What a pane tells of itself, and what the others may ask of it. */
export type PaneReport = { stage?: Stage; images?: SeriesImages; state?: StageState };
export type Shown = { study: StudyRow | undefined; series: SeriesRow };

type Props = {
  shown: Shown | undefined;
  tool: ToolName;
  touch: boolean;
  active: boolean;
  alone: boolean;
  label: string | undefined;
  activate: () => void;
  report: (report: PaneReport) => void;
};

/** One series on the screen: image or document, and what belongs around it. */
export function Pane({ shown, tool, touch, active, alone, label, activate, report }: Props) {
  const { t } = useSpeech();
  const [images, setImages] = useState<SeriesImages>();
  const [state, setState] = useState<StageState>();
  const [problem, setProblem] = useState<unknown>();
  const field = useRef<HTMLDivElement>(null);
  const stage = useRef<Promise<Stage>>(undefined);
  const series = shown?.series;
  const tell = useRef(report);
  tell.current = report;

  useEffect(() => {
    const made = Stage.on(field.current!, setState, touch);
    stage.current = made;
    return () => {
      stage.current = undefined;
      void made.then((opened) => opened.close());
    };
  }, []);

  useEffect(() => {
    void stage.current?.then((opened) => opened.hold(tool));
  }, [tool]);

  useEffect(() => {
    if (!series) {
      return undefined;
    }
    const control = new AbortController();
    setImages(undefined);
    setProblem(undefined);
    setState(undefined);
    metadataOf(series, control.signal)
      .then(async (metadata) => {
        const next = imagesOf(series, metadata, window.location.origin);
        if (control.signal.aborted) {
          return;
        }
        setImages(next);
        const opened = await stage.current;
        if (next.kind === 'frames' && opened && !control.signal.aborted) {
          await opened.show(next);
          if (next.multiframe && !still() && !control.signal.aborted) {
            opened.play();
          }
        }
      })
      .catch((error: unknown) => !control.signal.aborted && setProblem(error));
    return () => control.abort();
  }, [series?.uid]);

  useEffect(() => {
    if (problem instanceof HubError && problem.status === 401) {
      window.dispatchEvent(new Event(SESSION_ENDED));
    }
  }, [problem]);

  const standing = images?.kind === 'frames' ? state : undefined;
  useEffect(() => {
    let gone = false;
    void stage.current?.then((opened) => !gone && tell.current({ stage: opened, images, state: standing }));
    return () => {
      gone = true;
    };
  }, [images, standing]);

  const set = images?.kind === 'frames' ? images.sets[images.setOf[state?.index ?? 0] ?? 0] : images?.sets[0];
  const act = (deed: (stage: Stage) => void) => void stage.current?.then(deed);
  return (
    <section
      className={alone ? 'pane' : active ? 'pane pane-active' : 'pane pane-other'}
      aria-label={label ?? t('viewer.image')}
      onPointerDownCapture={activate}
      onWheelCapture={activate}
    >
      <div
        ref={field}
        className="field-stage"
        style={{ visibility: images?.kind === 'frames' ? 'visible' : 'hidden' }}
      />
      {images?.kind === 'frames' && !standing && <Preview source={previewOf(images)} />}
      {images?.kind === 'rendered' && <Document key={series?.uid} images={images} />}
      {standing?.broken && (
        <BrokenFrame source={renderedOf(images, standing.index)} retry={() => act((opened) => void opened.retry())} />
      )}
      {!images && problem === undefined && series && <p className="notice notice-middle">{t('viewer.loading')}</p>}
      {problem !== undefined && !(problem instanceof HubError && problem.status === 401) && (
        <p className="notice notice-middle" role="alert">
          {t(problem instanceof HubError && problem.status === 403 ? 'state.denied' : 'viewer.failed')}
        </p>
      )}
      {images && !isDocument(images) && <Corners study={shown?.study} series={series} set={set} state={standing} />}
      {label && <b className="pane-label">{label}</b>}
      {standing && standing.count > 1 && (
        <input
          className="slider"
          type="range"
          min={0}
          max={standing.count - 1}
          value={standing.index}
          aria-label={t('viewer.slider')}
          onChange={(event) => {
            const index = Number(event.target.value);
            act((opened) => void opened.go(index));
          }}
        />
      )}
      {standing && standing.loaded + standing.failed < standing.count && <Progress state={standing} />}
    </section>
  );
}
