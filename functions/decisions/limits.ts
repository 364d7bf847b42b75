/** What caps and a budget leave of what a rule may give a member, and how that is counted. */
import type { Campaign, Rule } from "../programme/campaign.ts";
import { type Cap, capMetric, periodOf, tooNear } from "../programme/cap.ts";
import type { Moment } from "../programme/conditions/moment.ts";
import type { Because } from "../programme/not-applied.ts";
import type { Day } from "../values/day.ts";
import type { Draft } from "./draft.ts";
import type { Facts } from "./facts.ts";
import { budgetLeft } from "./left.ts";

/** A rule, with the campaign that it belongs to. */
export interface RuleOf {
  rule: Rule;
  campaign: Campaign;
}

/** The most that may be given, in whole units, and what says so. */
export interface Limit {
  most: number;
  because: Because;
}

/** A metric that counts towards a cap, with its bucket. */
export interface Counter {
  metric: string;
  bucket: number;
}

/** When something happens: its day in the programme's zone, and its instant. */
type When = Pick<Moment, "day" | "at">;

/** The first cap on times or intervals under which nothing is left; null: it may be given once more. */
export function timesReached(
  draft: Draft,
  { member, of, when }: { member: string; of: RuleOf; when: When },
): Cap | null {
  const reached = cappedBy(of, when).find(({ cap, ...counter }) => {
    if (cap.what === "interval") {
      const [first, last] = tooNear(cap, counter.bucket);
      return draft.counted(member, counter.metric, first) > draft.counted(member, counter.metric, last + 1);
    }
    return cap.what === "times" && countedIn(draft, member, counter) >= cap.atMost;
  });
  return reached?.cap ?? null;
}

/** What counts how often, and when, rules were given on one event: each rule its own caps, and each campaign once. */
export function timesCounters(given: RuleOf[], when: When): Counter[] {
  const counters = given
    .flatMap((of) => cappedBy(of, when))
    .flatMap(({ cap, metric, bucket }) => (cap.what !== "amount" ? [{ metric, bucket }] : []));
  return [...new Map(counters.map((counter) => [counter.metric, counter])).values()];
}

/** What counts the units that a rule gives towards caps on their amount. */
export function amountCounters(of: RuleOf, unit: string, day: Day): Counter[] {
  return cappedBy(of, { day, at: 0 }).flatMap(({ cap, metric, bucket }) =>
    cap.what === "amount" && cap.unit === unit ? [{ metric, bucket }] : [],
  );
}

/** The tightest of the caps on the amount, then the budget; null: nothing limits what the rule gives of the unit. */
export function roomFor(
  draft: Draft,
  facts: Pick<Facts, "current">,
  { member, of, unit, day }: { member: string; of: RuleOf; unit: string; day: Day },
): Limit | null {
  const limits = cappedBy(of, { day, at: 0 }).flatMap(({ cap, ...counter }): Limit[] =>
    cap.what === "amount" && cap.unit === unit
      ? [{ most: Math.max(0, cap.atMost - countedIn(draft, member, counter)), because: { kind: "cap", cap } }]
      : [],
  );
  const { id: campaign, budget } = of.campaign;
  if (budget?.unit === unit)
    limits.push({ most: budgetLeft(draft, facts, campaign), because: { kind: "budget", campaign, unit } });
  return limits.reduce<Limit | null>((least, limit) => (least && least.most <= limit.most ? least : limit), null);
}

function cappedBy({ rule, campaign }: RuleOf, when: When): (Counter & { cap: Cap })[] {
  const counted = (of: { rule: string } | { campaign: string }) => (cap: Cap) => ({
    cap,
    metric: capMetric(of, cap),
    bucket: periodOf(cap, when),
  });
  return [...rule.caps.map(counted({ rule: rule.id })), ...campaign.caps.map(counted({ campaign: campaign.id }))];
}

function countedIn(draft: Draft, member: string, { metric, bucket }: Counter): number {
  return draft.counted(member, metric, bucket) - draft.counted(member, metric, bucket + 1);
}
