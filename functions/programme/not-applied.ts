/** Why a rule on an event gave nothing, or not all it might: said by quotes, and kept nowhere. */
import { type Cap, capSentence } from "./cap.ts";
import type { Wording } from "./kinds.ts";

export type Because =
  /** Its conditions do not hold; what would make them, in words. */
  | { kind: "conditions"; says: string }
  | { kind: "holdout"; campaign: string }
  /** Nothing is left under a cap. */
  | { kind: "cap"; cap: Cap }
  | { kind: "budget"; campaign: string; unit: string }
  /** Another rule of its group was applied. */
  | { kind: "stacking"; mode: "best" | "exclusive"; applied: string };

export interface NotApplied {
  rule: string;
  because: Because;
}

/** The reason in words, which a store may show to the member who asks. */
export function becauseSentence(because: Because, wording: Wording): string {
  const { name } = wording;
  switch (because.kind) {
    case "conditions":
      return because.says;
    case "holdout":
      return `the member is held out of the campaign "${name("campaign", because.campaign)}", to measure what it does`;
    case "cap":
      if (because.cap.what === "interval") return `it gives again ${capSentence(because.cap, wording)}`;
      return `nothing is left of ${capSentence(because.cap, wording)}`;
    case "budget":
      return `the budget of the campaign "${name("campaign", because.campaign)}" has no ${name("unit", because.unit)} left`;
    case "stacking":
      return because.mode === "best"
        ? `of its group only the rule worth most applies: "${name("rule", because.applied)}"`
        : `of its group only the first rule applies: "${name("rule", because.applied)}"`;
    default:
      return because satisfies never;
  }
}
