/** Facts of one member for tables of decisions: what she has, on a day, under a programme of points. */
import type { Facts } from "../../functions/decisions/facts.ts";
import { type Account, debtOf, lotOf } from "../../functions/values/account.ts";
import { ALWAYS, DAY_MS, GRACE, NEVER } from "../../functions/values/day.ts";
import type { MetricRow } from "../../functions/values/written.ts";
import { ADA, factsWith } from "../support/facts.ts";
import { pointsProgramme } from "../support/programmes.ts";

export const TODAY = 20_000;

/** "10@5..9": 10 points, good from day 5 to 9 counted from today; "10": for ever; "-10": a debt. */
export function holding(text: string): Account {
  const [, amount = "0", from, until] = /^(-?\d+)(?:@(-?\d+)\.\.(-?\d+|))?$/.exec(text) ?? [];
  const balance = Number(amount);
  if (balance < 0) return { ...debtOf(ADA, "points"), balance };
  const days = {
    availableOn: from === undefined ? ALWAYS : TODAY + Number(from),
    expiresOn: until ? TODAY + Number(until) : NEVER,
  };
  return { ...lotOf(ADA, "points", days), balance };
}

/** An account as `holding` writes it. */
export function written({ availableOn, expiresOn, balance }: Account): string {
  if (balance < 0 || availableOn === ALWAYS) return String(balance);
  return `${balance}@${availableOn === GRACE ? "grace" : availableOn - TODAY}..${expiresOn === NEVER ? "" : expiresOn - TODAY}`;
}

/** Facts of today in UTC: what Ada has, what was counted of her. */
export function factsOf(accounts: Account[], metrics: MetricRow[] = []): Facts {
  return factsWith({ now: TODAY * DAY_MS, accounts, metrics }, pointsProgramme({ zone: "UTC" }));
}
