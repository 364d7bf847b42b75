/** A free play of a surprise: as good as any other, for whoever has a verified e-mail, one per person and day. */
import { dayOf } from "../values/day.ts";
import { asKind } from "../values/holder.ts";
import { cannotDecide, isRefusal, refuse } from "../values/refusal.ts";
import type { Decided } from "./decision.ts";
import { draftOf } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { memberFor } from "./member.ts";
import { openPool, type PlayGiven, playsLeft, raisePlay } from "./plays.ts";
import { termsOf } from "./pool.ts";

/** All free plays of a pool, counted on it; each member's are counted on her by day. */
const FREE_PLAYS = "free-plays";

export interface FreePlay {
  /** `pool:…` */
  pool: string;
  /** Who: by an address, or a member whose session asks. */
  who: { email: string } | { id: string };
  /** Whether somebody has verified the address; of a member it is read whether she has one. */
  isVerified: boolean;
}

export interface PlayedFree extends Pick<PlayGiven, "id" | "revealAt"> {
  operation: string;
  pool: string;
}

/**
 * Refusals, in order: not_found, email_not_verified (nothing stored); surprise_closed, no_free_entry, member_frozen,
 * already_entered, limit_reached (stored). `facts.more` has her addresses.
 */
export function decidePlayFree(
  facts: Facts,
  { pool: id, who, isVerified }: FreePlay,
  given: Given,
): Decided<PlayedFree> {
  const holder = facts.holders.get(id);
  if (holder?.kind !== "pool") return cannotDecide("not_found");
  const pool = asKind(holder, "pool");
  const [addresses = []] = facts.more;
  if ("id" in who ? addresses.length === 0 : !isVerified) return cannotDecide("email_not_verified");
  const { pool: name } = pool.facts;
  const closed = refuse("surprise_closed", { surprise: name });
  if (openPool(facts, name)?.publicId !== id) return closed;
  if (!termsOf(pool.facts).freeEntry) return refuse("no_free_entry");

  const draft = draftOf(facts);
  const member = memberFor(draft, facts, given, { ref: who, store: null });
  if (isRefusal(member)) return member;
  const today = dayOf(facts.now, facts.current.programme.zone);
  const metric = `plays:free:${id}`;
  if (draft.counted(member.publicId, metric, today) > 0) return refuse("already_entered", { surprise: name });
  const { limit, had } = playsLeft(draft, facts, { pool, member: member.publicId });
  if (had >= limit) return refuse("limit_reached", { limit, had });
  const play = raisePlay(draft, facts, given, { pool: name, member: member.publicId, event: "free" });
  if (!play) return closed;
  // Two at once are decided one after the other: the second finds the first counted.
  draft.change(member);
  draft.count({ holder: member.publicId, metric, bucket: today, amount: 1 });
  draft.count({ holder: id, metric: FREE_PLAYS, bucket: 0, amount: 1 });
  return {
    written: draft.written(member.publicId),
    outcome: { operation: given.operation, id: play.id, pool: id, revealAt: play.revealAt },
  };
}
