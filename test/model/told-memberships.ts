/**
 * Memberships that are paid for, told a second time: bought, renewed, changed to another plan, in grace, cancelled at the end or now. A
 * period is one of the plan's unit with the days in which it is valid; what comes back is price × days left ÷ days, the last day used.
 * What is known of each is what was told before, not what the ledger says of it.
 */
import { namedIn, whoIs } from "./snapshot.ts";
import type { Told } from "./told.ts";
import { monthsLater } from "./told-lots.ts";
import { type Purse, purseOf } from "./told-purse.ts";
import { type Asking, momentOf } from "./told-redemptions.ts";
import type { Moved } from "./told-wallets.ts";

interface Period {
  plan: string;
  from: number;
  until: number;
  /** Of the row that it is part of, from the row's first day. */
  months: number;
  paid: number;
  graceUntil: number | null;
  isTaken: boolean;
}

interface ToldMembership {
  member: string;
  plan: string;
  /** The first day of the row of periods. */
  begins: number;
  periods: Period[];
  state: "active" | "ending" | "ended";
}

/** Memberships by store and the store's own name of them. */
export type Memberships = Map<string, ToldMembership>;

const refused = (code: string, member: string | null = null): Moved => ({ code, member, purse: null, says: {} });

interface About {
  store: string;
  id: string;
}

const lotOf = ({ plan, from, until, graceUntil }: Period) => ({
  unit: plan,
  amount: 1,
  from,
  until: graceUntil ?? until,
});
const lastOf = ({ periods }: ToldMembership) => periods.findLast(({ isTaken }) => !isTaken);

/** Takes back every period that is not over; says what was left of them, in minor units. */
function takeBack({ periods }: ToldMembership, purse: Purse): number {
  let worth = 0;
  for (const period of periods) {
    const { from, until, paid } = period;
    if (period.isTaken || lotOf(period).until < purse.today) continue;
    const days = until - from + 1;
    const left = Math.min(days, Math.max(0, until - purse.today));
    worth += Number((BigInt(paid) * BigInt(left)) / BigInt(days));
    purse.pull(lotOf(period));
    period.isTaken = true;
  }
  return worth;
}

/** A moment at which something became of a membership, as rules see it: after it. */
function became(
  asking: Asking,
  { member, purse, store, plan, change }: { member: string; purse: Purse; store: string; plan: string; change: string },
): Told {
  const moment = momentOf(asking, member, store);
  const before = purse.writtenTo(asking.before, member, asking.now);
  return { ...moment, on: "membership", data: { plan, change }, before };
}

function saysOf({ plan, state, periods }: ToldMembership): Record<string, unknown> {
  const { from, until, graceUntil } = periods.findLast(({ isTaken }) => !isTaken) ?? periods.at(-1) ?? {};
  return { plan, state, from, until, graceUntil };
}

/** A payment for a plan: the first, a renewal, or another plan than before. */
export function payMembershipTold(
  asking: Asking,
  {
    store,
    id,
    member: ref,
    plan,
    payment: { amountMinor },
  }: About & { member: Record<string, string>; plan: string; payment: { amountMinor: number } },
  memberships: Memberships,
): Moved {
  const { programme, before, opened } = asking;
  const terms = programme.units[plan]?.membership;
  if (!terms) return refused("plan_unknown");
  const found = namedIn(before, ref, store);
  if (found === null && "id" in ref) return refused("member_unknown");
  const member = found ?? opened ?? "";
  const known = memberships.get(`${store} ${id}`);
  if (known && whoIs(before, known.member) !== member) return refused("membership_unknown");
  if (before.members.get(member)?.state === "frozen") return refused("member_frozen", member);

  const purse = purseOf(before, member, momentOf(asking, member));
  const { today } = purse;
  const membership = known ?? { member, plan, begins: today, periods: [], state: "active" };
  const isChange = membership.plan !== plan;
  const credit = isChange ? takeBack(membership, purse) : 0;
  const last = isChange ? undefined : lastOf(membership);
  const goesOn = last !== undefined && lotOf(last).until >= today;
  const from = goesOn ? last.until + 1 : today;
  const begins = goesOn ? membership.begins : today;
  const months = terms.months + (goesOn ? last.months : 0);
  const period = {
    plan,
    from,
    until: monthsLater(begins, months) - 1,
    months,
    paid: amountMinor + credit,
    graceUntil: null,
    isTaken: false,
  };
  membership.periods.push(period);
  Object.assign(membership, { plan, begins, state: "active" });
  memberships.set(`${store} ${id}`, membership);
  purse.put(lotOf(period));
  const change = isChange ? "changed" : goesOn ? "renewed" : "bought";
  const says = { ...saysOf(membership), creditMinor: credit, refundMinor: 0, priceMinor: terms.priceMinor };
  return { code: "done", member, purse, says, told: became(asking, { member, purse, store, plan, change }) };
}

/** One that is not over, whose it is and what she has; else how it is refused. */
function running(
  asking: Asking,
  { store, id }: About,
  memberships: Memberships,
  graceDays: (plan: string) => number,
): { membership: ToldMembership; last: Period; member: string; purse: Purse } | Moved {
  const membership = memberships.get(`${store} ${id}`);
  if (!membership) return refused("membership_unknown");
  const member = whoIs(asking.before, membership.member);
  const purse = purseOf(asking.before, member, momentOf(asking, member));
  const last = lastOf(membership);
  if (!last || membership.state === "ended") return refused("membership_ended", member);
  const ends = last.graceUntil ?? last.until + graceDays(membership.plan);
  return ends < purse.today ? refused("membership_ended", member) : { membership, last, member, purse };
}

/** It ends with the period that is paid, or now, with what is to be paid back. */
export function cancelMembershipTold(
  asking: Asking,
  { at, ...about }: About & { at: "end" | "now" },
  memberships: Memberships,
): Moved {
  const found = running(asking, about, memberships, () => 0);
  if (!("last" in found)) return found;
  const { membership, member, purse } = found;
  const refundMinor = at === "now" ? takeBack(membership, purse) : 0;
  membership.state = at === "end" ? "ending" : "ended";
  const done = {
    code: "done",
    member,
    purse,
    says: { ...saysOf(membership), creditMinor: 0, refundMinor },
  };
  // Who is frozen earns nothing, and it ends all the same.
  if (at === "end" || asking.before.members.get(member)?.state === "frozen") return done;
  const { plan } = membership;
  return { ...done, told: became(asking, { member, purse, store: about.store, plan, change: "cancelled" }) };
}

/** Its renewal was not paid: it lives on for the plan's days of grace, once. */
export function failMembershipTold(asking: Asking, about: About, memberships: Memberships): Moved {
  const { units } = asking.programme;
  const graceOf = (plan: string) => units[plan]?.membership?.graceDays ?? 0;
  const found = running(asking, about, memberships, graceOf);
  if (!("last" in found)) return found;
  const { membership, last, member, purse } = found;
  const graceDays = graceOf(membership.plan);
  if (graceDays > 0 && last.graceUntil === null) {
    purse.pull(lotOf(last));
    last.graceUntil = last.until + graceDays;
    purse.put(lotOf(last));
  }
  return { code: "done", member, purse, says: { ...saysOf(membership), creditMinor: 0, refundMinor: 0 } };
}
