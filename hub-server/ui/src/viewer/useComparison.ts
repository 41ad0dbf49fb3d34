import { useCallback, useEffect, useRef, useState } from 'react';
import { studyOf } from './dicomweb';
import type { PaneReport } from './Pane';
import { bestMatch, type SeriesRow, type StudyRow } from './study';
import { partner, positionsOf, type Tie } from './sync';

export type Prior = { study: StudyRow; series: SeriesRow[] };

/** The prior beside the study, if one is. Its series are read when it is asked for. */
export function usePrior(current: SeriesRow | undefined, failed: (error: unknown) => void) {
  const [prior, setPrior] = useState<Prior>();
  const [chosen, setChosen] = useState<SeriesRow>();
  const asked = useRef<AbortController>(undefined);
  const compare = useCallback(
    (study: StudyRow | undefined) => {
      asked.current?.abort();
      if (!study) {
        setPrior(undefined);
        return;
      }
      const control = new AbortController();
      asked.current = control;
      studyOf(study.uid, control.signal).then(
        ({ series }) => {
          setChosen(bestMatch(current, series));
          setPrior({ study, series });
        },
        (error: unknown) => !control.signal.aborted && failed(error),
      );
    },
    [current?.uid, failed],
  );
  return { prior, chosen, setChosen, compare };
}

/**
 * Ties two panes: whichever the reader moves, the other follows by as many millimetres. The tie is laid where both stand
 * when it is switched on, because two studies have no common origin.
 */
export function useTie(panes: PaneReport[], active: number, on: boolean) {
  const tie = useRef<Tie>(undefined);
  const [mine, other] = [panes[active], panes[1 - active]];
  const places = `${mine?.images?.kind === 'frames' && mine.images.imageIds[0]} ${other?.images?.kind === 'frames' && other.images.imageIds[0]}`;
  useEffect(() => {
    tie.current = undefined;
  }, [on, active, places]);
  useEffect(() => {
    const [from, to] = [mine?.images, other?.images];
    if (!on || from?.kind !== 'frames' || to?.kind !== 'frames' || !mine?.state || !other?.state || !other.stage) {
      return;
    }
    tie.current ??= { from: mine.state.index, to: other.state.index };
    const wanted = partner(
      mine.state.index,
      positionsOf(from.sets, from.setOf),
      positionsOf(to.sets, to.setOf),
      tie.current,
    );
    if (wanted !== other.state.index) {
      void other.stage.go(wanted);
    }
  }, [on, mine?.state?.index, Boolean(other?.state)]);
}
