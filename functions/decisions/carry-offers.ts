/** What two who become one were offered from a line: the survivor takes it or leaves it, as long as it was offered. */
import type { Holder } from "../values/holder.ts";
import { judgeLimits } from "./availability.ts";
import type { Draft } from "./draft.ts";
import type { Facts } from "./facts.ts";
import { leave, offeredTo, placesIn } from "./line.ts";
import { pricedReward } from "./redeem.ts";
import { release } from "./units.ts";

/**
 * Offers of whoever was merged are the survivor's, when she is marked and her counts have moved. One person is offered a reward
 * once and has no more of it than its limits say: what is beyond goes to the next in line. And whoever is offered something stands
 * in line for it no longer.
 */
export function carryOffers(
  draft: Draft,
  facts: Facts,
  { offers, into }: { offers: Holder<"redemption">[]; into: string },
): void {
  for (const offer of offers) {
    const { reward: name } = offer.facts;
    const reward = pricedReward(facts.current.programme, name);
    const isTwice = offeredTo(draft, facts, into).some(
      ({ publicId, facts: about }) => publicId !== offer.publicId && about.reward === name,
    );
    const isBeyond = reward && judgeLimits(draft, { reward, member: into, today: facts.today, more: 0 }) !== null;
    if (isTwice || isBeyond) release(draft, facts, offer, "released");
  }
  const offered = offeredTo(draft, facts, into).map(({ facts: { reward } }) => reward);
  for (const place of placesIn(draft)) if (offered.includes(place.facts.reward)) leave(draft, place, { state: "left" });
}
