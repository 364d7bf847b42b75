/** The visitor of a demo: a member who was enrolled a moment ago and whose browser holds a session of her own. */
import { callerOf } from "../../edge/credentials.ts";
import { ledgerOf } from "../../edge/environment.ts";
import { Problem } from "../../edge/problem.ts";
import { type Ctx, hostOf } from "../../edge/serve.ts";
import type { Ledger } from "../../operations/perform.ts";

/** Whether this Worker is a demo that has a shop: the key is the shop's own, and never leaves its server. */
export function isDemo({ env }: Ctx): boolean {
  return env.DEMO === "true" && env.ENVIRONMENT !== "live" && env.DEMO_STORE_KEY !== undefined;
}

/** The visitor who asks, with the ledger. Problems: unauthenticated. */
export async function visitorOf(context: Ctx): Promise<{ member: string; ledger: Ledger }> {
  const ledger = ledgerOf(context.env, hostOf(context));
  const caller = await callerOf(context, { kind: "member" }, ledger);
  if (caller.kind !== "member") throw new Problem("unauthenticated");
  return { member: caller.member, ledger };
}

/** The same, or null where nobody has a session yet. */
export async function visitorIfAny(context: Ctx): Promise<{ member: string; ledger: Ledger } | null> {
  return visitorOf(context).catch((problem) => {
    if (problem instanceof Problem && problem.code === "unauthenticated") return null;
    throw problem;
  });
}
