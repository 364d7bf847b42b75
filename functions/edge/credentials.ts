/** Credentials in, as facts to be loaded: shape and signature are checked here, rows with the facts. */
import { getCookie } from "hono/cookie";
import type { Caller } from "../operations/caller.ts";
import type { Ledger } from "../operations/perform.ts";
import { readStoreKey } from "../values/key.ts";
import { readSession } from "../values/session.ts";
import type { Audience } from "./contract.ts";
import { Problem } from "./problem.ts";
import type { Ctx } from "./serve.ts";

export const MEMBER_COOKIE = "__Host-member";
export const STAFF_COOKIE = "__Host-staff";

/** Who asks, as far as a request alone can say. Problems: unauthenticated. */
export async function callerOf(context: Ctx, audience: Audience, ledger: Ledger): Promise<Caller> {
  switch (audience.kind) {
    case "store": {
      const key = readStoreKey(bearerOf(context) ?? "");
      const environment = context.env.ENVIRONMENT === "live" ? "live" : "test";
      if (!key || key.environment !== environment) throw new Problem("unauthenticated");
      return { kind: "store", store: key.store, key: key.key, digest: key.digest, scope: audience.scope };
    }
    case "member": {
      const member = readSession("tms", bearerOf(context) ?? cookieOf(context, MEMBER_COOKIE), {
        now: ledger.now ?? Date.now(),
        secret: ledger.secret,
      });
      if (member === null) throw new Problem("unauthenticated");
      return { kind: "member", member };
    }
    case "staff": {
      const staff = readSession("tss", bearerOf(context) ?? cookieOf(context, STAFF_COOKIE), {
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

/** A cookie that carries a session; a request that another site caused is refused before it is read. */
function cookieOf(context: Ctx, name: string): string {
  const site = context.req.header("sec-fetch-site");
  if (context.req.method !== "GET" && site !== undefined && site !== "same-origin" && site !== "none")
    throw new Problem("unauthenticated");
  return getCookie(context, name) ?? "";
}
