import type { Paths, ProblemCode } from "./paths.js";

export type { Paths, ProblemCode };

export interface Settings {
  /** Where the programme answers, as https://points.example.com. */
  url: string;
  /** A store's key (tsk_…, on servers only), a member's token (tms_…) or a staff session (tss_…); none for what is public. */
  key?: string;
  /** Another fetch than the global one. */
  fetch?: typeof fetch;
  /** Times that a call is made again after a network error, 429 or 5xx: 4 unless given. */
  retries?: number;
  /** Longest that one attempt may take: 30 s unless given. */
  timeoutMs?: number;
}

interface Operation {
  path: unknown;
  query: unknown;
  body: unknown;
  answer: unknown;
  problems: ProblemCode;
}
type Method = "get" | "post";
/** The paths that have a method. */
export type PathOf<M extends Method> = { [P in keyof Paths]: M extends keyof Paths[P] ? P : never }[keyof Paths];
type OperationOf<P extends keyof Paths, M extends Method> = M extends keyof Paths[P]
  ? Extract<Paths[P][M], Operation>
  : never;

/** What a call is answered with. */
export type Answer<P extends PathOf<M>, M extends Method> = OperationOf<P, M>["answer"];
/** What a call sends. */
export type Body<P extends PathOf<"post">> = NonNullable<OperationOf<P, "post">["body"]>;
/** The codes of the problems that a call may meet. */
export type Problems<P extends PathOf<M>, M extends Method> = OperationOf<P, M>["problems"];

type Part<Name extends string, T> = [T] extends [undefined]
  ? { [N in Name]?: never }
  : undefined extends T
    ? { [N in Name]?: Exclude<T, undefined> }
    : Record<never, never> extends T
      ? { [N in Name]?: T }
      : { [N in Name]: T };
type Parts<O extends Operation> = Part<"path", O["path"]> & Part<"query", O["query"]> & Part<"body", O["body"]>;
interface Common {
  signal?: AbortSignal;
}
interface Keyed extends Common {
  /** The same for a call that is made again later, as after a restart: made for each call unless given. Its own retries keep it. */
  idempotencyKey?: string;
}
type Given<T> = Record<never, never> extends T ? [options?: T] : [options: T];

/** Paths whose answers are pages. */
export type PagedPath = {
  [P in PathOf<"get">]: Answer<P, "get"> extends { data: unknown[]; next_cursor: string | null } ? P : never;
}[PathOf<"get">];
type Item<P extends PagedPath> = Answer<P, "get"> extends { data: (infer T)[] } ? T : never;

export interface Client {
  get<P extends PathOf<"get">>(
    path: P,
    ...options: Given<Parts<OperationOf<P, "get">> & Common>
  ): Promise<Answer<P, "get">>;
  post<P extends PathOf<"post">>(
    path: P,
    ...options: Given<Parts<OperationOf<P, "post">> & Keyed>
  ): Promise<Answer<P, "post">>;
  /** Every entry of a list, page after page as it is read. */
  pages<P extends PagedPath>(
    path: P,
    ...options: Given<Parts<OperationOf<P, "get">> & Common>
  ): AsyncGenerator<Item<P>, void, undefined>;
}

/** A client of one programme. Calls throw Problem, or NoAnswer when the retries are over. */
export function tessera(settings: Settings): Client;

/** What is no success (RFC 9457): `code` says why, `numbers` has what explains it, as `{ has: 599, needs: 600 }`. */
export class Problem<Code extends ProblemCode = ProblemCode> extends Error {
  readonly code: Code;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  /** Nothing was stored: the same key may be sent again. */
  readonly isSameKeySafe: boolean;
  readonly numbers: Record<string, unknown>;
  /** What is wrong with the body, by JSON pointer. */
  readonly errors: { pointer: string; says: string }[];
  readonly idempotencyKey?: string;
}

/** Nobody knows whether it was done: the same call with the same `idempotencyKey` is safe. */
export class NoAnswer extends Error {
  readonly idempotencyKey?: string;
}

/** Whether an error is a problem, of one of these codes where some are named. */
export function isProblem<Code extends ProblemCode = ProblemCode>(
  error: unknown,
  ...codes: Code[]
): error is Problem<Code>;
