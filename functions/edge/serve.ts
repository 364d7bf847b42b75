/** From a contract to a route: parse, one operation or one read, render. */
import type { Context, Hono } from "hono";
import * as z from "zod";
import type { Caller } from "../operations/caller.ts";
import { perform } from "../operations/perform.ts";
import type { Call, Ledger, Performed, Verb } from "../operations/verb.ts";
import { faultsOf } from "../programme/faults.ts";
import type { Json, JsonObject } from "../values/json.ts";
import type { Language } from "../values/language.ts";
import { inspectText, readJson, readNothing, readOptional } from "./body.ts";
import { type Contract, writers } from "./contract.ts";
import { callerOf } from "./credentials.ts";
import { answerOrigins } from "./cross-origin.ts";
import { type Bindings, ledgerOf } from "./environment.ts";
import { isCsv, isLines, readLines, readText } from "./lines.ts";
import { pageLanguage } from "./page-language.ts";
import { languageTold } from "./phrases/problems/index.ts";
import { Problem, problemOf, problemOfRefusal, problemResponse, spokenIn } from "./problem.ts";
import type { ProblemCode } from "./problems.ts";
import { withinRate } from "./rate.ts";
import { withShown } from "./shown-code.ts";

interface Variables {
  requestId: string;
  log: Record<string, Json>;
  /** The language that the answer says something in; absent: it says nothing, or what was stored. */
  language?: string;
  /** The language in which a problem is told; absent: in English, whatever is asked for. */
  tells?: Language;
}

export type App = Hono<{ Bindings: Bindings; Variables: Variables }>;
export type Ctx = Context<{ Bindings: Bindings; Variables: Variables }>;

/** Errors of one answer: enough to mend a request. */
const ERRORS_MAX = 20;

/** Characters of a pointer to a name that somebody else chose. */
const QUERY_POINTER_MAX = 100;

/** What a handler is given, parsed. */
export interface Asked<Body, Query> {
  body: Body;
  query: Query;
  params: Record<string, string>;
  caller: Caller;
  ledger: Ledger;
  context: Ctx;
}

/** Puts secrets into a stored answer on its way out (voucher codes, a key just made); the stored body never holds them. */
export type Unseal<Request = unknown> = (body: string, ledger: Ledger, request: Request) => string | Promise<string>;

/** Mounts a contract whose handler performs one operation. */
export function serveWrite<Body extends z.ZodType, Answer extends z.ZodType, Query extends z.ZodType, Request, Outcome>(
  app: App,
  contract: Contract<Body, Answer, Query>,
  verb: Verb<Request, Outcome>,
  {
    request,
    view,
    unseal,
    by = perform,
    after,
  }: {
    request(asked: Asked<z.output<Body>, z.output<Query>>): Request | Promise<Request>;
    view(outcome: Outcome): JsonObject;
    unseal?: Unseal<Request>;
    /** What follows once it stands: a mail that goes out, a cookie of the response. */
    after?(
      asked: Asked<z.output<Body>, z.output<Query>>,
      performed: Performed,
      response: Response,
    ): void | Promise<void>;
    /** How it is performed, where more than the verb alone is needed; it must end in performing the verb. */
    by?: typeof perform<Request, Outcome>;
  },
): void {
  writers.push({ kind: verb.kind, contract });
  app.on(contract.method.toUpperCase(), contract.path, async (context: Ctx) => {
    const ledger = ledgerOf(context.env, hostOf(context));
    const language = tellsIn(context, contract);
    const caller = await callerOf(context, contract.audience, ledger);
    await withinRate(context, caller);
    const key = keyOf(context);
    const body = await bodyOf(contract, context);
    const asked = await parse(contract, context, body, { caller, ledger });
    const call: Call<Request> = {
      request: await request(asked),
      caller: asked.caller,
      key,
      method: context.req.method,
      path: context.req.path,
      body,
    };
    const performed = await by(ledger, verb, call, {
      status: contract.status,
      view,
      refused: (refusal) => problemOfRefusal(refusal, language),
    });
    const response = await respond(context, performed, (text) => (unseal ? unseal(text, ledger, call.request) : text));
    await after?.(asked, performed, response);
    return response;
  });
}

/** Mounts a contract whose handler reads, or computes without writing. */
export function serveRead<Body extends z.ZodType, Answer extends z.ZodType, Query extends z.ZodType>(
  app: App,
  contract: Contract<Body, Answer, Query>,
  read: (asked: Asked<z.output<Body>, z.output<Query>>) => Promise<JsonObject | Response>,
): void {
  const { isCrossOrigin = false } = contract;
  if (isCrossOrigin) answerOrigins(app, contract);
  app.on(contract.method.toUpperCase(), contract.path, async (context: Ctx) => {
    const ledger = ledgerOf(context.env, hostOf(context));
    tellsIn(context, contract);
    const caller = await callerOf(context, contract.audience, ledger, { readsCookies: !isCrossOrigin });
    await withinRate(context, caller);
    const body = await bodyOf(contract, context);
    const answer = await read(await parse(contract, context, body, { caller, ledger }));
    if (answer instanceof Response) return answer;
    return new Response(JSON.stringify(answer), {
      status: contract.status,
      headers: { "content-type": "application/json", "cache-control": "no-store", ...saidIn(context) },
    });
  });
}

/** People are told problems in the language they ask for; a store's stay in English, which its programs and logs read. */
function tellsIn(context: Ctx, { audience }: Pick<Contract, "audience">): Language | undefined {
  if (audience.kind === "store") return undefined;
  const language = pageLanguage(context);
  context.set("tells", language);
  return language;
}

function saidIn(context: Ctx): Record<string, string> {
  const language = context.get("language");
  return language === undefined ? {} : spokenIn(language);
}

/** What was performed, as a response. Ids of requests travel in headers only. */
export async function respond(
  context: Ctx,
  performed: Performed,
  unseal: (body: string) => string | Promise<string>,
): Promise<Response> {
  const language = context.get("tells");
  const isSpoken = language !== undefined;
  switch (performed.kind) {
    case "answered": {
      const { status, body, operation, isReplay } = performed;
      context.set("log", { ...context.get("log"), operation, replay: isReplay });
      const headers: Record<string, string> = {
        "content-type": status >= 400 ? "application/problem+json" : "application/json",
        "cache-control": "no-store",
      };
      // What was refused is said again as it was said first, in the language of then.
      if (isSpoken && status >= 400) Object.assign(headers, spokenIn(languageOf(body)));
      if (isReplay) headers["idempotent-replayed"] = "true";
      return new Response(await unseal(body), { status, headers });
    }
    case "refused":
      return problemResponse(problemOfRefusal(performed.refusal, language), isSpoken);
    case "key_reused":
    case "erased":
    case "too_many_refusals":
    case "migrating":
      return problemResponse(
        problemOf(performed.kind, {
          isSameKeySafe: performed.kind !== "key_reused" && performed.kind !== "erased",
          ...(language && { language }),
        }),
        isSpoken,
      );
    case "unknown":
      console.error(
        JSON.stringify({
          requestId: context.get("requestId"),
          fault: performed.fault instanceof Error ? performed.fault.name : "unknown",
        }),
      );
      return problemResponse(problemOf("outcome_unknown", language && { language }), isSpoken);
  }
}

function languageOf(body: string): Language {
  const { code, title, detail } = JSON.parse(body) as { code: ProblemCode; title: string; detail: string };
  return languageTold(code, { title, helps: detail });
}

/** The Idempotency-Key. Problems: key_missing, key_invalid. */
function keyOf(context: Ctx): string {
  const key = context.req.header("idempotency-key");
  if (key === undefined || key === "") throw new Problem("key_missing");
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) throw new Problem("key_invalid");
  return key;
}

async function bodyOf(
  { method, body, isBodyOptional, takesLines, takesCsv, bodyBytesMax }: Contract,
  context: Ctx,
): Promise<Json> {
  if (takesLines && isLines(context)) return readLines(context);
  if (takesCsv && isCsv(context)) return { csv: await readText(context, bodyBytesMax) };
  if (body) return isBodyOptional ? readOptional(context) : readJson(context, bodyBytesMax);
  return method === "get" ? {} : readNothing(context);
}

async function parse<Body extends z.ZodType, Answer extends z.ZodType, Query extends z.ZodType>(
  contract: Contract<Body, Answer, Query>,
  context: Ctx,
  body: Json,
  { caller, ledger }: { caller: Caller; ledger: Ledger },
): Promise<Asked<z.output<Body>, z.output<Query>>> {
  const parsed = parsedBy(contract.body, body, "");
  const query = parsedBy(contract.query ?? (noQuery as unknown as Query), queryOf(context), "/query");
  const params = context.req.param() as Record<string, string>;
  for (const [name, value] of Object.entries(params)) {
    if (!/^[\x21-\x7e]{1,200}$/.test(value))
      throw new Problem("invalid", {}, [{ pointer: `/path/${name}`, says: "1 to 200 visible ASCII characters" }]);
  }
  return { ...(await withShown(context, parsed, { caller, ledger })), query, params, ledger, context };
}

const noQuery = z.strictObject({});

/** The query's fields. Problems: invalid, for one given twice or with a text that cannot be kept. */
function queryOf(context: Ctx): Record<string, string> {
  const given = new Map<string, string>();
  for (const [name, value] of new URL(context.req.url).searchParams) {
    const pointer = `/query/${name.slice(0, QUERY_POINTER_MAX)}`;
    inspectText(name, "/query");
    inspectText(value, pointer);
    if (given.has(name)) throw new Problem("invalid", {}, [{ pointer, says: "is given twice" }]);
    given.set(name, value);
  }
  return Object.fromEntries(given);
}

function parsedBy<Shape extends z.ZodType>(shape: Shape | undefined, value: unknown, at: string): z.output<Shape> {
  if (!shape) return undefined as z.output<Shape>;
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.flatMap(faultsOf).map(({ pointer, says }) => ({ pointer: at + pointer, says }));
  throw new Problem("invalid", {}, faults.slice(0, ERRORS_MAX));
}

/** The host that was asked, without its port. */
export function hostOf(context: Ctx): string {
  return new URL(context.req.url).hostname;
}
