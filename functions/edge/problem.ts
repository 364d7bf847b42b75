/** A problem on its way out: RFC 9457, with the code, the numbers that explain it and whether the same key is safe. */
import type { Fault } from "../programme/faults.ts";
import type { Json } from "../values/json.ts";
import type { Language } from "../values/language.ts";
import type { Refusal } from "../values/refusal.ts";
import { tellingOf } from "./phrases/problems/index.ts";
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

/**
 * Status and exact body of a problem, in a language; its code and its numbers are the same in each. `same_key_safe`: nothing was
 * stored, the same key may be sent again.
 */
export function problemOf(
  code: ProblemCode,
  {
    numbers = {},
    errors = [],
    isSameKeySafe = true,
    language = "en",
  }: { numbers?: Record<string, Json>; errors?: Fault[]; isSameKeySafe?: boolean; language?: Language } = {},
): {
  status: number;
  body: string;
  language: Language;
  retrySeconds?: number;
} {
  const { status, retrySeconds } = problems[code];
  const { title, helps, language: told } = tellingOf(code, language);
  const own = { type: `/problems/${code}`, title, status, detail: helps, code, same_key_safe: isSameKeySafe };
  // RFC 9457's members are ours alone: a number of the same name would say another problem.
  const body: Record<string, Json> = { ...own, ...numbers, ...own };
  if (errors.length > 0) body.errors = errors.map(({ pointer, says }) => ({ pointer, says }));
  return {
    status,
    body: JSON.stringify(body),
    language: told,
    ...(retrySeconds === undefined ? {} : { retrySeconds }),
  };
}

/** The problem of a refusal; in English unless a language is named. */
export function problemOfRefusal(
  { refused, numbers, pointer, isDecided }: Refusal,
  language?: Language,
): ReturnType<typeof problemOf> {
  const errors = pointer === undefined ? [] : [{ pointer, says: problems[refused].title }];
  return problemOf(refused, { numbers, errors, isSameKeySafe: !isDecided, ...(language && { language }) });
}

/** A response with a problem; `isSpoken`: another language may be had by asking. */
export function problemResponse(
  { status, body, retrySeconds, language }: ReturnType<typeof problemOf>,
  isSpoken = false,
): Response {
  const headers: Record<string, string> = {
    "content-type": "application/problem+json",
    "cache-control": "no-store",
    ...(isSpoken && spokenIn(language)),
  };
  if (retrySeconds !== undefined) headers["retry-after"] = String(retrySeconds);
  return new Response(body, { status, headers });
}

/** What an answer says of its language: that another may be had by asking. */
export function spokenIn(language: string): Record<string, string> {
  return { "content-language": language, vary: "Accept-Language, Cookie" };
}
