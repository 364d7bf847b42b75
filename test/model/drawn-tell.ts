/**
 * Holds an operation of a random history to its second telling. Told are what rules of a purchase, a report, a check-in, a top-up and
 * what becomes of a membership give (told-rules.ts) and what the member has then, plays and tickets by their number; refunds
 * (told-refunds.ts); redeeming, capturing, releasing, reversing, fulfilling and adjusting (told-redemptions.ts); wallets and gift cards
 * (told-wallets.ts); what members give each other (told-transfers.ts); memberships (told-memberships.ts); what waits, and is activated, moderated or undone (told-waiting.ts): each with its
 * answer, all her lots, debts and holds. What is not told of one is counted as "told … not"; every other verb has the promises of
 * drawn-play.ts alone.
 */
import { isDeepStrictEqual } from "node:util";
import type { Performed } from "../../functions/operations/verb.ts";
import type { Programme } from "../../functions/programme/programme.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { numberOf } from "./calendar.ts";
import { WORLD } from "./draw-document.ts";
import type { AskedOf } from "./drawn-history.ts";
import type { Cells } from "./play.ts";
import { type Snapshot, whoIs } from "./snapshot.ts";
import { type Told, type ToldLine, toldOf, Untold } from "./told.ts";
import { fillCards, receive } from "./told-catalogue.ts";
import { cancelMembershipTold, failMembershipTold, type Memberships, payMembershipTold } from "./told-memberships.ts";
import { type Purse, purseOf } from "./told-purse.ts";
import {
  type Asking,
  adjustTold,
  captureTold,
  type Expected,
  fulfilTold,
  momentOf,
  redeemTold,
  releaseTold,
  reverseTold,
} from "./told-redemptions.ts";
import { refundTold, type ToldBack, type ToldOrder, takeAllTold } from "./told-refunds.ts";
import { earnedOf, type ToldEarned, type ToldTerms } from "./told-rules.ts";
import { transferTold } from "./told-transfers.ts";
import { acceptTold, activateTold, keepSource, type Sources } from "./told-waiting.ts";
import {
  claimGiftCardTold,
  type Moved,
  reverseGiftCardTold,
  reverseTopUpTold,
  sellGiftCardTold,
  type Tills,
  topUpTold,
  useGiftCardTold,
} from "./told-wallets.ts";
import { basisOfLines, type Paid, type Refunded, valueOfLines } from "./worth.ts";

/** What a telling needs of the world that it tells of. */
export interface Telling {
  /** In force now, and all that were, the oldest first. */
  programme: Programme;
  versions: { from: number; programme: Programme }[];
  cells: Cells;
  /** Orders whose purchase was told, by store and name. */
  orders: Map<string, ToldOrder>;
  tills: Tills;
  memberships: Memberships;
  sources: Sources;
  differs(says: string): never;
}

/** An operation that was performed, with the ledger around it. */
export interface Done {
  asked: AskedOf;
  before: Snapshot;
  after: Snapshot;
  performed: Performed;
  body: Record<string, unknown> | null;
}

/** Verbs whose rules are told. */
const EVENTS = ["purchase", "report", "check-in"];
const TELLS: Record<string, (asking: Asking, request: never) => Expected> = {
  redeem: redeemTold,
  capture: captureTold,
  release: releaseTold,
  reverse: reverseTold,
  fulfil: fulfilTold,
  adjust: adjustTold,
};

/** Verbs that move money and memberships. */
const MOVES: Record<string, (asking: Asking, request: never, world: Telling) => Moved> = {
  "top-up": (asking, request, { tills }) => topUpTold(asking, request, tills),
  "reverse-top-up": (asking, request, { tills }) => reverseTopUpTold(asking, request, tills),
  "sell-gift-card": (asking, request, { tills }) => sellGiftCardTold(asking, request, tills),
  "use-gift-card": (asking, request, { tills }) => useGiftCardTold(asking, request, tills),
  "claim-gift-card": (asking, request, { tills }) => claimGiftCardTold(asking, request, tills),
  "reverse-gift-card": (asking, request, { tills }) => reverseGiftCardTold(asking, request, tills),
  "pay-membership": (asking, request, { memberships }) => payMembershipTold(asking, request, memberships),
  "cancel-membership": (asking, request, { memberships }) => cancelMembershipTold(asking, request, memberships),
  activate: (asking, request, { sources }) => activateTold(asking, request, sources),
  moderate: moderateTold,
  "undo-event": undoEventTold,
  "fail-membership": (asking, request, { memberships }) => failMembershipTold(asking, request, memberships),
};

/** Verbs that move memberships without an event of their own, at times. */
const MOVES_BY_MEMBERSHIP = ["cancel-membership", "fail-membership"];

/** Whether rules answer what comes of others: whatever settles a member may bring her some of it, which is not told. */
const raisesIn = ({ campaigns }: Programme) =>
  campaigns.some(({ rules }) => rules.some(({ on }) => RAISED.includes(on)));

/** Verbs that are told a second time. */
export const TOLD = [...EVENTS, "refund", "transfer", ...Object.keys(TELLS), ...Object.keys(MOVES)];

/** Tells an operation a second time, and fails with what differs. */
export function tellAgain(world: Telling, done: Done): void {
  const { asked, body } = done;
  const { verb } = asked;
  if (EVENTS.includes(verb)) {
    if (body) whole(world, verb, () => tellEvent(world, done, body));
    return;
  }
  if (verb === "refund") {
    whole(world, verb, () => tellRefund(world, done));
    return;
  }
  if (verb === "transfer") {
    whole(world, verb, () => tellTransfer(world, done));
    return;
  }
  const moves = MOVES[verb];
  // The same was said before, under another key: what was answered then is answered again, and nothing is done.
  if (moves && done.performed.kind === "answered" && done.performed.isReplay) {
    whole(world, verb, () => {
      if (!isDeepStrictEqual(done.before.accounts, done.after.accounts))
        world.differs("what was said twice moved units");
      return "said again";
    });
    return;
  }
  if (moves) {
    whole(world, verb, () => tellMoved(world, done, moves));
    return;
  }
  whole(world, verb, () => {
    const tell = TELLS[verb];
    if (!tell) throw new Error(`nobody tells ${verb}`);
    const opened = typeof body?.redemption === "string" ? body.redemption : null;
    const { before } = done;
    const expected = tell({ programme: world.programme, before, now: asked.now, opened }, asked.request as never);
    const code = outcomeOf(done.performed);
    if (code !== expected.code) world.differs(`told a second time it is ${expected.code}, and the engine says ${code}`);
    if (!expected.purse || expected.member === null) return expected.code;
    if (raisesIn(world.programme)) throw new Untold("events that come of others");
    compare(world, done, expected.member, expected.purse);
    return expected.code;
  });
}

/** Events that time brings, and what comes of it. */
const TIMED = ["birthday", "anniversary", "renewal", "inactivity", "membership", "profile"];

/** Tells what the clock does: what is over is posted as expired, and where nothing else comes of time, nobody has more or less than before. */
export function tellTick(
  world: Telling,
  { now, before, after }: { now: number; before: Snapshot; after: Snapshot },
): void {
  const { programme, versions } = world;
  const zones = new Set(versions.map((version) => version.programme.zone));
  const isQuiet =
    versions.every(({ programme: { contests } }) => contests.length === 0) &&
    !programme.rewards.some((reward) => reward.kind !== "discount-level" && reward.automatic) &&
    !programme.campaigns.some(({ rules }) => rules.some(({ on }) => [...TIMED, ...RAISED].includes(on)));
  for (const [member, { state }] of after.members) {
    // A day that is due by the clocks of another zone comes when it is over there.
    if (state === "merged" || zones.size > 1) continue;
    whole(world, "tick", () => {
      const { today } = momentOf({ programme, before, now, opened: null }, member);
      const [had, has] = [purseOf(before, member, { now, today }), purseOf(after, member, { now, today })];
      const over = has.lots.filter((lot) => lot.amount > 0 && lot.from !== WAITS && has.end(lot) < today);
      if (over.length > 0) world.differs(`the clock leaves ${member} what is over: ${JSON.stringify(over)}`);
      // What she may have won is not told.
      const hasPlayed = [...before.counts.keys()].some((name) => name.startsWith(`${member} nonce:`));
      if (!isQuiet || hasPlayed || had.lots.some(({ amount, from }) => amount > 0 && from === WAITS))
        return "what is over";
      if (had.shown() !== has.shown())
        world.differs(`before the clock came by, ${member} had ${had.shown()}\nand now has ${has.shown()}`);
      return "all that she has";
    });
  }
}

/** The outcome of what was performed: done, or the code of a refusal. */
export function outcomeOf(performed: Performed): string {
  if (performed.kind === "refused") return performed.refusal.refused;
  if (performed.kind !== "answered") return performed.kind;
  return performed.status === 200 ? "done" : (JSON.parse(performed.body) as { code: string }).code;
}

/** Counts what a telling came to, or that it does not know. */
function whole({ cells }: Telling, verb: string, tell: () => string): void {
  const count = (what: string) => cells.set(`told ${verb} ${what}`, (cells.get(`told ${verb} ${what}`) ?? 0) + 1);
  try {
    count(tell());
  } catch (fault) {
    if (!(fault instanceof Untold)) throw fault;
    count(`not: ${fault.message}`);
  }
}

/** Holds all that a member has, and the balances that she was told, to the telling. */
function compare(world: Telling, { asked: { now }, after, body }: Done, member: string, expected: Purse): void {
  const found = purseOf(after, member, { now, today: expected.today });
  if (found.shown() !== expected.shown())
    world.differs(`told a second time ${member} has ${expected.shown()}\nand in the ledger ${found.shown()}`);
  if (body?.balances === undefined) return;
  const balances = body.balances as Record<string, unknown>;
  for (const unit of Object.keys(world.programme.units)) {
    const sums = expected.sums(unit);
    if (!isDeepStrictEqual(balances[unit], sums))
      world.differs(`she was told ${JSON.stringify(balances[unit])} of ${unit}, and has ${JSON.stringify(sums)}`);
  }
}

/** Holds what an event earned, and what she has then, to the telling. */
function tellEvent(world: Telling, done: Done, body: Record<string, unknown>): string {
  const { asked, before } = done;
  const { verb, now, request } = asked;
  const text = (field: string) => (typeof request[field] === "string" ? String(request[field]) : null);
  const on = verb === "report" ? String(request.type) : verb;
  // A check-in that is not trusted, or not the first here today, meets no rule.
  if (verb === "check-in" && (body.trust === "low" || (body.why as string[]).some((why) => why.startsWith("Already"))))
    return "no rule";
  const at = typeof request.occurredAt === "number" ? request.occurredAt : now;
  const atEvent =
    (world.versions.findLast(({ from }) => from <= at) ?? world.versions[0])?.programme ?? world.programme;
  const venue = text("venue");
  const store = venue === null ? text("store") : "sto_north";
  const told = toldOf({ atEvent, current: world.programme }, before, {
    on,
    at,
    now,
    member: String(body.member),
    store,
    venue,
    channel: text("channel"),
    city: venue === null ? (WORLD.cities[WORLD.stores.indexOf(store as "sto_north")] ?? null) : "Delft",
    trust: typeof body.trust === "string" ? body.trust : null,
    evidence: typeof body.evidence === "string" ? body.evidence : null,
    data: (request.data ?? {}) as Record<string, unknown>,
    lines: linesOf(verb, request, atEvent),
  });
  const { says, terms, awaitsMore } = tellGiven(world, done, body, told, () => {
    const moment = momentOf({ programme: world.programme, before, now, opened: null }, told.member);
    return purseOf(before, told.member, moment);
  });
  if (verb === "purchase") {
    const { store, order, totalMinor, lines } = request as unknown as Ordered;
    const named = told.lines.map((line, index) => ({ ...line, line: lines[index]?.line ?? "" }));
    keepSource(world.sources, `order:${store}:${order}`, { told, terms, givesMore: false });
    keepOrder(world, `${store} ${order}`, { told, terms, body, lines: named, totalMinor });
  } else if (verb === "check-in") keepSource(world.sources, String(body.id), { told, terms, givesMore: false });
  else {
    const name = `event:${store}:${request.id}`;
    const lines = told.lines.map((line) => ({ ...line, line: "1" }));
    keepSource(world.sources, name, { told, terms, givesMore: awaitsMore });
    keepOrder(world, name, { told, terms, body, lines, totalMinor: 1 });
  }
  return says;
}

/** Takes back all that a reported event gave. */
function allBack(world: Telling, asking: Asking, name: string): Moved {
  const order = world.orders.get(name);
  const source = world.sources.get(name);
  if (!order || !source) throw new Untold("an event that was not told");
  source.isUndone = true;
  source.isModerated = false;
  const member = whoIs(asking.before, order.member);
  const moment = momentOf(asking, member);
  const purse = purseOf(asking.before, member, moment);
  const back = takeAllTold(asking, order, purse);
  fillCards(moment, purse);
  return { code: "done", member, purse, says: {}, lists: { takenBack: back.map(saidOf) } };
}

const saidOf = ({ rule, amount, unit }: { rule: string; amount: number; unit: string }) => `${rule} ${amount} ${unit}`;

function undoEventTold(asking: Asking, { store, event }: { store: string; event: string }, world: Telling): Moved {
  const name = `event:${store}:${event}`;
  if (world.sources.get(name)?.isUndone) return { code: "duplicate", member: null, purse: null, says: {} };
  return allBack(world, asking, name);
}

function moderateTold(
  asking: Asking,
  { event, verdict }: { event: string; verdict: "accept" | "reject" },
  world: Telling,
): Moved {
  const source = world.sources.get(event);
  if (!source) throw new Untold("an event that was not told");
  if (source.said.has("moderated")) return { code: "duplicate", member: null, purse: null, says: {} };
  if (!source.isModerated) return { code: "not_waiting", member: null, purse: null, says: {} };
  if (verdict === "accept") {
    // What it gives beside units is not told, nor how that is taken back.
    const order = world.orders.get(event);
    if (order && source.givesMore) order.isPlain = false;
    return acceptTold(asking, source);
  }
  source.said.add("moderated");
  const back = allBack(world, asking, event);
  for (const gain of source.gains) if (gain.on === null && gain.state === "waiting") gain.state = "cancelled";
  return { ...back, says: { state: "rejected" } };
}

interface Ordered {
  store: string;
  order: string;
  totalMinor: number;
  lines: { line: string }[];
}

/** Holds what rules gave on an event, and what she has then of what she had before they did, to the telling. */
function tellGiven(
  world: Telling,
  done: Done,
  body: Record<string, unknown>,
  told: Told,
  purse: () => Purse,
): { says: string; terms: ToldTerms[]; awaitsMore: boolean } {
  const { programme: atEvent, on } = told;
  const { verb } = done.asked;
  const rules = new Map(
    atEvent.campaigns.flatMap((campaign) => campaign.rules.map((rule) => [rule.id, rule] as const)),
  );
  const { earned: expected, terms, plays, tickets, awaitsMore } = earnedOf(told);
  // What other events gave that came of it is not told.
  const found = (body.earned as ToldEarned[]).filter(({ rule, amount }) => amount > 0 && rules.get(rule)?.on === on);
  const shown = (of: ToldEarned[]) =>
    of
      .map(({ rule, unit, amount, availableOn, expiresOn }, index) => {
        const days = expected[index]?.expiresOn === null ? [availableOn] : [availableOn, expiresOn];
        return [rule, unit, amount, ...days].join(" ");
      })
      .join(", ");
  if (shown(found) !== shown(expected))
    world.differs(`told a second time it earns ${shown(expected)}, and the engine gave ${shown(found)}`);
  // Those of events that come of others are not told.
  if (!atEvent.campaigns.some((campaign) => campaign.rules.some((rule) => RAISED.includes(rule.on)))) {
    const raised = (body.surprises as { pool: string }[]).map(({ pool }) => pool).join(", ");
    if (raised !== plays.join(", "))
      world.differs(`told a second time it raises plays of ${plays.join(", ")}, and the engine of ${raised}`);
    const issued = JSON.stringify((body.tickets as typeof tickets).map(({ contest, amount }) => ({ contest, amount })));
    if (issued !== JSON.stringify(tickets))
      world.differs(`told a second time it gives tickets ${JSON.stringify(tickets)}, and the engine ${issued}`);
    for (const [what, given] of Object.entries({ plays, tickets }))
      if (given.length > 0) world.cells.set(`told ${what}`, (world.cells.get(`told ${what}`) ?? 0) + given.length);
  }
  const says = expected.length > 0 ? "something" : "nothing";
  whole(world, `${verb}'s lots`, () => {
    tellLots(world, done, { told, expected, purse: purse() });
    return says;
  });
  return { says, terms, awaitsMore };
}

/** What was asked, with what its gifts took of rewards. */
function askingOf({ programme }: Telling, { asked, before, after }: Done): Asking {
  const gifted = new Map<string, number>();
  for (const { id, reward, state, stock, isGift } of after.redemptions.values()) {
    if (!isGift || !stock || state === before.redemptions.get(id)?.state) continue;
    gifted.set(reward, (gifted.get(reward) ?? 0) + (state === "reversed" ? -1 : 1));
  }
  return { programme, before, now: asked.now, opened: null, gifted };
}

/** Holds money and memberships to the telling: the answer, what rules gave for it, and what everybody has then. */
function tellMoved(world: Telling, done: Done, tell: NonNullable<(typeof MOVES)[string]>): string {
  const { asked, after, body, performed } = done;
  const named = (field: string) => (typeof body?.[field] === "string" ? String(body[field]) : null);
  const asking = { ...askingOf(world, done), opened: named("member"), card: named("giftCard") };
  const moved = tell(asking, asked.request as never, world);
  const code = outcomeOf(performed);
  if (code !== moved.code) world.differs(`told a second time it is ${moved.code}, and the engine says ${code}`);
  if (code !== "done" || !body) return code;
  for (const [field, says] of Object.entries(moved.says))
    if (!isDeepStrictEqual(body[field], says))
      world.differs(`told a second time ${field} is ${String(says)}, and the engine says ${String(body[field])}`);
  for (const [field, says] of Object.entries(moved.lists ?? {})) {
    const said = (body[field] as Parameters<typeof saidOf>[0][]).map(saidOf);
    if (!isDeepStrictEqual(said, says))
      world.differs(`told a second time ${field} are ${says.join(", ")}, and the engine says ${said.join(", ")}`);
  }
  const paid = world.tills.differsFrom(after);
  if (paid !== null) world.differs(`told a second time ${paid}`);
  const { member, purse, told } = moved;
  if (!purse || member === null) return code;
  const { store, id } = asked.request as unknown as { store: string; id: string };
  const name = `top-up ${store} ${id}`;
  if (told) {
    const { terms } = tellGiven(world, done, body, told, () => purse);
    const lines = told.lines.map((line) => ({ ...line, line: "1" }));
    const totalMinor = lines[0]?.basis ?? 0;
    if (told.on === "top-up")
      keepSource(world.sources, `event:top-up:${store}:${id}`, { told, terms, givesMore: false });
    if (told.on === "top-up") keepOrder(world, name, { told, terms, body, lines, totalMinor });
    return code;
  }
  if (asked.verb === "reverse-top-up") {
    const back = takeAllTold(asking, world.orders.get(name), purse).map(saidOf);
    const said = (body.takenBack as Parameters<typeof saidOf>[0][]).map(saidOf);
    if (!isDeepStrictEqual(said, back))
      world.differs(`told a second time it takes back ${back.join(", ")}, and the engine took ${said.join(", ")}`);
    fillCards(momentOf(asking, member), purse);
  }
  if (MOVES_BY_MEMBERSHIP.includes(asked.verb)) fillCards(momentOf(asking, member), purse);
  if (raisesIn(world.programme)) throw new Untold("events that come of others");
  compare(world, done, member, purse);
  return code;
}

/** Holds a transfer to the telling: which days went, what both have then, and that nobody else has more or less than before. */
function tellTransfer(world: Telling, done: Done): string {
  const { asked, before, after, performed, body } = done;
  const asking = { programme: world.programme, before, now: asked.now, opened: null };
  const { code, slices, purses } = transferTold(asking, asked.request as never);
  const outcome = outcomeOf(performed);
  if (outcome !== code) world.differs(`told a second time it is ${code}, and the engine says ${outcome}`);
  for (const member of after.members.keys())
    if (!purses.has(member) && !isDeepStrictEqual(before.accounts.get(member), after.accounts.get(member)))
      world.differs(`${member} gave nothing and was given nothing, and has something else than before`);
  if (code !== "done" || !body) return code;
  if (!isDeepStrictEqual(body.slices, slices))
    world.differs(
      `told a second time ${JSON.stringify(slices)} went, and the engine says ${JSON.stringify(body.slices)}`,
    );
  if (raisesIn(world.programme)) throw new Untold("events that come of others");
  const [giver] = purses.keys();
  for (const [member, purse] of purses)
    compare(world, member === giver ? done : { ...done, body: null }, member, purse);
  return code;
}

/** Keeps an order whose purchase was told, or another event that can be given back, so that its refunds can be told. */
function keepOrder(
  { orders, sources }: Telling,
  name: string,
  {
    told: { programme, member, on },
    terms,
    body,
    lines,
    totalMinor,
  }: { told: Told; terms: ToldTerms[]; body: Record<string, unknown> } & Pick<ToldOrder, "lines" | "totalMinor">,
): void {
  orders.set(name, {
    member,
    lines,
    totalMinor,
    terms,
    refunds: [],
    source: sources.get(
      name.startsWith("event:")
        ? name
        : name.startsWith("top-up ")
          ? `event:${name.replaceAll(" ", ":")}`
          : `order:${name.replace(" ", ":")}`,
    ),
    isPlain:
      ["gifts", "tickets"].every((field) => ((body[field] ?? []) as unknown[]).length === 0) &&
      // What other events gave that came of it goes with it, and is not told.
      (body.earned as ToldEarned[]).every(({ rule }) => rulesOn(programme, on).includes(rule)),
    slides: programme,
  });
}

function rulesOn({ campaigns }: Programme, event: string): string[] {
  return campaigns.flatMap(({ rules }) => rules.flatMap(({ id, on }) => (on === event ? [id] : [])));
}

/** Holds a refund's answer, what it took back and what she has then to the telling. */
function tellRefund(world: Telling, done: Done): string {
  const { asked, body, performed } = done;
  const { store, order, amountMinor, lines } = asked.request as unknown as Refunded & { store: string; order: string };
  const asking = askingOf(world, done);
  const name = `${store} ${order}`;
  let expected: ReturnType<typeof refundTold>;
  try {
    expected = refundTold(asking, world.orders.get(name), { amountMinor, lines });
  } catch (fault) {
    if (!(fault instanceof Untold)) throw fault;
    if (!body) world.orders.delete(name);
    throw fault;
  }
  const code = outcomeOf(performed);
  if (code !== expected.code) world.differs(`told a second time it is ${expected.code}, and the engine says ${code}`);
  if (!expected.purse || expected.member === null) return code;
  tellTakenBack(world, body, expected.back);
  const rules = world.programme.campaigns.flatMap((campaign) => campaign.rules);
  if (rules.some(({ on }) => on === "refund" || RAISED.includes(on))) throw new Untold("rules on refunds");
  compare(world, done, expected.member, expected.purse);
  return code;
}

/** Holds what an operation took back to the telling. */
function tellTakenBack(world: Telling, body: Record<string, unknown> | null, back: ToldBack[]): void {
  const shown = (of: ToldBack[]) =>
    of.map(({ rule, unit, amount, forgiven }) => `${rule} ${amount} ${unit} (${forgiven ?? 0})`).join(", ");
  const took = shown((body?.takenBack ?? []) as ToldBack[]);
  if (took !== shown(back))
    world.differs(`told a second time it takes back ${shown(back)}, and the engine took ${took}`);
}

/** Events that come of others. */
const RAISED = ["tier-reached", "card-filled", "badge-earned", "prize-won"];

/** Holds what she has after an event to what it earned and the cards that it filled. */
function tellLots(
  world: Telling,
  done: Done,
  { told, expected, purse }: { told: Told; expected: ToldEarned[]; purse: Purse },
): void {
  const { programme: atEvent, member } = told;
  const day = numberOf(told.date);
  const rules = atEvent.campaigns.flatMap((campaign) => campaign.rules);
  if (rules.some(({ on }) => RAISED.includes(on))) throw new Untold("events that come of others");
  const gives = (name: string) => atEvent.rewards.find(({ id }) => id === name)?.kind === "units";
  if (rules.some(({ effects }) => effects.some((effect) => effect.kind === "reward" && gives(effect.reward))))
    throw new Untold("a rule that gives a reward of units");
  for (const { unit, amount, availableOn: from, expiresOn: until } of expected)
    receive({ programme: atEvent, day }, purse, {
      unit,
      amount,
      from,
      until: from === WAITS ? (until ?? FOR_EVER) : until,
    });
  fillCards(momentOf(askingOf(world, done), member), purse);
  compare(world, done, member, purse);
}

const FOR_EVER = 2_932_896;
const WAITS = 2_932_898;

function linesOf(verb: string, request: JsonObject, { units }: Pick<Programme, "units">): ToldLine[] {
  if (verb === "check-in") return [];
  if (verb === "report") return [{ sku: "event", category: null, quantity: 1, basis: 1, value: 1 }];
  const paid = request as unknown as Omit<Paid, "lines"> & { lines: (Paid["lines"][number] & ToldLine)[] };
  // Money of a wallet earns when it is spent; points that pay do not.
  const points = (request.paidWith as { unit: string; amountMinor: number }[]).filter(
    ({ unit }) => !units[unit]?.money,
  );
  const basis = basisOfLines({ ...paid, paidWith: points }) ?? [];
  const values = valueOfLines(paid);
  return paid.lines.map(({ sku, category, quantity }, index) => ({
    sku,
    category,
    quantity,
    basis: basis[index] ?? 0,
    value: values[index] ?? 0,
  }));
}
