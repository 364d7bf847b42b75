import type { Refusal } from "../values/refusal.ts";
import type { Written } from "../values/written.ts";

/** What was decided: what will be written, and the outcome that an edge's view renders. */
export interface Decision<Outcome> {
  written: Written;
  outcome: Outcome;
}
export type Decided<Outcome> = Decision<Outcome> | Refusal;
