/**
 * How often somebody may ask, where a RATE_LIMITER is bound (wrangler.toml): per credential, and per address where a write
 * needs none. It is asked before the database is, so nothing is stored of what it turns away.
 */
import { actorOf, type Caller } from "../operations/caller.ts";
import { networkOf } from "../values/network.ts";
import { Problem } from "./problem.ts";
import type { Ctx } from "./serve.ts";

/** Passes, or throws. Problems: too_many_requests. */
export async function withinRate(context: Ctx, caller: Caller): Promise<void> {
  if (caller.kind === "public" && context.req.method === "GET") return;
  const who = caller.kind === "store" ? caller.key : actorOf(caller);
  const key = caller.kind === "public" ? fromOf(context) : who;
  const passed = await context.env.RATE_LIMITER?.limit({ key });
  if (passed && !passed.success) throw new Problem("too_many_requests");
}

/** Passes, or throws: trying to sign in is rarer than asking. Problems: too_many_requests. */
export async function withinSignInRate(context: Ctx): Promise<void> {
  const passed = await context.env.SIGN_IN_LIMITER?.limit({ key: fromOf(context) });
  if (passed && !passed.success) throw new Problem("too_many_requests");
}

/**
 * Passes, or throws: whoever is shown codes types few of them. A guess is some open session's code of now by one chance in
 * 2^40 / (3 × sessions): one in 3.7 million with 100,000 of them. Problems: too_many_requests.
 */
export async function withinTypedRate(context: Ctx, caller: Caller): Promise<void> {
  const who = caller.kind === "store" ? caller.key : actorOf(caller);
  const passed = await context.env.SIGN_IN_LIMITER?.limit({ key: `typed ${who}` });
  if (passed && !passed.success) throw new Problem("too_many_requests");
}

function fromOf(context: Ctx): string {
  return `from ${networkOf(context.req.header("cf-connecting-ip") ?? "nowhere")}`;
}
