/**
 * Talks to the hub on the page's own origin. The session is a cookie; there is no token in the browser.
 * A write carries the CSRF cookie back as a header. A 401 anywhere announces `session-ended` once, and the page
 * answers with the log-in overlay instead of losing its place.
 */

/** A refusal of the hub. `code` and `traceId` are what support asks for; the text is never shown raw. */
export class HubError extends Error {
  constructor(
    readonly status: number,
    readonly code: string | undefined,
    readonly traceId: string | undefined,
    readonly detail: string | undefined,
    /** What else the answer says, for those who know its shape. */
    readonly body: Record<string, string> | undefined = undefined,
  ) {
    super(`HTTP ${status}`);
  }
}

export type Call = {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  json?: unknown;
  form?: Record<string, string>;
  signal?: AbortSignal;
  /** A 401 is an answer here, not the end of a session. */
  expectNobody?: boolean;
};

export const SESSION_ENDED = 'session-ended';
export const SESSION_BACK = 'session-back';

let ended = false;

/** Whether the log-in overlay is waiting: nothing asks by itself meanwhile, because every refusal is audited. */
export const sessionEnded = () => ended;

/** Somebody logged in again: what failed asks once more. */
export function sessionBack() {
  ended = false;
  window.dispatchEvent(new Event(SESSION_BACK));
}

export async function call<T>(path: string, options: Call = {}): Promise<T> {
  const answer = await send(path, options);
  const type = answer.headers.get('content-type') ?? '';
  if (answer.status === 204) {
    return undefined as T;
  }
  return (type.includes('json') ? await answer.json() : await answer.text()) as T;
}

/** The answer as a file, with the name the hub gave it. */
export async function download(path: string, fallbackName: string): Promise<void> {
  const answer = await send(path, {});
  const name = fileName(answer.headers.get('content-disposition')) ?? fallbackName;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await answer.blob());
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function send(path: string, options: Call): Promise<Response> {
  const method = options.method ?? (options.json !== undefined || options.form ? 'POST' : 'GET');
  const headers: Record<string, string> = { Accept: 'application/json, */*;q=0.5', 'X-Requested-With': 'fetch' };
  let body: BodyInit | undefined;
  if (options.json !== undefined) {
    headers['Content-Type'] = 'application/json';
    body = JSON.stringify(options.json);
  } else if (options.form) {
    body = new URLSearchParams(options.form);
  }
  if (method !== 'GET') {
    const token = cookie(document.cookie, 'XSRF-TOKEN');
    if (token) {
      headers['X-XSRF-TOKEN'] = token;
    }
  }
  const answer = await fetch(path, { method, headers, body, signal: options.signal, credentials: 'same-origin' });
  if (!answer.ok) {
    if (answer.status === 401 && !options.expectNobody) {
      ended = true;
      window.dispatchEvent(new Event(SESSION_ENDED));
    }
    throw await refusal(answer);
  }
  return answer;
}

async function refusal(answer: Response): Promise<HubError> {
  const trace = answer.headers.get('x-trace-id') ?? undefined;
  try {
    const body = (await answer.json()) as Record<string, unknown>;
    const text = (key: string) => (typeof body[key] === 'string' ? (body[key] as string) : undefined);
    return new HubError(answer.status, text('code'), text('traceId') ?? trace, text('detail') ?? text('text'), {
      file: text('file') ?? '',
      key: text('key') ?? '',
      reason: text('reason') ?? '',
    });
  } catch {
    return new HubError(answer.status, undefined, trace, undefined);
  }
}

export function cookie(jar: string, name: string): string | undefined {
  const found = jar.split('; ').find((entry) => entry.startsWith(`${name}=`));
  return found === undefined ? undefined : decodeURIComponent(found.slice(name.length + 1));
}

/** RFC 6266: the `filename*` form wins, because only it can carry a Chinese title. */
export function fileName(disposition: string | null): string | undefined {
  const extended = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '');
  if (extended?.[1]) {
    return decodeURIComponent(extended[1]);
  }
  return /filename="?([^";]+)"?/i.exec(disposition ?? '')?.[1];
}
