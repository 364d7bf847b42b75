/** Why a rule on an event gave nothing, or not all it might: said by quotes, and kept nowhere. */
import { type Cap, capSentence } from "./cap.ts";

export type Because =
  /** Its conditions do not hold; what would make them, in words. */
  | { kind: "conditions"; says: string }
  | { kind: "holdout"; campaign: string }
  /** Nothing is left under a cap. */
  | { kind: "cap"; cap: Cap }
  | { kind: "budget"; campaign: string; unit: string }
  /** Another rule of its group was applied. */
  | { kind: "stacking"; group: string; mode: "best" | "exclusive"; applied: string };

export interface NotApplied {
  rule: string;
  because: Because;
}

/** The reason in words, as a merchant reads it. */
export function becauseSentence(because: Because): string {
  switch (because.kind) {
    case "conditions":
      return because.says;
    case "holdout":
      return `the member is held out of the campaign "${because.campaign}", to measure what it does`;
    case "cap":
      if (because.cap.what === "interval") return `it gives again ${capSentence(because.cap)}`;
      return `nothing is left of ${capSentence(because.cap)}`;
    case "budget":
      return `the budget of the campaign "${because.campaign}" has no ${because.unit} left`;
    case "stacking":
      return because.mode === "best"
        ? `of the group "${because.group}" only the rule worth most applies: "${because.applied}"`
        : `of the group "${because.group}" only the first rule applies: "${because.applied}"`;
    default:
      return because satisfies never;
  }
}
