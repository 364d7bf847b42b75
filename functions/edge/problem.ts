/** A problem on its way out: RFC 9457, with the code, the numbers that explain it and whether the same key is safe. */
import type { Fault } from "../programme/faults.ts";
import type { Json } from "../values/json.ts";
import type { Refusal } from "../values/refusal.ts";
import { type ProblemCode, problems } from "./problems.ts";

/** Thrown at an edge, caught by app.ts: an answer, not a bug. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly numbers: Record<string, Json>;
  readonly errors: Fault[];
  constructor(code: ProblemCode, numbers: Record<string, Json> = {}, errors: Fault[] = []) {
    super(code);
    this.code = code;
    this.numbers = numbers;
    this.errors = errors;
  }
}

/** Status and exact body of a problem. `same_key_safe`: nothing was stored, the same key may be sent again. */
export function problemOf(
  code: ProblemCode,
  {
    numbers = {},
    errors = [],
    isSameKeySafe = true,
  }: { numbers?: Record<string, Json>; errors?: Fault[]; isSameKeySafe?: boolean } = {},
): {
  status: number;
  body: string;
  retrySeconds?: number;
} {
  const { status, title, helps, retrySeconds } = problems[code];
  const own = { type: `/problems/${code}`, title, status, detail: helps, code, same_key_safe: isSameKeySafe };
  // RFC 9457's members are ours alone: a number of the same name would say another problem.
  const body: Record<string, Json> = { ...own, ...numbers, ...own };
  if (errors.length > 0) body.errors = errors.map(({ pointer, says }) => ({ pointer, says }));
  return { status, body: JSON.stringify(body), ...(retrySeconds === undefined ? {} : { retrySeconds }) };
}

/** The problem of a refusal. */
export function problemOfRefusal({ refused, numbers, pointer, isDecided }: Refusal): ReturnType<typeof problemOf> {
  const errors = pointer === undefined ? [] : [{ pointer, says: problems[refused].title }];
  return problemOf(refused, { numbers, errors, isSameKeySafe: !isDecided });
}

/** A response with a problem. */
export function problemResponse({ status, body, retrySeconds }: ReturnType<typeof problemOf>): Response {
  const headers: Record<string, string> = { "content-type": "application/problem+json", "cache-control": "no-store" };
  if (retrySeconds !== undefined) headers["retry-after"] = String(retrySeconds);
  return new Response(body, { status, headers });
}
