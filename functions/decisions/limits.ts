/** What caps and a budget leave of what a rule may give a member, and how that is counted. */
import type { Campaign, Rule } from "../programme/campaign.ts";
import { type Cap, capMetric, countedWithin, periodOf, timesCounted, tooNear } from "../programme/cap.ts";
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
  const reached = cappedBy(of).find(({ cap, owner }) => {
    if (cap.what === "interval") {
      const metric = capMetric(owner, cap);
      const [first, last] = tooNear(cap, periodOf(cap, when));
      return draft.counted(member, metric, first) > draft.counted(member, metric, last + 1);
    }
    return cap.what === "times" && countedIn(draft, member, { cap, owner, when }) >= cap.atMost;
  });
  return reached?.cap ?? null;
}

/** What counts how often, and when, rules were given on one event: each rule its own caps, and each campaign once. */
export function timesCounters(given: RuleOf[], when: When): Counter[] {
  const counters = given
    .flatMap(cappedBy)
    .flatMap(({ cap, owner }) => (cap.what !== "amount" ? timesCounted(owner, cap, when) : []));
  return [...new Map(counters.map((counter) => [counter.metric, counter])).values()];
}

/** What counts the units that a rule gives towards caps on their amount. */
export function amountCounters(of: RuleOf, unit: string, day: Day): Counter[] {
  return cappedBy(of).flatMap(({ cap, owner }) =>
    cap.what === "amount" && cap.unit === unit
      ? [{ metric: capMetric(owner, cap), bucket: periodOf(cap, { day, at: 0 }) }]
      : [],
  );
}

/** The tightest of the caps on the amount, then the budget; null: nothing limits what the rule gives of the unit. */
export function roomFor(
  draft: Draft,
  facts: Pick<Facts, "current">,
  { member, of, unit, day }: { member: string; of: RuleOf; unit: string; day: Day },
): Limit | null {
  const limits = cappedBy(of).flatMap(({ cap, owner }): Limit[] => {
    if (cap.what !== "amount" || cap.unit !== unit) return [];
    const given = countedIn(draft, member, { cap, owner, when: { day, at: 0 } });
    return [{ most: Math.max(0, cap.atMost - given), because: { kind: "cap", cap } }];
  });
  const { id: campaign, budget } = of.campaign;
  if (budget?.unit === unit)
    limits.push({ most: budgetLeft(draft, facts, campaign), because: { kind: "budget", campaign, unit } });
  return limits.reduce<Limit | null>((least, limit) => (least && least.most <= limit.most ? least : limit), null);
}

/** The caps of a rule, then those of its campaign, each with whose it is. */
function cappedBy({ rule, campaign }: RuleOf): { cap: Cap; owner: { rule: string } | { campaign: string } }[] {
  return [
    ...rule.caps.map((cap) => ({ cap, owner: { rule: rule.id } })),
    ...campaign.caps.map((cap) => ({ cap, owner: { campaign: campaign.id } })),
  ];
}

function countedIn(
  draft: Draft,
  member: string,
  {
    cap,
    owner,
    when,
  }: {
    cap: Exclude<Cap, { what: "interval" }>;
    owner: { rule: string } | { campaign: string };
    when: When;
  },
): number {
  const counts = countedWithin(owner, cap, when).map(
    ({ metric, from, before }) => draft.counted(member, metric, from) - draft.counted(member, metric, before),
  );
  return Math.max(...counts);
}
