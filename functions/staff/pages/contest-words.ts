/** How the console says where a round is and where its prizes are. */
import type { ContestFacts, ContestPlace, PassReason } from "../../values/contest-facts.ts";

/** States of a round, as staff read them. */
export const CONTEST_STATES = {
  draft: "Opens later",
  open: "Open",
  frozen: "Closed, being written down",
  awaiting: "Closed, waits for what decides",
  drawn: "Drawn",
  claiming: "Prizes are being claimed",
  settled: "Settled",
  void: "Called off",
} as const;

/** The state to who looks now. */
export function stateText(
  { state, facts }: { state: string; facts: Pick<ContestFacts, "opensAt" | "closesAt"> },
  now: number,
): keyof typeof CONTEST_STATES {
  if (state === "open") return now < facts.opensAt ? "draft" : now < facts.closesAt ? "open" : "frozen";
  const known = (Object.keys(CONTEST_STATES) as (keyof typeof CONTEST_STATES)[]).find((each) => each === state);
  if (!known) throw new Error(`a round is ${state}`);
  return known;
}

/** States of a prize, as staff read them. */
export const PLACE_STATES: Record<ContestPlace["state"], string> = {
  owed: "On its way",
  offered: "To be claimed",
  held: "Waits for a tax form",
  delivered: "Hers",
  vacant: "Passes on",
  left: "Nobody is left",
};

/** Why a prize passes its winner by. */
export const PASSED: Record<PassReason, string> = {
  unclaimed: "not claimed in time",
  ineligible_age: "too young by the rules",
  ineligible_region: "lives where it is not open",
  staff: "works here, or her household does",
  declined: "declined it",
  tax_form_missing: "no tax form in time",
  erased: "her account was erased",
};

/** The reasons that staff may give. */
export const PASSES = (["ineligible_age", "ineligible_region", "staff", "declined", "tax_form_missing"] as const).map(
  (code) => [code, PASSED[code]] as const,
);
