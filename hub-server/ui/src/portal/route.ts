import { useCallback, useMemo, useSyncExternalStore } from 'react';

/**
 * The place of the reader lives in the fragment: `#/messages/42?state=FAILED`. A fragment is never sent to the hub, so no
 * filter ends up in an access log, the hub needs no rule for deep links, and Back works.
 */
export type Route = { page: string; id?: string; query: URLSearchParams };

export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const [page = '', id] = path.split('/').map(decodeURIComponent);
  return { page: page || 'overview', ...(id ? { id } : {}), query: new URLSearchParams(query) };
}

export function formatRoute(
  page: string,
  id?: string,
  query?: Record<string, string | undefined> | URLSearchParams,
): string {
  const given = query instanceof URLSearchParams ? [...query] : Object.entries(query ?? {});
  const kept = given.filter((entry): entry is [string, string] => Boolean(entry[1]));
  const search = new URLSearchParams(kept).toString();
  return `#/${page}${id ? `/${encodeURIComponent(id)}` : ''}${search ? `?${search}` : ''}`;
}

const listen = (changed: () => void) => {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
};

export function useRoute() {
  const hash = useSyncExternalStore(listen, () => window.location.hash);
  const route = useMemo(() => parseRoute(hash), [hash]);
  const go = useCallback((target: string) => {
    window.location.hash = target;
  }, []);
  /** Changes some filters and keeps the rest; `undefined` takes one away. */
  const filter = useCallback(
    (changes: Record<string, string | undefined>) => {
      const merged = { ...Object.fromEntries(route.query), ...changes };
      go(formatRoute(route.page, route.id, merged));
    },
    [route, go],
  );
  return { ...route, go, filter };
}
