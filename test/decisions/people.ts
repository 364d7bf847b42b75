/** Facts of one member for tables of decisions: what she has, on a day, under a programme of points. */
import type { Facts } from "../../functions/decisions/facts.ts";
import { readProgramme } from "../../functions/programme/programme.ts";
import { type Account, debtOf, lotOf } from "../../functions/values/account.ts";
import { ALWAYS, DAY_MS, NEVER } from "../../functions/values/day.ts";
import type { Holder } from "../../functions/values/holder.ts";
import type { MetricRow } from "../../functions/values/written.ts";
import { pointsProgramme } from "../support/programmes.ts";

export const ADA = "mem_ada";
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
  return `${balance}@${availableOn - TODAY}..${expiresOn === NEVER ? "" : expiresOn - TODAY}`;
}

/** Facts of today, in UTC. */
export function factsOf(accounts: Account[], metrics: MetricRow[] = [], more: Holder[] = []): Facts {
  const read = readProgramme(pointsProgramme({ zone: "UTC" }));
  if ("faults" in read) throw new Error(JSON.stringify(read.faults));
  const ada: Holder<"member"> = {
    publicId: ADA,
    kind: "member",
    owner: null,
    version: 1,
    state: "joined",
    dueAt: null,
    facts: { joinedAt: 0 },
  };
  const version = { version: 1, effectiveAt: 0, programme: read.programme };
  return {
    now: TODAY * DAY_MS,
    today: TODAY,
    current: version,
    atEvent: version,
    newestVersion: 1,
    holders: new Map<string, Holder>([ada, ...more].map((holder) => [holder.publicId, holder])),
    accounts,
    metrics,
    claims: new Map(),
    identified: [],
    more: [],
    member: ada,
  };
}
