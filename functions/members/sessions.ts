/** /v1/me/sessions: where I am signed in, and ending it there. */
import * as z from "zod";
import { readSessions, type SessionRow } from "../database/sign-ins-of.ts";
import type { Facts } from "../decisions/facts.ts";
import { isByHerself } from "../decisions/member-session.ts";
import { contract } from "../edge/contract.ts";
import { MEMBER_COOKIE, sessionCookie } from "../edge/credentials.ts";
import { Problem } from "../edge/problem.ts";
import { memberAsking, memberIn, read } from "../edge/read.ts";
import { type App, type Ctx, serveRead, serveWrite } from "../edge/serve.ts";
import { instantView } from "../edge/views.ts";
import type { Caller } from "../operations/caller.ts";
import { endSession, signOut } from "../operations/member-session.ts";
import type { Performed } from "../operations/verb.ts";

const sessionShape = z.strictObject({
  session: z.string(),
  device: z.string().describe("what its browser calls itself; empty: nothing that we know"),
  by: z.enum(["email", "passkey", "account", "store"]).describe("how I signed in"),
  since: z.string(),
  expiresAt: z.string(),
  isThis: z.boolean().describe("the one that asks"),
});

export const showSessions = contract({
  id: "showSessions",
  method: "get",
  path: "/v1/me/sessions",
  audience: { kind: "member" },
  title: "Where I am signed in",
  about: "Newest first. A token that a store made is not in the list: it ends within the hour.",
  status: 200,
  answer: z.strictObject({ data: z.array(sessionShape) }),
  refusals: [],
  example: {
    answer: {
      data: [
        {
          session: "ses_01kajw8zt0q9w4m2xv5n6p7r8s",
          device: "Firefox · Android",
          by: "email",
          since: "2026-11-21T10:00:00.000Z",
          expiresAt: "2027-02-19T10:00:00.000Z",
          isThis: true,
        },
      ],
    },
  },
});

const ended = z.strictObject({ operation: z.string(), session: z.string() });

export const endOneSession = contract({
  id: "endSession",
  method: "post",
  path: "/v1/me/sessions/:session/end",
  audience: { kind: "member" },
  title: "Sign out there",
  about: "Ends one session at once, this one too.",
  body: z.strictObject({}),
  isBodyOptional: true,
  status: 200,
  answer: ended,
  refusals: ["session_unknown"],
  example: {
    body: {},
    answer: { operation: "op_01kajw8zt0q9w4m2xv5n6p7r8v", session: "ses_01kajw8zt0q9w4m2xv5n6p7r8s" },
  },
});

export const endSessions = contract({
  id: "signOutEverywhere",
  method: "post",
  path: "/v1/me/sign-out",
  audience: { kind: "member" },
  title: "Sign out everywhere",
  about: "Ends every session that was opened until now, or every other one.",
  body: z.strictObject({ keepThis: z.boolean().default(false).describe("true: stay signed in here") }),
  isBodyOptional: true,
  status: 200,
  answer: z.strictObject({ operation: z.string(), signedOutAt: z.string() }),
  refusals: [],
  example: {
    body: { keepThis: true },
    answer: { operation: "op_01kajw8zt0q9w4m2xv5n6p7r8v", signedOutAt: "2026-11-21T10:00:00.000Z" },
  },
});

export function mountSessions(app: App): void {
  serveRead(app, showSessions, async (asked) => {
    const member = memberAsking(asked.caller);
    const { facts, found } = await read(asked, { member, reading: readSessions(member) });
    return { data: openOnes(found, facts).map((row) => sessionView(row, asked.caller)) };
  });
  serveWrite(app, endOneSession, endSession, {
    request: ({ caller, params }) => ({ member: memberAsking(caller), session: params.session ?? "" }),
    view: (outcome) => ({ ...outcome }),
    after: ({ caller, params, context }, performed, response) => {
      if (sessionOf(caller) === params.session) forget(context, performed, response);
    },
  });
  serveWrite(app, endSessions, signOut, {
    request: ({ caller, body }) => ({ member: memberAsking(caller), but: body.keepThis ? sessionOf(caller) : null }),
    view: ({ operation, signedOutAt }) => ({ operation, signedOutAt: instantView(signedOutAt) }),
    after: ({ body, context }, performed, response) => {
      if (!body.keepThis) forget(context, performed, response);
    },
  });
}

/** Of sessions that were not ended one by one, those that are good still. */
export function openOnes(rows: SessionRow[], facts: Facts): SessionRow[] {
  const { signedOut } = memberIn(facts).facts;
  return rows.filter(
    ({ session, at, expiresAt }) =>
      expiresAt > facts.now && (signedOut === undefined || at > signedOut.at || session === signedOut.but),
  );
}

function sessionView({ session, at, expiresAt, by, device }: SessionRow, caller: Caller) {
  return {
    session,
    device,
    by,
    since: instantView(at),
    expiresAt: instantView(expiresAt),
    isThis: session === sessionOf(caller),
  };
}

/** The session that asks; null: a token that has none. */
export function sessionOf(caller: Caller): string | null {
  return caller.kind === "member" ? (caller.session ?? null) : null;
}

/** Passes where she signed in by a proof of her own, or throws: a shop's word is not enough. Problems: forbidden. */
export function mustBeByHerself(facts: Facts, caller: Caller): void {
  if (!isByHerself(facts, sessionOf(caller))) throw new Problem("forbidden", { needs: "sign-in" });
}

function forget(context: Ctx, performed: Performed, response: Response): void {
  if (performed.kind === "answered" && performed.status === 200)
    response.headers.append("set-cookie", sessionCookie(context, MEMBER_COOKIE, "", 0));
}
