/** A prize of a surprise beyond a year's tax threshold: it waits until staff say that the form is in, or is forfeited. */
import type { Instant } from "../values/day.ts";
import { deadlineOf } from "./contest-places.ts";
import type { Draft } from "./draft.ts";
import type { Facts } from "./facts.ts";

/** Days for a form to come in, after the one on which she learns of it. */
const FORM_DAYS = 30;

/** The name of what a play won, while it waits and afterwards. */
export const heldPrize = (play: string) => `prize:${play}`;

/** Sets a prize aside for a form; answers until when. */
export function holdPrize(
  draft: Draft,
  facts: Facts,
  { play, pool, member }: { play: string; pool: string; member: string },
): Instant {
  const until = deadlineOf(facts, FORM_DAYS);
  draft.open<"prize">({
    publicId: heldPrize(play),
    kind: "prize",
    owner: member,
    state: "awaiting_form",
    dueAt: until,
    facts: { play, pool },
  });
  return until;
}
