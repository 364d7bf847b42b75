/** The whys of earning: the numbers by which a page says an amount in words, and a test recomputes it. */
import type { UnitsGrant } from "../values/grant.ts";
import type { JsonObject } from "../values/json.ts";
import type { OrderEarned, OrderFacts } from "../values/order-facts.ts";
import type { Rounding } from "../values/ratio.ts";
import type { Limit } from "./limits.ts";
import { countedLeft, type Left } from "./order.ts";

/** The why of what a rule gives for an order that has no refunds yet. */
export function earnWhy(
  { lines }: Pick<OrderFacts, "lines">,
  earned: OrderEarned,
  { left, grant, tier }: { left: Left[]; grant: UnitsGrant; tier: string | null },
): JsonObject {
  const { basisMinor, pieces } = countedLeft(earned, lines, left);
  return {
    basisMinor,
    ...(earned.per === "pieces" ? { pieces } : {}),
    ...(earned.leastMinor > 0 ? { leastMinor: earned.leastMinor } : {}),
    ...eventWhy(earned),
    ...grant.why,
    ...(earned.denominator === 0 ? told(earned.rounding) : {}),
    tier: grant.why.tier ?? tier,
  };
}

/** The why of what a refund takes back of what a rule gave. */
export function refundWhy(
  { version, lines, ...about }: Pick<OrderFacts, "version" | "lines"> & { type?: string },
  earned: OrderEarned,
  { before, after }: { before: Left[]; after: Left[] },
): JsonObject {
  const [had, has] = [countedLeft(earned, lines, before), countedLeft(earned, lines, after)];
  return {
    version,
    ...(about.type === undefined ? {} : { reported: about.type }),
    basisBeforeMinor: had.basisMinor,
    basisAfterMinor: has.basisMinor,
    ...(earned.per === "pieces" ? { piecesBefore: had.pieces, piecesAfter: has.pieces } : {}),
    ...(earned.leastMinor > 0 ? { leastMinor: earned.leastMinor } : {}),
    ...eventWhy(earned),
    ...(earned.of === undefined ? {} : { of: earned.of }),
    ...(earned.most === undefined ? {} : { most: earned.most }),
    numerator: earned.numerator,
  };
}

/** A share of what is earned per event is a fraction, as what is earned per money is: the why tells them apart. */
function eventWhy({ per, denominator }: OrderEarned): JsonObject {
  return per === "event" && denominator !== 0 ? { per } : {};
}

/** What the why says of an award that was cut: what it would have been, and what said so. */
export function cutWhy({ wanted, amount, room }: { wanted: number; amount: number; room: Limit | null }): JsonObject {
  if (!room) return {};
  return { most: room.most, ...(wanted > amount ? { wanted, cutBy: room.because.kind } : {}) };
}

/** A rounding as a why says it: down goes without saying. */
export function told(rounding: Rounding): JsonObject {
  return rounding === "down" ? {} : { rounding };
}
