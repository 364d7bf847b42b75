/**
 * A member's code that a store or the staff was shown. Its mac was checked at the edge; that the session is hers and
 * open, and that the code is of now and was not taken, is judged with the facts, after an earlier answer to the same request.
 */

import type { FactRows } from "../database/facts.ts";
import { survivorOf } from "../decisions/member.ts";
import { isOpen } from "../decisions/member-session.ts";
import { isOfNow, type ShownCode } from "../evidence/member-code.ts";
import { asKind } from "../values/holder.ts";
import { cannotDecide, type Refusal } from "../values/refusal.ts";

/** The natural key that a code takes: once in its half minute. */
export function claimOf({ session, step }: ShownCode): string {
  return `member-code:${session}:${step}`;
}

/** Refusals, in order: member_code_refused (its session has ended or run out, or it is older than a minute), member_code_used. Null: it is good. */
export function judgeShown(
  { now, holders, claims }: Pick<FactRows, "now" | "holders" | "claims">,
  shown: ShownCode,
): Refusal | null {
  if (!isOfNow(shown, now) || !isHers({ now, holders }, shown)) return cannotDecide("member_code_refused");
  return claims.has(claimOf(shown)) ? cannotDecide("member_code_used") : null;
}

function isHers({ now, holders }: Pick<FactRows, "now" | "holders">, { member, session }: ShownCode): boolean {
  const find = (id: string) => holders.get(id);
  const [who, by] = [find(member), find(session)];
  const survivor = who?.kind === "member" ? survivorOf(asKind(who, "member"), find) : undefined;
  if (!survivor || survivor.state === "erased") return false;
  if (by?.kind !== "session" || by.owner !== member) return false;
  const opened = asKind(by, "session");
  // A token says itself until when it is good; a device that has the key makes codes for ever.
  return isOpen(opened, survivor) && opened.facts.expiresAt > now;
}
