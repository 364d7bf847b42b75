/** The scene of every preset, by its name. */
import type { Scene } from "../scene.ts";
import { airlineMiles } from "./airline-miles.ts";
import { beautyProfile } from "./beauty-profile.ts";
import { buyFiveGetSixth } from "./buy-five-get-sixth.ts";
import { cardPoints } from "./card-points.ts";
import { cashBack } from "./cash-back.ts";
import { cityExplorer } from "./city-explorer.ts";
import { coffeeStars } from "./coffee-stars.ts";
import { discountLevels } from "./discount-levels.ts";
import { paidMembership } from "./paid-membership.ts";
import { pointsToVouchers } from "./points-to-vouchers.ts";
import { rideTiers } from "./ride-tiers.ts";
import { tradingStamps } from "./trading-stamps.ts";

export const scenes: Map<string, Scene> = new Map([
  ["airline-miles", airlineMiles],
  ["beauty-profile", beautyProfile],
  ["card-points", cardPoints],
  ["cash-back", cashBack],
  ["city-explorer", cityExplorer],
  ["coffee-stars", coffeeStars],
  ["discount-levels", discountLevels],
  ["paid-membership", paidMembership],
  ["points-to-vouchers", pointsToVouchers],
  ["ride-tiers", rideTiers],
  ["trading-stamps", tradingStamps],
  ["buy-five-get-sixth", buyFiveGetSixth],
]);
