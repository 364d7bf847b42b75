/**
 * What the engine says, asked once for all elements of a page: the account, and the quotes of every product and cart in one
 * request. A token that has run out is asked for again, once.
 */
import { atEngine, said } from "./script.ts";
import { anotherToken, forgetToken, token } from "./token.ts";

/** What GET /v1/elements and GET /v1/me/elements answer. */
export interface Account {
  language: string;
  direction: string;
  programme: string;
  about: string;
  labels: Record<string, string>;
  ways: string[];
  rewards: { reward: string; name: string; costs: string; says: string | null; isReady: boolean }[];
  points: { says: string; worth: string | null }[] | null;
  next: { says: string; has: number; needs: number } | null;
}

/** What a quote says of one cart. */
export interface Quote {
  says: string | null;
  nudge: { kind: string; id: string | null; says: string } | null;
}

/** A line of a cart, as POST /v1/me/quotes takes it. */
export interface Line {
  sku: string;
  category?: string;
  quantity?: number;
  unitMinor: number;
}

/** Carts in one request, as the engine takes them. */
const CARTS_MAX = 50;
/** What a visitor is told is kept for this tab, as long as the engine lets caches keep it. */
const KEPT_MS = 300_000;

let known: Promise<Account> | null = null;
let waiting: { lines: Line[]; resolve(quote: Quote): void; reject(fault: unknown): void }[] = [];

/** The page's language: the nearest `lang` at an element. */
export function languageOf(element: Element): string {
  const holder = element.closest<HTMLElement>("[lang]");
  if (holder) return holder.lang;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? languageOf(root.host) : navigator.language;
}

/** What is shown of the programme and of her. */
export function account(language: string): Promise<Account> {
  known ??= ask<Account>((isMember) => ({
    path: `/v1/${isMember ? "me/" : ""}elements?lang=${encodeURIComponent(language)}`,
  }));
  return known;
}

/** What a cart would earn, and what is worth saying beside it. Those who ask in the same moment share a request. */
export function quote(lines: Line[], language: string): Promise<Quote> {
  if (waiting.length === 0) queueMicrotask(() => send(language));
  return new Promise((resolve, reject) => {
    waiting.push({ lines, resolve, reject });
  });
}

/** Everything is to be asked for again, whoever is signed in now. */
export function forget(): void {
  known = null;
  forgetToken();
}

async function send(language: string): Promise<void> {
  const all = waiting;
  waiting = [];
  for (let from = 0; from < all.length; from += CARTS_MAX) {
    const part = all.slice(from, from + CARTS_MAX);
    const body = { store: said.store, lang: language, carts: part.map(({ lines }) => ({ lines })) };
    try {
      const { data } = await ask<{ data: Quote[] }>((isMember) => ({
        path: isMember ? "/v1/me/quotes" : "/v1/elements/quotes",
        body,
      }));
      for (const [index, { resolve, reject }] of part.entries()) {
        const found = data[index];
        if (found) resolve(found);
        else reject(new Error("no quote"));
      }
    } catch (fault) {
      for (const { reject } of part) reject(fault);
    }
  }
}

type Asking = (isMember: boolean) => { path: string; body?: unknown };

async function ask<Answer>(asking: Asking): Promise<Answer> {
  const hers = await token();
  const first = await fetched(asking, hers);
  if (first.status !== 401) return first.answer as Answer;
  const again = await anotherToken(hers);
  const second = await fetched(asking, again === hers ? null : again);
  // Refused again: she is shown what a visitor is.
  return (second.status === 401 ? await fetched(asking, null) : second).answer as Answer;
}

async function fetched(asking: Asking, hers: string | null): Promise<{ status: number; answer: unknown }> {
  const { path, body } = asking(hers !== null);
  const name = `tessera:${path}${body === undefined ? "" : JSON.stringify(body)}`;
  const isKept = hers === null && body !== undefined;
  const kept = isKept ? keptUnder(name) : null;
  if (kept !== null) return { status: 200, answer: kept };
  const response = await fetch(atEngine(path), {
    credentials: "omit",
    ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
    headers: {
      ...(hers === null ? {} : { authorization: `Bearer ${hers}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
  });
  if (response.status === 401) return { status: 401, answer: null };
  if (!response.ok) throw new Error(`the engine answered ${response.status}`);
  const answer: unknown = await response.json();
  if (isKept) keep(name, answer);
  return { status: 200, answer };
}

function keptUnder(name: string): unknown {
  try {
    const { until, answer } = JSON.parse(sessionStorage.getItem(name) ?? "{}");
    return until > Date.now() ? answer : null;
  } catch {
    // A browser that lets no page keep anything.
    return null;
  }
}

function keep(name: string, answer: unknown): void {
  try {
    sessionStorage.setItem(name, JSON.stringify({ until: Date.now() + KEPT_MS, answer }));
  } catch {
    // It is asked for again.
  }
}
