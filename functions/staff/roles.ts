/** Which roles may what, in one place: contracts and pages name a duty, never a list of their own. */
import type { Role } from "../values/holder.ts";

export const MAY: Record<
  "steer" | "vouch" | "handOutKeys" | "find" | "sell" | "makeGood" | "moderate" | "look",
  Role[]
> = {
  /** Change what the programme says, when it pauses, and where it holds. */
  steer: ["owner", "marketer"],
  /** Say that somebody has shown who she is. */
  vouch: ["owner", "marketer", "cashier", "support"],
  /** Make and revoke keys of stores. */
  handOutKeys: ["owner"],
  /** Find a member; a cashier by exactly what the member says or shows. */
  find: ["owner", "marketer", "cashier", "support", "read-only"],
  /** Sell and hand over rewards at a till. */
  sell: ["owner", "cashier"],
  /** Make good or freeze. */
  makeGood: ["owner", "support"],
  /** Accept or reject what members sent in. */
  moderate: ["owner", "marketer", "support"],
  /** Look at versions, stores and statements. */
  look: ["owner", "marketer", "support", "read-only"],
};
