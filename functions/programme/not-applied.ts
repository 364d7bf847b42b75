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
  /** She has the badge that it gives, or waits for it. */
  | { kind: "had"; unit: string }
  /** Nothing is left of what it gives. */
  | { kind: "gone" }
  /** The surprise or the contest that it gives is not open to her: it is over, or she had her plays of the day. */
  | { kind: "closed" }
  /** Another rule of its group was applied. */
  | { kind: "stacking"; mode: "best" | "exclusive"; applied: string };

export interface NotApplied {
  rule: string;
  because: Because;
}

/** The reason in words, which a store may show to the member who asks. */
export function becauseSentence(because: Because, wording: Wording): string {
  const { name, tongue } = wording;
  const says = tongue.notApplied;
  switch (because.kind) {
    case "conditions":
      return because.says;
    case "holdout":
      return says.holdout(name("campaign", because.campaign));
    case "cap": {
      const cap = capSentence(because.cap, wording);
      return because.cap.what === "interval" ? says.interval(cap) : says.cap(cap);
    }
    case "budget":
      return says.budget({ campaign: name("campaign", because.campaign), unit: name("unit", because.unit) });
    case "had":
      return says.had(name("unit", because.unit));
    case "gone":
    case "closed":
      return says[because.kind];
    case "stacking":
      return says[because.mode](name("rule", because.applied));
    default:
      return because satisfies never;
  }
}
