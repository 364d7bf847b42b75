/**
 * The client as it runs in a shop's server, Worker or browser: fetch, and a key that stays the same however often a call is
 * made again. What it may be called with is in index.d.ts.
 */

interface Settings {
  url: string;
  key?: string;
  fetch?: typeof fetch;
  retries?: number;
  timeoutMs?: number;
}

interface Options {
  path?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
  idempotencyKey?: string;
  signal?: AbortSignal;
}

const BACKOFF_MS = 250;
const WAIT_MAX_MS = 20_000;

/** What is no success (RFC 9457): `code` says why, `numbers` has what explains it. */
export class Problem extends Error {
  constructor(
    { status, code, title, detail, same_key_safe, errors = [], type: _, ...numbers }: Record<string, unknown>,
    key?: string,
  ) {
    super(`${code}: ${title}. ${detail ?? ""}`);
    Object.assign(this, {
      name: "Problem",
      status,
      code,
      title,
      detail,
      isSameKeySafe: same_key_safe,
      errors,
      numbers,
      idempotencyKey: key,
    });
  }
}

/** Nobody knows whether it was done: the same call with the same `idempotencyKey` is safe. */
export class NoAnswer extends Error {
  constructor(cause: unknown, key?: string) {
    super("There was no answer. The same idempotencyKey is safe.", { cause });
    Object.assign(this, { name: "NoAnswer", idempotencyKey: key });
  }
}

/** Whether an error is a problem, of one of these codes where some are named. */
export function isProblem(error: unknown, ...codes: unknown[]): boolean {
  return error instanceof Problem && (codes.length === 0 || codes.includes((error as { code?: unknown }).code));
}

/** A client of one programme. */
export function tessera({ url, key, fetch: ask = fetch, retries = 4, timeoutMs = 30_000 }: Settings) {
  async function call(
    method: string,
    path: string,
    { path: names, query, body, idempotencyKey, signal }: Options = {},
  ): Promise<unknown> {
    const isPost = method === "POST";
    const once = isPost ? (idempotencyKey ?? crypto.randomUUID()) : undefined;
    const to = new URL(
      path.replace(/\{(\w+)\}/g, (_, name: string) => segmentOf(names?.[name] ?? "")),
      url,
    );
    for (const [name, value] of Object.entries(query ?? {}))
      if (value !== undefined) to.searchParams.set(name, String(value));
    const headers: Record<string, string> = { accept: "application/json" };
    if (key) headers.authorization = `Bearer ${key}`;
    if (once) headers["idempotency-key"] = once;
    if (body !== undefined) headers["content-type"] = "application/json";
    const init: RequestInit = { method, headers, redirect: "error" };
    if (body !== undefined) init.body = JSON.stringify(body);
    for (let attempt = 0; ; attempt++) {
      let waitMs = Math.random() * Math.min(WAIT_MAX_MS, BACKOFF_MS * 2 ** attempt);
      try {
        const limit = AbortSignal.timeout(timeoutMs);
        const answer = await ask(to, { ...init, signal: signal ? AbortSignal.any([signal, limit]) : limit });
        const text = await answer.text();
        const isJson = /json/.test(answer.headers.get("content-type") ?? "");
        if (answer.ok) return isJson ? JSON.parse(text) : text;
        const { status } = answer;
        const said = isJson ? JSON.parse(text) : { status, code: "unknown", title: `It answered ${status}` };
        // A server between may say a date: then it is waited for as without one.
        const seconds = Number(answer.headers.get("retry-after")) || 0;
        if ((status !== 429 && status < 500) || attempt >= retries || seconds * 1_000 > WAIT_MAX_MS)
          throw new Problem(said, once);
        waitMs += seconds * 1_000;
      } catch (error) {
        if (error instanceof Problem) throw error;
        signal?.throwIfAborted();
        if (attempt >= retries) throw new NoAnswer(error, once);
      }
      await new Promise((resume) => setTimeout(resume, waitMs));
      signal?.throwIfAborted();
    }
  }
  return {
    get: (path: string, options?: Options) => call("GET", path, options),
    post: (path: string, options?: Options) => call("POST", path, options),
    async *pages(path: string, options: Options = {}): AsyncGenerator<unknown> {
      let { query } = options;
      for (;;) {
        const page = (await call("GET", path, { ...options, query: query ?? {} })) as {
          data: unknown[];
          next_cursor: string | null;
        };
        yield* page.data;
        if (page.next_cursor === null) return;
        query = { ...query, cursor: page.next_cursor };
      }
    },
  };
}

/** A name as one segment of a path. Throws for one that a URL would take for a step upwards, or for none: it would be another route. */
function segmentOf(name: string): string {
  if (/^\.{0,2}$/.test(name)) throw new RangeError(`"${name}" cannot stand in a path`);
  return encodeURIComponent(name);
}
