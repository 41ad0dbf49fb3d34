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
  const tie = useRef<{ of: string; tie: Tie }>(undefined);
  const [mine, other] = [panes[active], panes[1 - active]];
  const ready = Boolean(on && mine?.state && other?.state);
  const of = ready ? `${active} ${firstOf(mine)} ${firstOf(other)}` : '';
  useEffect(() => {
    const [from, to] = [mine?.images, other?.images];
    if (!ready || from?.kind !== 'frames' || to?.kind !== 'frames') {
      tie.current = undefined;
      return;
    }
    const [here, there] = [mine!.state!.index, other!.state!.index];
    if (tie.current?.of !== of) {
      tie.current = { of, tie: { from: here, to: there } };
      return;
    }
    const wanted = partner(here, positionsOf(from.sets, from.setOf), positionsOf(to.sets, to.setOf), tie.current.tie);
    if (wanted !== there) {
      void other!.stage?.go(wanted);
    }
  }, [of, mine?.state?.index]);
}

const firstOf = (pane: PaneReport | undefined) => (pane?.images?.kind === 'frames' ? pane.images.imageIds[0] : '');
