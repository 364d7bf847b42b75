/** Presets: the programme documents that ship. Their `about` is the sentence that lists show beside the name. */
import type { JsonObject } from "../../values/json.ts";
import cardPoints from "./card-points.json" with { type: "json" };
import cityExplorer from "./city-explorer.json" with { type: "json" };
import discountLevels from "./discount-levels.json" with { type: "json" };
import pointsToVouchers from "./points-to-vouchers.json" with { type: "json" };

/** Which one runs when nobody says. */
export const DEFAULT_PRESET = "city-explorer";

const documents: JsonObject[] = [cardPoints, cityExplorer, discountLevels, pointsToVouchers];

/** Every preset's document by its name, which is the document's own `programme`. */
export const presets: Map<string, JsonObject> = new Map(
  documents.map((document) => [String(document.programme), document]),
);
