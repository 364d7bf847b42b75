/**
 * What waits for an event, or for staff, told a second time: it lies in a lot that nothing touches until its event is said; then its
 * life begins, or it goes. What waits because of a source (an order, a reported event, a check-in) is what was told of it before.
 */
import type { Programme } from "../../functions/programme/programme.ts";
import { whoIs } from "./snapshot.ts";
import { type Told, Untold } from "./told.ts";
import { fillCards, receive } from "./told-catalogue.ts";
import { daysOf } from "./told-lots.ts";
import { type Purse, purseOf } from "./told-purse.ts";
import { type Asking, momentOf } from "./told-redemptions.ts";
import type { ToldTerms } from "./told-rules.ts";
import type { Moved } from "./told-wallets.ts";

const WAITS = 2_932_898;
const FOR_EVER = 2_932_896;

interface Gain {
  rule: string;
  unit: string;
  amount: number;
  until: number;
  /** What it waits for; null: for staff. */
  on: string | null;
  cancelOn: string | null;
  state: "waiting" | "activated" | "cancelled";
  /** The lot that it went to. */
  became: { from: number; until: number | null } | null;
}

/** An order, an event or a check-in that was told, and what waits because of it. */
export interface Source {
  member: string;
  store: string | null;
  programme: Programme;
  gains: Gain[];
  /** Whether staff have to accept it. */
  isModerated: boolean;
  /** Whether it gives more than units when it is accepted. */
  givesMore: boolean;
  isUndone: boolean;
  /** What became of it is not told: the clock may have cancelled it, or something that was not told took it back. */
  isUntold: boolean;
  /** What was said of it already. */
  said: Set<string>;
}

/** Sources by the names under which their units wait. */
export type Sources = Map<string, Source>;

/** Keeps what an event gave that waits. */
export function keepSource(
  sources: Sources,
  name: string,
  { told, terms, givesMore }: { told: Told; terms: ToldTerms[]; givesMore: boolean },
): void {
  const { member, store, programme } = told;
  const gains = terms.flatMap((each) =>
    each.from === WAITS && each.gave > 0 ? [gainOf(programme, each, each.gave)] : [],
  );
  sources.set(name, {
    member,
    store,
    programme,
    gains,
    isModerated: givesMore || terms.some(({ isModerated }) => isModerated),
    givesMore,
    isUndone: false,
    isUntold: false,
    said: new Set(),
  });
}

function gainOf({ units }: Programme, { rule, unit, until, isModerated }: ToldTerms, amount: number): Gain {
  const pending = units[unit]?.pending;
  const awaits = !isModerated && pending?.kind === "event" ? pending : null;
  return {
    rule,
    unit,
    amount,
    until: isModerated ? FOR_EVER : (until ?? FOR_EVER),
    on: awaits?.on ?? null,
    cancelOn: awaits?.cancelOn ?? null,
    state: "waiting",
    became: null,
  };
}

/** The clock came by: what had waited too long is gone. */
export function waitsPass(sources: Sources, today: number): void {
  for (const source of sources.values())
    if (source.gains.some(({ state, until }) => state === "waiting" && until <= today)) source.isUntold = true;
}

/** A refund gives or takes units of a rule that wait, or waited; says what of them the return policy forgives. */
export function changeWaiting(source: Source | undefined, purse: Purse, terms: ToldTerms, amount: number): number {
  if (!source || source.isUntold) throw new Error("ask whether it is told first");
  const { rule, unit } = terms;
  if (amount > 0) {
    const gain = gainOf(source.programme, terms, amount);
    source.gains.push(gain);
    purse.put({ unit, amount, from: WAITS, until: gain.until });
    return 0;
  }
  let missing = -amount;
  const own = source.gains.filter((gain) => gain.rule === rule && gain.unit === unit);
  for (const gain of own) {
    if (gain.state !== "waiting") continue;
    const part = purse.pull({ unit, amount: Math.min(missing, gain.amount), from: WAITS, until: gain.until });
    gain.amount -= part;
    missing -= part;
  }
  if (missing === 0) return 0;
  const became = own.find((gain) => gain.became !== null)?.became;
  const lot = became ?? { from: WAITS, until: FOR_EVER };
  return purse.giveUp({ unit, amount: missing, from: lot.from, until: lot.until ?? 2_932_897 }, terms.returns);
}

/** What waited begins its life today, a debt first. */
function activate(source: Source, gain: Gain, purse: Purse): void {
  const { unit, amount, until } = gain;
  purse.pull({ unit, amount, from: WAITS, until });
  const terms = source.programme.units[unit];
  if (!terms) throw new Error(`there is no unit ${unit}`);
  const days = daysOf({ ...terms, pending: { kind: "at-once" } }, purse.today, purse.ends(unit));
  receive({ programme: source.programme }, purse, { unit, amount, ...days });
  gain.state = "activated";
  gain.became = days;
}

const refused = (code: string, member: string | null = null): Moved => ({ code, member, purse: null, says: {} });
const shown = (gains: Gain[]) => gains.map(({ unit, amount, rule }) => `${rule} ${amount} ${unit}`);

/** A store says that what units wait for has happened. */
export function activateTold(
  asking: Asking,
  { store, source: name, event }: { store: string; source: string; event: string },
  sources: Sources,
): Moved {
  const source = sources.get(name);
  if (!source || source.isUntold) throw new Untold("what waits because of something that was not told");
  if (source.said.has(event)) return refused("duplicate");
  if (source.gains.length === 0 || (source.store !== null && source.store !== store)) return refused("source_unknown");
  const member = whoIs(asking.before, source.member);
  const moment = momentOf(asking, member);
  const purse = purseOf(asking.before, member, moment);
  const open = source.gains.filter(({ state, until }) => state === "waiting" && until >= purse.today);
  const [hers, gone] = [
    open.filter(({ on }) => on === event),
    open.filter(({ on, cancelOn }) => on !== event && cancelOn === event),
  ];
  if (hers.length + gone.length === 0) return refused("not_awaited", member);
  source.said.add(event);
  if (gone.length > 0) {
    source.isUntold = true;
    throw new Untold("what waits is cancelled");
  }
  for (const gain of hers) activate(source, gain, purse);
  fillCards(moment, purse);
  return { code: "done", member, purse, says: {}, lists: { activated: shown(hers), cancelled: [] } };
}

/** Staff accept what a member sent in: what waited for them is hers. Null: there is nothing to accept, or not by her. */
export function acceptTold(asking: Asking, source: Source | undefined): Moved {
  if (!source) throw new Untold("an event that was not told");
  const member = whoIs(asking.before, source.member);
  if (asking.before.members.get(member)?.state === "frozen") return refused("member_frozen", member);
  source.isModerated = false;
  source.said.add("moderated");
  const moment = momentOf(asking, member);
  const purse = purseOf(asking.before, member, moment);
  const hers = source.gains.filter(({ state, on }) => state === "waiting" && on === null);
  for (const gain of hers) activate(source, gain, purse);
  if (source.givesMore) throw new Untold("an event that gives more than units");
  fillCards(moment, purse);
  return { code: "done", member, purse, says: { state: "recorded" }, lists: { activated: shown(hers), takenBack: [] } };
}
