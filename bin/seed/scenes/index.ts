/** The scene of every preset, by its name. */
import type { Scene } from "../scene.ts";
import { buyFiveGetSixth } from "./buy-five-get-sixth.ts";
import { cityExplorer } from "./city-explorer.ts";
import { discountLevels } from "./discount-levels.ts";
import { pointsToVouchers } from "./points-to-vouchers.ts";
import { tradingStamps } from "./trading-stamps.ts";

export const scenes: Map<string, Scene> = new Map([
  ["city-explorer", cityExplorer],
  ["discount-levels", discountLevels],
  ["points-to-vouchers", pointsToVouchers],
  ["trading-stamps", tradingStamps],
  ["buy-five-get-sixth", buyFiveGetSixth],
]);
