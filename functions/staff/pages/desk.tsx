/** What every page of the console does: know who looks, perform a form once, and say what came of it. */
import type { Child } from "hono/jsx";
import type { Facts } from "../../decisions/facts.ts";
import { readForm } from "../../edge/body.ts";
import { callerOf } from "../../edge/credentials.ts";
import { ledgerOf } from "../../edge/environment.ts";
import { type PageOptions, page, Result } from "../../edge/page.tsx";
import { Problem, problemOf, problemOfRefusal } from "../../edge/problem.ts";
import { type Ctx, hostOf } from "../../edge/serve.ts";
import type { Caller } from "../../operations/caller.ts";
import { perform } from "../../operations/perform.ts";
import type { Ledger, Performed, Verb } from "../../operations/verb.ts";
import type { Instant } from "../../values/day.ts";
import { dateFormat } from "../../values/formats.ts";
import { asKind, ROLES, type Role } from "../../values/holder.ts";
import type { JsonObject } from "../../values/json.ts";
import { MAY } from "../roles.ts";
import { leftPage } from "./enter.tsx";

export interface Desk {
  context: Ctx;
  caller: Extract<Caller, { kind: "staff" }>;
  ledger: Ledger;
  /** Fields of the form that was sent; empty for a look. */
  form: Map<string, string[]>;
}

type Answer = Response | Promise<Response>;

/** A handler of a page: who looks is known, and a problem is a page too. */
export function at(roles: Role[], handle: (desk: Desk) => Promise<Response> | Response) {
  return async (context: Ctx): Promise<Response> => {
    try {
      const ledger = ledgerOf(context.env, hostOf(context));
      const caller = await callerOf(context, { kind: "staff", roles }, ledger);
      if (caller.kind !== "staff") throw new Problem("unauthenticated");
      return await handle({
        context,
        caller,
        ledger,
        form: context.req.method === "POST" ? await readForm(context) : new Map(),
      });
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      return problem.code === "unauthenticated" ? leftPage(context, 401) : problemPage(context, problem);
    }
  };
}

/** The console's page, with the links that the role may follow. */
export function consolePage(
  { context, caller }: Desk,
  facts: Facts,
  title: string,
  content: Child,
  loads: Pick<PageOptions, "script" | "style" | "images"> = {},
): Answer {
  const staff = facts.holders.get(caller.staff);
  const role = staff ? asKind(staff, "staff").facts.role : "read-only";
  return page(context, { title, links: linksFor(role), ...loads }, content);
}

/** The role of who looks. */
export function roleIn({ caller }: Desk, { holders }: Facts): Role {
  const staff = holders.get(caller.staff);
  if (!staff) throw new Error("a caller who may has a row");
  return asKind(staff, "staff").facts.role;
}

/** What came of a form; the outcome's fields where it was done. */
export type Came = { isGood: true; outcome: JsonObject } | { isGood: false; says: string[] };

/** Performs a verb for a form, once per key that the form carries, however often it is sent. */
export async function performed<Request, Outcome>(
  { context, caller, ledger, form }: Desk,
  verb: Verb<Request, Outcome>,
  request: Request,
): Promise<Came> {
  const key = field(form, "key");
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) throw new Problem("key_invalid");
  const body = Object.fromEntries([...form].filter(([name]) => name !== "key")) as JsonObject;
  const done = await perform(
    ledger,
    verb,
    { request, caller, key, method: "POST", path: context.req.path, body },
    { status: 200, view: (outcome) => ({ ...outcome }) as JsonObject, refused: problemOfRefusal },
  );
  if (done.kind === "answered" && done.status < 400)
    return { isGood: true, outcome: JSON.parse(done.body) as JsonObject };
  return { isGood: false, says: sentencesOf(done) };
}

/** The result of a form in words. */
export function Outcome({ came, children }: { came: Came; children: Child }) {
  if (came.isGood) return <Result isGood>{children}</Result>;
  return (
    <Result isGood={false}>
      {came.says[0]}
      {came.says.length > 1 && (
        <ul>
          {came.says.slice(1).map((says) => (
            <li>{says}</li>
          ))}
        </ul>
      )}
    </Result>
  );
}

/** A field of a form, trimmed; empty where it is missing. */
export function field(form: Map<string, string[]>, name: string): string {
  return form.get(name)?.[0]?.trim() ?? "";
}

/** An instant as clocks in the programme's zone show it: "21 Nov 2026, 23:24". */
export function whenText(instant: Instant, zone: string): string {
  return dateFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: zone }).format(instant);
}

/** The key that makes a form be done once: minted when the page was rendered. */
export function Once() {
  return <input type="hidden" name="key" value={crypto.randomUUID()} />;
}

/** A form of one button, which acts on a row; what it names is what a screen reader says, where many say the same. */
export function Act({
  action,
  sends,
  says,
  names,
}: {
  action: string;
  sends: Record<string, string | number>;
  says: string;
  names: string;
}) {
  return (
    <form method="post" action={action}>
      <Once />
      {Object.entries(sends).map(([name, value]) => (
        <input type="hidden" name={name} value={String(value)} />
      ))}
      <button type="submit" class="plain" aria-label={names}>
        {says}
      </button>
    </form>
  );
}

/** Where the role may go. */
function linksFor(role: Role) {
  const may = (roles: readonly Role[]) => roles.includes(role);
  return [
    { href: "/staff", says: "Members" },
    ...(may(MAY.sell) ? [{ href: "/staff/till", says: "Till" }] : []),
    ...(may(MAY.moderate) ? [{ href: "/staff/submissions", says: "Sent in" }] : []),
    ...(may(MAY.moderate) ? [{ href: "/staff/appeals", says: "Appeals" }] : []),
    ...(may(MAY.look) ? [{ href: "/staff/programme", says: "Programme" }] : []),
    ...(may(MAY.look) ? [{ href: "/staff/rewards", says: "Rewards" }] : []),
    ...(may(MAY.look) ? [{ href: "/staff/contests", says: "Contests" }] : []),
    ...(may(MAY.look) ? [{ href: "/staff/stores", says: "Stores" }] : []),
    ...(may(MAY.look) ? [{ href: "/staff/venues", says: "Venues" }] : []),
    ...(may(MAY.steer) ? [{ href: "/staff/webhooks", says: "Webhooks" }] : []),
  ];
}

function problemPage(context: Ctx, { code, numbers, errors }: Problem): Answer {
  const { status, body } = problemOf(code, { numbers, errors });
  const { title, detail } = JSON.parse(body) as { title: string; detail: string };
  const links = linksFor("owner").filter(({ href }) => href === "/staff");
  const shown = ([400, 403, 404, 409, 413, 415, 422, 503] as const).find((known) => known === status) ?? 500;
  return page(context, { title, status: shown, links }, <Result isGood={false}>{detail}</Result>);
}

function sentencesOf(done: Performed): string[] {
  const problem =
    done.kind === "refused"
      ? problemOfRefusal(done.refusal).body
      : done.kind === "answered"
        ? done.body
        : problemOf(done.kind === "unknown" ? "outcome_unknown" : done.kind).body;
  const { title, detail, errors, type: _, status, code, same_key_safe, ...numbers } = JSON.parse(problem) as JsonObject;
  const pointed = (Array.isArray(errors) ? errors : []) as { pointer: string; says: string }[];
  return [
    `${title}. ${detail}`,
    ...Object.entries(numbers).map(([name, value]) => `${name}: ${JSON.stringify(value)}`),
    ...pointed.map(({ pointer, says }) => `${pointer}: ${says}`),
  ];
}

/** Everybody who works here. */
export const ANYONE: Role[] = [...ROLES];
