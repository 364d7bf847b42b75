/** Sign-in by a link that works once, for a day. */
import { DAY_MS, type Instant } from "../values/day.ts";
import { digestsEqual } from "../values/hash.ts";
import { asKind } from "../values/holder.ts";
import { cannotDecide } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";

export interface LinkRequest {
  staff: string;
  /** `lnk_…`, named by the digest. */
  link: string;
  /** SHA-256 hex of the link's text. */
  digest: string;
}

/** Opens a link for a staff member, good for 24 hours. Refusals: not_found. */
export function decideLink(
  facts: Facts,
  { staff, link, digest }: LinkRequest,
  given: Given,
): Decided<{ operation: string; link: string; expiresAt: Instant }> {
  const person = facts.holders.get(staff);
  if (person?.kind !== "staff" || person.state !== "active") return cannotDecide("not_found");
  const draft = draftOf(facts);
  const expiresAt = facts.now + DAY_MS;
  draft.expect(person);
  draft.open<"link">({
    publicId: link,
    kind: "link",
    owner: staff,
    state: "open",
    dueAt: null,
    facts: { hash: digest, staff, expiresAt },
  });
  return { written: draft.written(null), outcome: { operation: given.operation, link, expiresAt } };
}

/** Uses a link up. Refusals: link_used (used, run out, or none; nothing is stored and nothing is said of which). */
export function decideSignIn(
  facts: Facts,
  { staff, link, digest }: LinkRequest,
  given: Given,
): Decided<{ operation: string; staff: string; signedInAt: Instant }> {
  const known = facts.holders.get(link);
  if (known?.kind !== "link" || known.state !== "open") return cannotDecide("link_used");
  const { hash, staff: of, expiresAt } = asKind(known, "link").facts;
  if (!digestsEqual(hash, digest) || of !== staff || expiresAt <= facts.now) return cannotDecide("link_used");
  const draft = draftOf(facts);
  draft.change(asKind(known, "link"), { state: "used" });
  return { written: draft.written(null), outcome: { operation: given.operation, staff, signedInAt: facts.now } };
}
