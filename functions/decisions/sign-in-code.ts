/**
 * Asking for a code to sign in with. The answer is the same whether somebody has joined with the address or nobody has:
 * nothing of members is read. Whoever asks again soon is sent the same code, so that a late mail still helps.
 */
import { DAY_MS, HOUR_MS, type Instant } from "../values/day.ts";
import { asKind } from "../values/holder.ts";
import { cannotDecide } from "../values/refusal.ts";
import { CODE_MS, codeHolder, TRIES_MAX } from "../values/sign-in-code.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";

/** How long asking again brings the same code, in milliseconds: it is good for as long again. */
const SAME_MS = CODE_MS / 2;
/** Mails to one address in an hour and in a day. With five tries a code, a guesser hits one address once in 20,000 days. */
const HOURLY = 5;
const DAILY = 10;

export interface CodeAsked {
  /** Normalised. */
  email: string;
}
export interface CodeMade {
  operation: string;
  /** When the code was made: it follows from that. */
  at: Instant;
  expiresAt: Instant;
}

/** Refusals: too_many_codes (nothing stored). */
export function decideSignInCode(facts: Facts, { email }: CodeAsked, given: Given): Decided<CodeMade> {
  const { now } = facts;
  const publicId = codeHolder(given.secret, email);
  const found = facts.holders.get(publicId);
  const known = found && asKind(found, "code");
  const asked = (known?.facts.asked ?? []).filter((at) => at > now - DAY_MS);
  if (asked.length >= DAILY || asked.filter((at) => at > now - HOUR_MS).length >= HOURLY)
    return cannotDecide("too_many_codes");
  const isSame = known?.state === "open" && known.facts.at > now - SAME_MS && known.facts.tries < TRIES_MAX;
  const { at, tries } = isSame ? known.facts : { at: now, tries: 0 };
  const about = { at, tries, asked: [...asked, now] };
  const draft = draftOf(facts);
  if (known) draft.change(known, { state: "open", facts: about });
  else draft.open<"code">({ publicId, kind: "code", owner: null, state: "open", dueAt: null, facts: about });
  return { written: draft.written(null), outcome: { operation: given.operation, at, expiresAt: at + CODE_MS } };
}
