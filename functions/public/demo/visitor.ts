/** The visitor of a demo: a member who was enrolled a moment ago and whose browser holds a session of her own. */
import { callerOf } from "../../edge/credentials.ts";
import { ledgerOf } from "../../edge/environment.ts";
import { Problem } from "../../edge/problem.ts";
import { memberAsking } from "../../edge/read.ts";
import { type Ctx, hostOf } from "../../edge/serve.ts";
import type { Caller } from "../../operations/caller.ts";
import type { Ledger } from "../../operations/verb.ts";

export interface Visitor {
  member: string;
  caller: Caller;
  ledger: Ledger;
}

/** The visitor who asks. Problems: unauthenticated. */
export async function visitorOf(context: Ctx): Promise<Visitor> {
  const ledger = ledgerOf(context.env, hostOf(context));
  const caller = await callerOf(context, { kind: "member" }, ledger);
  return { member: memberAsking(caller), caller, ledger };
}

/** The same, or null where nobody has a session yet. */
export async function visitorIfAny(context: Ctx): Promise<Visitor | null> {
  return visitorOf(context).catch((problem) => {
    if (problem instanceof Problem && problem.code === "unauthenticated") return null;
    throw problem;
  });
}
