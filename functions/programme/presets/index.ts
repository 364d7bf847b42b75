/** Presets: the programme documents that ship. Their `about` is the sentence that lists show beside the name. */
import type { JsonObject } from "../../values/json.ts";
import type { Words } from "../words.ts";
import airlineMiles from "./airline-miles.json" with { type: "json" };
import beautyProfile from "./beauty-profile.json" with { type: "json" };
import buyFiveGetSixth from "./buy-five-get-sixth.json" with { type: "json" };
import cardPoints from "./card-points.json" with { type: "json" };
import cashBack from "./cash-back.json" with { type: "json" };
import cityExplorer from "./city-explorer.json" with { type: "json" };
import coffeeStars from "./coffee-stars.json" with { type: "json" };
import discountLevels from "./discount-levels.json" with { type: "json" };
import paidMembership from "./paid-membership.json" with { type: "json" };
import pointsToVouchers from "./points-to-vouchers.json" with { type: "json" };
import rideTiers from "./ride-tiers.json" with { type: "json" };
import tradingStamps from "./trading-stamps.json" with { type: "json" };
import { inEveryLanguage } from "./words/index.ts";

/** Which one runs when nobody says. */
export const DEFAULT_PRESET = "city-explorer";

const documents: JsonObject[] = [
  airlineMiles,
  beautyProfile,
  buyFiveGetSixth,
  cardPoints,
  cashBack,
  cityExplorer,
  coffeeStars,
  discountLevels,
  paidMembership,
  pointsToVouchers,
  rideTiers,
  tradingStamps,
];

/** Every preset's document by its name, which is the document's own `programme`, with its texts in every language of our pages. */
export const presets: Map<string, Preset> = new Map(
  documents.map((document) => [String(document.programme), inEveryLanguage(document) as Preset]),
);

/** What lists show of a document, beside all that is in it. */
export type Preset = JsonObject & { name: Words; about: Words };
