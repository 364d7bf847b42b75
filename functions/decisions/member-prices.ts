/** Prices for a member: what a rule says a piece of a line costs her, the lowest where several say it. */

import type { Condition } from "../programme/conditions/index.ts";
import { lineCounts } from "../programme/conditions/index.ts";
import type { Moment } from "../programme/conditions/moment.ts";
import { priceFor } from "../programme/effects/member-price.ts";
import type { Programme } from "../programme/programme.ts";
import type { PriceGrant } from "../values/grant.ts";

export interface MemberPrice {
  line: string;
  rule: string;
  /** What a piece was sent at, and what it costs her: less, in minor units. */
  unitMinor: number;
  memberMinor: number;
}

/** What a rule makes cheaper of the lines that count for it; a line without a price of its own is let be. */
export function pricesBy(
  grant: PriceGrant,
  { rule, when, moment }: { rule: string; when: Condition[]; moment: Moment },
): MemberPrice[] {
  return moment.lines
    .filter((line) => lineCounts(when, line, moment))
    .flatMap(({ line, unitMinor }) => {
      if (unitMinor === undefined) return [];
      const memberMinor = priceFor(grant, unitMinor);
      return memberMinor < unitMinor ? [{ line, rule, unitMinor, memberMinor }] : [];
    });
}

/** Whether a line that counts was sent at the very price: by a store that follows the quote. What a percentage was taken off of, nobody says. */
export function isSentAt({ priceMinor }: PriceGrant, when: Condition[], moment: Moment): boolean {
  return (
    priceMinor !== null && moment.lines.some((line) => line.unitMinor === priceMinor && lineCounts(when, line, moment))
  );
}

/** Of each line the lowest price; of the same, the first rule's. */
export function lowestOf(prices: MemberPrice[]): MemberPrice[] {
  const lowest = new Map<string, MemberPrice>();
  for (const price of prices)
    if (price.memberMinor < (lowest.get(price.line)?.memberMinor ?? price.unitMinor)) lowest.set(price.line, price);
  return [...lowest.values()];
}

/** Whether any rule of a programme has a price for members. */
export function hasPrices({ campaigns }: Programme): boolean {
  return campaigns.some(({ rules }) =>
    rules.some(({ effects }) => effects.some(({ kind }) => kind === "member-price")),
  );
}
