/** Credentials in, as facts to be loaded: shape and signature are checked here, rows with the facts. */

import { generateCookie, getCookie, setCookie } from "hono/cookie";
import type { Caller } from "../operations/caller.ts";
import type { Ledger } from "../operations/verb.ts";
import { hmacHex } from "../values/hash.ts";
import { readStoreKey } from "../values/key.ts";
import { openSession, readSession } from "../values/session.ts";
import type { Audience } from "./contract.ts";
import { Problem } from "./problem.ts";
import type { Ctx } from "./serve.ts";

export const MEMBER_COOKIE = "__Host-member";
export const STAFF_COOKIE = "__Host-staff";
const DEVICE_COOKIE = "__Host-device";

/**
 * Who asks, as far as a request alone can say; a route that answers other origins reads no cookie. Problems:
 * unauthenticated.
 */
export async function callerOf(
  context: Ctx,
  audience: Audience,
  ledger: Ledger,
  { readsCookies }: { readsCookies: boolean } = { readsCookies: true },
): Promise<Caller> {
  switch (audience.kind) {
    case "store": {
      const key = readStoreKey(bearerOf(context) ?? "");
      const environment = context.env.ENVIRONMENT === "live" ? "live" : "test";
      if (!key || key.environment !== environment) throw new Problem("unauthenticated");
      return { kind: "store", store: key.store, key: key.key, digest: key.digest, scope: audience.scope };
    }
    case "member": {
      const token = bearerOf(context) ?? (readsCookies ? sessionOf(context, MEMBER_COOKIE) : "");
      const read = openSession("tms", token, { now: ledger.now ?? Date.now(), secret: ledger.secret });
      if (read === null) throw new Problem("unauthenticated");
      const { holder: member, session } = read;
      return { kind: "member", member, ...(session === null ? {} : { session }) };
    }
    case "staff": {
      const staff = readSession("tss", bearerOf(context) ?? sessionOf(context, STAFF_COOKIE), {
        now: ledger.now ?? Date.now(),
        secret: ledger.secret,
      });
      if (staff === null) throw new Problem("unauthenticated");
      return { kind: "staff", staff, roles: audience.roles };
    }
    case "public":
      return { kind: "public" };
  }
}

function bearerOf(context: Ctx): string | undefined {
  const header = context.req.header("authorization");
  return header?.startsWith("Bearer ") ? header.slice("Bearer ".length) : undefined;
}

/**
 * The session that a cookie carries. A write that another site may have caused is refused before the cookie is read: it
 * needs `Sec-Fetch-Site: same-origin` or `none`, or where a browser sends none, an Origin that is ours.
 */
function sessionOf(context: Ctx, name: string): string {
  if (context.req.method !== "GET" && !isOurOwn(context)) throw new Problem("unauthenticated");
  return getCookie(context, cookieName(context, name)) ?? "";
}

/** Whether our own pages sent the request, or the person herself did. */
export function isOurOwn(context: Ctx): boolean {
  const site = context.req.header("sec-fetch-site");
  if (site !== undefined) return site === "same-origin" || site === "none";
  return context.req.header("origin") === new URL(context.req.url).origin;
}

/**
 * Hands a browser a session; it ends with the cookie. A member's is sent when she comes from a link in her mail or in a
 * shop's page (SameSite=Lax); a staff member's is not (Strict).
 */
export function setSession(context: Ctx, name: string, session: string, seconds: number): void {
  setCookie(context, cookieName(context, name), session, { ...cookieTerms(context, name), maxAge: seconds });
}

/** The same as the text of a header, for a response that was made already. */
export function sessionCookie(context: Ctx, name: string, session: string, seconds: number): string {
  return generateCookie(cookieName(context, name), session, { ...cookieTerms(context, name), maxAge: seconds });
}

/** Characters of a session's tag: enough to tell those of one phone apart. */
const TAG_LENGTH = 16;

/** What a browser may call the session that a page was shown to: it follows from the cookie, and says nothing of it. */
export function sessionTag(context: Ctx, secret: string): string {
  return hmacHex(secret, `shown-to/${getCookie(context, cookieName(context, MEMBER_COOKIE)) ?? ""}`).slice(
    0,
    TAG_LENGTH,
  );
}

/** Seconds that a browser keeps its device's number: as long as the ledger keeps what was sent by it. */
const DEVICE_SECONDS = 172_800;

/** A browser's number, by a cookie of ours; drawn for the first request that asks for one. */
export function deviceNumberOf(context: Ctx, secret: string): string {
  const known = getCookie(context, cookieName(context, DEVICE_COOKIE)) ?? "";
  if (/^[0-9a-f]{32}$/.test(known)) return known;
  return hmacHex(secret, `device-of/${context.get("requestId")}`).slice(0, 32);
}

/** Lets a browser keep its number for two more days, as the text of a header. */
export function deviceCookie(context: Ctx, secret: string): string {
  const terms = { ...cookieTerms(context, DEVICE_COOKIE), maxAge: DEVICE_SECONDS };
  return generateCookie(cookieName(context, DEVICE_COOKIE), deviceNumberOf(context, secret), terms);
}

/** Takes a browser's session away. */
export function endSession(context: Ctx, name: string): void {
  setCookie(context, cookieName(context, name), "", { ...cookieTerms(context, name), maxAge: 0 });
}

/** Not every browser keeps a Secure cookie on http://127.0.0.1, and `__Host-` needs one: the prefix is for https only. */
function cookieName(context: Ctx, name: string): string {
  return isHttps(context) ? name : name.replace(/^__Host-/, "");
}

function cookieTerms(context: Ctx, name: string) {
  const sameSite = name === STAFF_COOKIE ? "Strict" : "Lax";
  return { path: "/", httpOnly: true, sameSite, secure: isHttps(context) } as const;
}

function isHttps(context: Ctx): boolean {
  return new URL(context.req.url).protocol === "https:";
}
