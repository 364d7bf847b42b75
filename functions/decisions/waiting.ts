/**
 * Units that wait for an event. They lie in a lot of the member's that nothing spends and nobody takes from, and a holder
 * named after their source (an order, a check-in) says which rule gave how many of them and what they wait for.
 */
import { expiry } from "../programme/expiry/index.ts";
import { daysAtOnce, type LotDays } from "../programme/unit.ts";
import { issuedBy, lotOf } from "../values/account.ts";
import { type Day, type Instant, NEVER, startOf, WAITS } from "../values/day.ts";
import { asKind, type Holder, type WaitingGain } from "../values/holder.ts";
import type { JsonObject } from "../values/json.ts";
import type { Draft } from "./draft.ts";
import type { Facts } from "./facts.ts";
import { periodGiven } from "./lot-given.ts";
import { give } from "./units.ts";

/** The holder of what waits because of a source. */
export function waitName(source: string): string {
  return `wait:${source}`;
}

/** The lot of what waits for staff to accept content: for as long as it takes. */
export const UNMODERATED: LotDays = { availableOn: WAITS, expiresOn: NEVER };

/** What content waits for. No document's event has such a name, so that only staff say it. */
const MODERATED = { on: "staff:accepted", cancelOn: "staff:rejected" };

/** What a gain waits for, and how long it is good from then on. */
type Awaited = Pick<WaitingGain, "on" | "cancelOn" | "expiry">;

/** True for the days of a lot that waits. */
export function waits({ availableOn }: LotDays): boolean {
  return availableOn === WAITS;
}

/**
 * What a gain of a rule's from a source waits for: staff, the event of its unit, or, where that waits for none any more, what the
 * rule's gain from that source waited for before. Null: nothing.
 */
export function awaitedBy(
  draft: Draft,
  { atEvent }: Facts,
  { source, rule, unit, moderated }: { source: string; rule: string; unit: string; moderated: boolean },
): Awaited | null {
  const terms = atEvent.programme.units[unit];
  const earlier =
    waitingOf(draft, source)?.facts.gains.find((each) => each.rule === rule && each.unit === unit) ?? null;
  const expiry = terms ? (terms.expiry as JsonObject) : earlier?.expiry;
  if (moderated && expiry) return { ...MODERATED, expiry };
  if (terms?.pending.kind !== "event") return earlier;
  const { on, cancelOn = null } = terms.pending;
  return { on, cancelOn, expiry: terms.expiry as JsonObject };
}

/** Adds what a rule gave to what waits because of a source. */
export function addWaiting(
  draft: Draft,
  facts: Facts,
  {
    source,
    store,
    member,
    gain,
    awaited: { on, cancelOn, expiry },
  }: {
    source: string;
    store: string | null;
    member: string;
    gain: Pick<WaitingGain, "rule" | "unit" | "amount" | "lot" | "counted" | "earnedOn" | "budget">;
    awaited: Awaited;
  },
): void {
  const added: WaitingGain = {
    ...gain,
    version: facts.atEvent.version,
    on,
    cancelOn,
    expiry,
    state: "waiting",
    became: null,
  };
  const known = waitingOf(draft, source);
  const gains = [...(known?.facts.gains ?? []), added];
  const dueAt = dueOf(facts, gains);
  if (known) draft.change(known, { facts: { ...known.facts, gains }, dueAt });
  else
    draft.open<"waiting">({
      publicId: waitName(source),
      kind: "waiting",
      owner: member,
      state: "waiting",
      dueAt,
      facts: { store, gains },
    });
}

/** What waits, or waited, because of a source. */
export function waitingOf(draft: Draft, source: string): Holder<"waiting"> | null {
  const holder = draft.holder(waitName(source));
  return holder ? asKind(holder, "waiting") : null;
}

/**
 * Takes units back that a rule gave to a lot that waits, as far as they still do. Returns what is missing, and the lot
 * in which the rest is to be looked for: where they went when they were activated.
 */
export function takeWaiting(
  draft: Draft,
  {
    source,
    member,
    rule,
    unit,
    amount,
    store,
    why,
  }: {
    source: string;
    member: string;
    rule: string;
    unit: string;
    amount: number;
    store: string | null;
    why: JsonObject;
  },
): { missing: number; lot: { availableOn: Day; expiresOn: Day } | null } {
  const known = waitingOf(draft, source);
  let missing = amount;
  const gains = (known?.facts.gains ?? []).map((gain) => {
    if (gain.rule !== rule || gain.unit !== unit || gain.state !== "waiting") return gain;
    const lot = lotOf(member, unit, gain.lot);
    const part = Math.min(missing, gain.amount, draft.balanceOf(lot));
    draft.post({ from: lot, to: issuedBy(store, unit), amount: part, reason: "refund", why });
    missing -= part;
    return { ...gain, amount: gain.amount - part };
  });
  if (known && missing < amount) draft.change(known, { facts: { ...known.facts, gains } });
  const became = gains.find((gain) => gain.rule === rule && gain.unit === unit && gain.became !== null)?.became;
  return { missing, lot: became ?? null };
}

/** Activates what waits for staff because of a source, a debt first; returns what it became. */
export function acceptWaiting(
  draft: Draft,
  facts: Facts,
  { source, member }: { source: string; member: string },
): { unit: string; amount: number; rule: string }[] {
  const known = waitingOf(draft, source);
  if (!known) return [];
  const activated: { unit: string; amount: number; rule: string }[] = [];
  const gains = known.facts.gains.map((gain): WaitingGain => {
    if (gain.state !== "waiting" || gain.on !== MODERATED.on) return gain;
    const { unit, rule, amount } = gain;
    const lot = becomes(draft, facts, { member, gain });
    activateGain(draft, facts, { source, member, gain, lot, why: { rule, accepted: true } });
    activated.push({ unit, amount, rule });
    return { ...gain, state: "activated", became: { availableOn: lot.availableOn, expiresOn: lot.expiresOn } };
  });
  changeGains(draft, facts, known, gains);
  return activated;
}

/**
 * Gives what waited, a debt first. Being given units may move the date of units that slide: that belongs to the order or
 * the event on which they were earned, and goes back with it.
 */
export function activateGain(
  draft: Draft,
  facts: Facts,
  {
    source,
    member,
    gain,
    lot,
    why,
  }: { source: string; member: string; gain: WaitingGain; lot: LotDays; why: JsonObject },
): void {
  const { unit, amount } = gain;
  const found = draft.holder(source);
  const sold = found?.kind === "order" || found?.kind === "event" ? (found as Holder<"order" | "event">) : null;
  const keeps = [...(sold?.facts.counted ?? [])];
  const from = lotOf(member, unit, gain.lot);
  give(draft, facts, { member, unit, amount, from, lot, reason: "activate", why, ...(sold ? { keeps } : {}) });
  const added = keeps.slice(sold?.facts.counted.length);
  if (!sold || added.length === 0) return;
  for (const { metric, bucket } of added) draft.count({ holder: member, metric, bucket, amount: 1 });
  draft.change(sold, { facts: { ...sold.facts, counted: keeps } });
}

/** Ends what waited for staff and was taken back. */
export function rejectWaiting(draft: Draft, facts: Facts, source: string): void {
  const known = waitingOf(draft, source);
  if (!known) return;
  const gains = known.facts.gains.map(
    (gain): WaitingGain =>
      gain.state === "waiting" && gain.on === MODERATED.on ? { ...gain, state: "cancelled" } : gain,
  );
  changeGains(draft, facts, known, gains);
}

/** Keeps what became of each gain: it is settled when none waits, and due when the next of those that do has waited too long. */
export function changeGains(draft: Draft, facts: Facts, known: Holder<"waiting">, gains: WaitingGain[]): void {
  const isOver = gains.every(({ state }) => state !== "waiting");
  draft.change(known, {
    state: isOver ? "settled" : known.state,
    dueAt: dueOf(facts, gains),
    facts: { ...known.facts, gains },
  });
}

/** When the first of those that still wait has waited too long, in the zone that is in force: what is over is never due again. */
function dueOf({ current }: Facts, gains: WaitingGain[]): Instant | null {
  const last = Math.min(...gains.map(({ state, lot }) => (state === "waiting" ? lot.expiresOn : NEVER)), NEVER);
  return last >= NEVER ? null : startOf(last + 1, current.programme.zone);
}

/** The lot into which a gain goes that becomes available today: its life begins now. */
export function becomes(draft: Draft, facts: Facts, { member, gain }: { member: string; gain: WaitingGain }): LotDays {
  const { unit } = gain;
  const terms = facts.current.programme.units[unit];
  const period = periodGiven(draft, facts, { member, unit, terms, on: facts.today });
  return period ?? daysAtOnce({ expiry: expiry.parse(gain.expiry) }, facts.today);
}
