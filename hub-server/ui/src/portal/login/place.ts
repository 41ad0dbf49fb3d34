/** Where the log-in page was sent from: the viewer, or an app that asks for its user. Nothing else is followed. */
export function nextPage(search: string): string | undefined {
  const next = new URLSearchParams(search).get('next');
  const known = ['/viewer/?', '/oauth2/authorize?'].some((start) => next?.startsWith(start)) || next === '/viewer/';
  return known ? (next ?? undefined) : undefined;
}

/** Where the reader was going when the way led over another site to sign in. */
const KEY = 'sign-in-place';

export function keepPlace(place: string) {
  sessionStorage.setItem(KEY, place);
}

/** Once: the place, or undefined. */
export function takePlace(): string | undefined {
  const place = sessionStorage.getItem(KEY) ?? undefined;
  sessionStorage.removeItem(KEY);
  return place;
}
