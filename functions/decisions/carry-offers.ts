/** What two who become one were offered from a line: the survivor holds it, to take or to leave as long as it was offered. */
import { heldFor, stockUnit } from "../values/account.ts";
import type { Holder } from "../values/holder.ts";
import { judgeLimits } from "./availability.ts";
import type { Draft } from "./draft.ts";
import type { Facts, Given } from "./facts.ts";
import { leave, offeredTo, placesIn } from "./line.ts";
import { pricedReward } from "./redeem.ts";
import { release } from "./units.ts";

/**
 * Offers of whoever was merged become the survivor's, with what is held for them, when she is marked and her counts have moved. One
 * person is offered a reward once and has no more of it than its limits say: what is beyond goes to the next in line. And whoever is
 * offered something stands in line for it no longer.
 */
export function carryOffers(
  draft: Draft,
  facts: Facts,
  given: Given,
  { offers, into }: { offers: Holder<"redemption">[]; into: string },
): void {
  for (const offer of offers) {
    const { reward: name } = offer.facts;
    const reward = pricedReward(facts.current.programme, name);
    const isTwice = offeredTo(draft, facts, into).some((hers) => hers.facts.reward === name);
    const isBeyond = reward && judgeLimits(draft, { reward, member: into, today: facts.today, more: 0 }) !== null;
    if (isTwice || isBeyond) release(draft, facts, offer, "released");
    else handOn(draft, given, { offer, into });
  }
  const offered = offeredTo(draft, facts, into).map(({ facts: { reward } }) => reward);
  for (const place of placesIn(draft)) if (offered.includes(place.facts.reward)) leave(draft, place, { state: "left" });
}

/** A holder keeps its owner, so the hold moves into one of hers: the same units of the same lots, and the same piece. */
function handOn(draft: Draft, given: Given, { offer, into }: { offer: Holder<"redemption">; into: string }): void {
  const { publicId: from, dueAt, facts: about } = offer;
  const publicId = given.id("rdm");
  const why = { merged: true, redemption: publicId };
  const held = [...about.taken, ...(about.stock ? [{ unit: stockUnit(about.reward), amount: 1 }] : [])];
  for (const { unit, amount } of held)
    draft.post({ from: heldFor(from, unit), to: heldFor(publicId, unit), amount, reason: "merge", why });
  draft.open<"redemption">({ publicId, kind: "redemption", owner: into, state: "held", dueAt, facts: about });
  draft.change(offer, { state: "released", dueAt: null });
}
