import { useCallback, useEffect, useRef, useState, type DependencyList } from 'react';
import { SESSION_BACK, sessionEnded } from './http';

export type Loaded<T> = {
  data?: T;
  error?: unknown;
  busy: boolean;
  reload: () => void;
};

/**
 * Loads on mount and whenever `dependencies` change; an answer that was overtaken is dropped. The last data stay
 * while a newer answer is awaited. Loads again by itself when the reader has logged in again after a 401.
 */
export function useLoad<T>(load: (signal: AbortSignal) => Promise<T>, dependencies: DependencyList): Loaded<T> {
  const [state, setState] = useState<{ data?: T; error?: unknown; busy: boolean }>({ busy: true });
  const [turn, setTurn] = useState(0);
  const failed = useRef(false);
  const reload = useCallback(() => setTurn((before) => before + 1), []);

  useEffect(() => {
    const control = new AbortController();
    setState((before) => ({ ...before, busy: true }));
    load(control.signal).then(
      (data) => {
        if (!control.signal.aborted) {
          failed.current = false;
          setState({ data, busy: false });
        }
      },
      (error: unknown) => {
        if (!control.signal.aborted) {
          failed.current = true;
          setState((before) => ({ data: before.data, error, busy: false }));
        }
      },
    );
    return () => control.abort();
  }, [...dependencies, turn]);

  useEffect(() => {
    const again = () => failed.current && reload();
    window.addEventListener(SESSION_BACK, again);
    return () => window.removeEventListener(SESSION_BACK, again);
  }, [reload]);

  return { ...state, reload };
}

/** Calls `tick` every `seconds`, but not in the background and not without a session. */
export function useEvery(seconds: number, tick: () => void) {
  const latest = useRef(tick);
  latest.current = tick;
  useEffect(() => {
    const timer = setInterval(
      () => document.visibilityState === 'visible' && !sessionEnded() && latest.current(),
      seconds * 1000,
    );
    return () => clearInterval(timer);
  }, [seconds]);
}
