/**
 * A write from a browser: its key and body are stored before it is sent. Whoever presses again, after a lost connection
 * or a reload, sends the same request; it is forgotten only when an answer came that settles it.
 */

export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: answers of the API, read by the element that asked
  json: any;
}

/** Where a write that is under way is kept. */
export type Kept = Pick<Storage, "getItem" | "setItem" | "removeItem">;

interface Pending {
  key: string;
  body: unknown;
}

/**
 * POSTs `body()` under a key of its own. `name` says which write it is: one of a name is under way at a time. `kept` is where,
 * this tab's storage unless another place is named. Rejects when nobody knows the outcome.
 */
export async function write(
  name: string,
  path: string,
  body: () => unknown,
  kept: Kept = sessionStorage,
): Promise<Answer & { key: string; body: unknown }> {
  const slot = `write:${name}`;
  const stored = kept.getItem(slot);
  const pending: Pending = stored === null ? { key: crypto.randomUUID(), body: body() } : JSON.parse(stored);
  kept.setItem(slot, JSON.stringify(pending));
  const response = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json", "idempotency-key": pending.key },
    body: JSON.stringify(pending.body),
  });
  const json = await response.json();
  // 429 and 503 stored nothing, a fault may have: the same key is the one to send again.
  if (response.status === 429 || response.status >= 500) throw new Unsettled(sentenceOf(json), json);
  kept.removeItem(slot);
  return { status: response.status, json, ...pending };
}

/** GETs JSON of our own. */
export async function read(path: string): Promise<Answer> {
  const response = await fetch(path);
  return { status: response.status, json: await response.json() };
}

/** Nobody knows yet: pressing again is safe. */
export class Unsettled extends Error {
  readonly code: string;

  constructor(sentence: string, problem: { code?: string }) {
    super(sentence);
    this.code = problem.code ?? "fault";
  }
}

/** What a person is told of a problem: its title, what would help, and what is missing. */
// biome-ignore lint/suspicious/noExplicitAny: a problem of the API
export function sentenceOf(problem: any): string {
  if (typeof problem?.has === "number" && typeof problem?.needs === "number")
    return `${problem.title}: ${problem.needs - problem.has} missing.`;
  return problem?.title ? `${problem.title}. ${problem.detail ?? ""}`.trim() : "That did not work.";
}

/** What a person is told when no answer came. */
export function sentenceOfFailure(failure: unknown): string {
  const what = failure instanceof Unsettled ? failure.message : "No answer came.";
  return `${what} Press again: it is done once.`;
}
