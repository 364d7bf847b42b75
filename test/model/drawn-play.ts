/**
 * Plays a random history under random documents, and holds it to what must be true whatever the document says: nothing
 * faults, an answer is for ever, a quote is kept, a purchase that is regretted at once never was, no life is lengthened,
 * and the audit finds nothing.
 */
import { isDeepStrictEqual } from "node:util";
import type { Client } from "@libsql/client/web";
import { tick } from "../../functions/clock/index.ts";
import { activate } from "../../functions/operations/activate.ts";
import { adjust } from "../../functions/operations/adjust.ts";
import { audit } from "../../functions/operations/audit.ts";
import { capture } from "../../functions/operations/capture.ts";
import { checkIn } from "../../functions/operations/check-in.ts";
import { dryRun } from "../../functions/operations/dry-run.ts";
import { enrol } from "../../functions/operations/enrol.ts";
import { freeze } from "../../functions/operations/freeze.ts";
import { fulfil } from "../../functions/operations/fulfil.ts";
import { claimGiftCard, reverseGiftCard, useGiftCard } from "../../functions/operations/gift-card.ts";
import { publishInput } from "../../functions/operations/input.ts";
import { cancelMembership, failMembership, payMembership } from "../../functions/operations/membership.ts";
import { merge } from "../../functions/operations/merge.ts";
import { moderate } from "../../functions/operations/moderate.ts";
import { changeProfile } from "../../functions/operations/profile.ts";
import { publish } from "../../functions/operations/publish.ts";
import { purchase } from "../../functions/operations/purchase.ts";
import { quote } from "../../functions/operations/quote.ts";
import { redeem } from "../../functions/operations/redeem.ts";
import { refund } from "../../functions/operations/refund.ts";
import { release } from "../../functions/operations/release.ts";
import { report } from "../../functions/operations/report.ts";
import { reverse } from "../../functions/operations/reverse.ts";
import { reverseTopUp } from "../../functions/operations/reverse-top-up.ts";
import { reverseVoucher } from "../../functions/operations/reverse-voucher.ts";
import { sellGiftCard } from "../../functions/operations/sell-gift-card.ts";
import { openStore } from "../../functions/operations/store.ts";
import { topUp } from "../../functions/operations/top-up.ts";
import { transfer } from "../../functions/operations/transfer.ts";
import { undoEvent } from "../../functions/operations/undo-event.ts";
import { useVoucher } from "../../functions/operations/use-voucher.ts";
import { openVenue } from "../../functions/operations/venue.ts";
import type { Ledger, Performed, Verb } from "../../functions/operations/verb.ts";
import type { Programme } from "../../functions/programme/programme.ts";
import { isHanded } from "../../functions/programme/rewards/index.ts";
import { DAY_MS, DEBT, GRACE } from "../../functions/values/day.ts";
import { canonicalJson } from "../../functions/values/jcs.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { codeOf } from "../../functions/values/voucher-code.ts";
import { done, performs } from "../support/embedded.ts";
import { newInProcess } from "../support/in-process.ts";
import { balanced } from "../support/ledger.ts";
import { BEGINS } from "./documents.ts";
import { type Drawn, drawDocument, WORLD } from "./draw-document.ts";
import { type AskedOf, drawnHistoryOf, type Known, nothingKnown } from "./drawn-history.ts";
import { outcomeOf, TOLD, tellAgain, tellTick } from "./drawn-tell.ts";
import { type Cells, Disagreement } from "./play.ts";
import { randomOf } from "./random.ts";
import { type Snapshot, snapshotOf } from "./snapshot.ts";
import type { Memberships } from "./told-memberships.ts";
import { purseOf } from "./told-purse.ts";
import { momentOf } from "./told-redemptions.ts";
import { type ToldOrder, undoCards } from "./told-refunds.ts";
import { type Sources, waitsPass } from "./told-waiting.ts";
import { Tills } from "./told-wallets.ts";

// Requests are made as JSON by verb; each is what its verb asks for.
const VERBS = {
  activate,
  adjust,
  capture,
  "check-in": checkIn,
  enrol,
  freeze,
  fulfil,
  "claim-gift-card": claimGiftCard,
  "reverse-gift-card": reverseGiftCard,
  "use-gift-card": useGiftCard,
  input: publishInput,
  "cancel-membership": cancelMembership,
  "fail-membership": failMembership,
  "pay-membership": payMembership,
  merge,
  moderate,
  profile: changeProfile,
  purchase,
  regret: purchase,
  redeem,
  refund,
  release,
  report,
  reverse,
  "reverse-top-up": reverseTopUp,
  "reverse-voucher": reverseVoucher,
  "sell-gift-card": sellGiftCard,
  "top-up": topUp,
  transfer,
  "undo-event": undoEvent,
  "use-voucher": useVoucher,
} as unknown as Record<string, Verb<JsonObject, object>>;

/** Of answers, how many are asked for again, and of purchases how many are quoted first; in percent. */
const AGAIN = 8;
const QUOTED = 50;

/** What showed a check-in is kept for so many days where the document says nothing. */
const EVIDENCE_DAYS = 30;

/** An answer that was given, and whether it was forgotten since. */
interface Past {
  asked: AskedOf;
  key: string;
  body: string;
  isForgotten: boolean;
}

interface World {
  ledger: Ledger;
  programme: Programme;
  /** All that were in force, the oldest first. */
  versions: { from: number; programme: Programme }[];
  cells: Cells;
  known: Known;
  /** Orders whose purchase was told, by store and name. */
  orders: Map<string, ToldOrder>;
  tills: Tills;
  memberships: Memberships;
  sources: Sources;
  /** The ledger as it was read last. */
  snapshot: Snapshot | null;
  /** Fails with what differs. */
  differs(says: string): never;
}

/** Plays a world from an empty database. Throws a Disagreement at the first thing that must not be. */
export async function playDrawn({ seed, requests }: { seed: number; requests: number }, cells: Cells): Promise<void> {
  const embedded = await newInProcess();
  const luck = seededLuck(seed);
  try {
    const drawn = drawDocument(seed);
    let asked: AskedOf | null = null;
    let step = 0;
    const world: World = {
      ledger: { ...embedded.ledger, now: BEGINS, hasFixedDraws: true },
      programme: drawn.programme,
      versions: [{ from: BEGINS, programme: drawn.programme }],
      cells,
      known: nothingKnown(),
      snapshot: null,
      orders: new Map(),
      tills: new Tills(),
      memberships: new Map(),
      sources: new Map(),
      differs(says) {
        throw new Disagreement(
          { document: "drawn", seed, history: 0, requests: step },
          `${says}\nasked ${JSON.stringify(asked)}`,
        );
      },
    };
    await begin(world.ledger, drawn);
    const history = drawnHistoryOf(seed);
    const random = randomOf(seed + 1);
    const past: Past[] = [];
    while (step < requests) {
      step += 1;
      asked = history.next(world.programme, world.known);
      world.ledger = { ...world.ledger, now: asked.now };
      const key = `k${step}`;
      const earlier = past.length > 0 && random.chance(AGAIN) ? random.pick(past.slice(-20)) : null;
      if (earlier) {
        asked = { ...earlier.asked, now: asked.now };
        const again = await faultless(world, () => perform(world, earlier.asked, earlier.key));
        const isSame = again.kind === "answered" && again.isReplay && again.body === earlier.body;
        if (earlier.isForgotten ? again.kind !== "erased" : !isSame)
          world.differs(`the answer was ${earlier.body} and is ${JSON.stringify(again)}`);
        count(cells, `${asked.verb} replay`);
        continue;
      }
      const performed = await asks(world, asked, { key, isQuoted: random.chance(QUOTED) });
      if (performed?.kind === "answered" && asked.verb in VERBS && asked.verb !== "regret")
        past.push({ asked, key, body: performed.body, isForgotten: false });
      if (asked.verb === "tick" || asked.verb === "regret") {
        forgetVisits(world, past);
        waitsPass(world.sources, Math.ceil(asked.now / DAY_MS) + 1);
      }
      count(cells, `${asked.verb} ${performed ? outcomeOf(performed) : "done"}`);
    }
    await balanced(embedded.client).catch((fault: unknown) => world.differs(String(fault)));
    // Operations that fill a hundred cards each have more postings than an answer of the usual page may be long.
    const { findings } = await audit(embedded.client, { page: 50 });
    if (findings.length > 0) world.differs(`the audit finds ${findings.slice(0, 5).join("\n")}`);
    await noLifeIsLengthened(embedded.client, world);
    if (!isDeepStrictEqual(await snapshot(world), await snapshotOf(embedded.client, null)))
      world.differs("what was read bit by bit is not what the ledger says");
  } finally {
    luck.restore();
    await embedded.close();
  }
}

/** The clock came by: answers of check-ins whose evidence is too old are gone from now on, and no others. */
function forgetVisits({ ledger: { now }, programme }: World, past: Past[]): void {
  const days = programme.checkIns?.evidenceDaysMax ?? EVIDENCE_DAYS;
  for (const one of past)
    if (one.body.includes('"id":"chk_') && (now ?? 0) - one.asked.now >= days * DAY_MS) one.isForgotten = true;
}

/** Luck of the engine itself, the same for a seed, so that a seed plays the same world. */
function seededLuck(seed: number): { restore(): void } {
  const random = randomOf(seed + 7);
  const real = crypto.getRandomValues;
  crypto.getRandomValues = (<Into extends Uint8Array>(into: Into) => {
    for (let index = 0; index < into.length; index++) into[index] = random.below(256);
    return into;
  }) as typeof crypto.getRandomValues;
  return {
    restore() {
      crypto.getRandomValues = real;
    },
  };
}

async function begin(ledger: Ledger, drawn: Drawn): Promise<void> {
  const published = await publishes(ledger, drawn, "publish-0");
  if (published.kind !== "answered" || published.status !== 200)
    throw new Error(`the document was not published: ${JSON.stringify(published)}`);
  for (const [index, store] of WORLD.stores.entries())
    await done(ledger, openStore, { store, name: store, city: WORLD.cities[index] ?? "" }, { key: store });
  for (const venue of WORLD.venues)
    await done(
      ledger,
      openVenue,
      {
        venue,
        store: "sto_north",
        name: venue,
        latitudeE7: 521_000_000,
        longitudeE7: 43_000_000,
        radiusMetres: 100,
        city: "Delft",
        ...(venue === "ven_mill" ? { hours: "Mo-Fr 08:00-18:00" } : {}),
      },
      { key: venue },
    );
}

function publishes(ledger: Ledger, { document, programme }: Drawn, key: string): Promise<Performed> {
  return performs(
    ledger,
    publish,
    { programme, document: canonicalJson(document), effectiveAt: null, basedOn: null },
    { key },
  );
}

/** Performs what is asked; null for what the clock does, which has no answer of its own. */
async function asks(
  world: World,
  asked: AskedOf,
  { key, isQuoted }: { key: string; isQuoted: boolean },
): Promise<Performed | null> {
  if (asked.verb === "tick") {
    const before = await snapshot(world);
    await faultless(world, () => tick(world.ledger));
    tellTick(world, { now: asked.now, before, after: await snapshot(world) });
    return null;
  }
  if (asked.verb === "publish") {
    const drawn = drawDocument(Number(asked.request.seed));
    const { programme } = drawn;
    const performed = await faultless(world, () => publishes(world.ledger, drawn, key));
    if (performed.kind === "answered" && performed.status === 200) {
      world.programme = programme;
      world.versions.push({ from: asked.now, programme });
    }
    return performed;
  }
  if (asked.verb === "regret") return regrets(world, asked, key);
  const before = TOLD.includes(asked.verb) ? await snapshot(world) : null;
  const promised = asked.verb === "purchase" && isQuoted ? await quoted(world, asked) : null;
  const performed = await faultless(world, () => perform(world, asked, key));
  if (performed.kind === "unknown") world.differs(`nobody knows: ${String(performed.fault)}`);
  const body = bodyOf(performed);
  if (body) learn(world, asked, body);
  if (before) tellAgain(world, { asked, before, after: await snapshot(world), performed, body });
  if (promised && body && !isDeepStrictEqual(sums(body.earned), promised))
    world.differs(`the quote promised ${JSON.stringify(promised)}, and it gave ${JSON.stringify(sums(body.earned))}`);
  return performed;
}

/** The ledger as it stands. */
async function snapshot(world: World): Promise<Snapshot> {
  world.snapshot = await snapshotOf(world.ledger.client, world.snapshot);
  return world.snapshot;
}

function perform(world: World, { verb, request }: AskedOf, key: string): Promise<Performed> {
  const of = VERBS[verb];
  if (!of) throw new Error(`there is no verb ${verb}`);
  return performs(world.ledger, of, request, { key });
}

/** What a quote of the same cart promises; null: it says nothing of this purchase. */
async function quoted(world: World, { now, request }: AskedOf): Promise<unknown> {
  if (request.occurredAt !== now || (request.paidWith as unknown[]).length > 0) return null;
  const cart = { ...request, totalMinor: request.totalMinor, reward: null } as unknown as Parameters<
    typeof quote.decide
  >[1];
  const tried = await faultless(world, () =>
    dryRun(world.ledger, quote, { request: cart, caller: { kind: "operator" } }),
  );
  if (tried.kind !== "decided") return null;
  // Who is held out follows from an id, which somebody who buys for the first time does not have yet.
  if (world.programme.campaigns.some(({ holdout }) => holdout !== undefined) || world.programme.holdout !== undefined)
    return null;
  // It promises what the goods earn at what she is to pay for them, and this history pays the price without it.
  if (tried.outcome.discount || tried.outcome.memberPrices.length > 0) return null;
  return sums(tried.outcome.earned);
}

/** What was earned, by rule and unit. */
function sums(earned: unknown): unknown {
  return (earned as { rule: string; unit: string; amount: number }[])
    .filter(({ amount }) => amount > 0)
    .map(({ rule, unit, amount }) => ({ rule, unit, amount }));
}

/** Buys and gives all of it back in the same instant: she has what she had, in every unit that comes back. */
async function regrets(world: World, asked: AskedOf, key: string): Promise<Performed> {
  const { programme } = world;
  await faultless(world, () => tick(world.ledger));
  const nobody = { ...asked.request, reward: null } as unknown as Parameters<typeof quote.decide>[1];
  const tried = await faultless(world, () =>
    dryRun(world.ledger, quote, { request: nobody, caller: { kind: "operator" } }),
  );
  const before = await snapshot(world);
  const bought = await faultless(world, () => perform(world, asked, key));
  const body = bodyOf(bought);
  if (!body) return bought;
  learn(world, asked, body);
  const { store, order, lines } = asked.request as {
    store: string;
    order: string;
    lines: { line: string; quantity: number }[];
  };
  const all = lines.map(({ line, quantity }) => ({ line, quantity }));
  const back = await faultless(world, () =>
    performs(
      world.ledger,
      refund,
      { store, order, refund: `all-${order}`, amountMinor: 0, lines: all },
      { key: `${key}-back` },
    ),
  );
  const left = bodyOf(back);
  if (!left || tried.kind !== "decided") return back;
  // What it gave besides may have been used, and a card that it filled stands for units that were there before.
  if (["gifts", "surprises", "tickets"].some((field) => (body[field] as unknown[]).length > 0)) return back;
  // A refund may meet rules of its own.
  if (["earned", "gifts"].some((field) => (left[field] as unknown[]).length > 0)) return back;
  const automatic = programme.rewards
    .filter(isHanded)
    .flatMap(({ automatic: itself, cost }) => (itself && cost ? [cost.unit] : []));
  const member = String(body.member);
  const asking = { programme, before, now: asked.now, opened: null };
  const none = purseOf(before, member, momentOf(asking, member));
  // Cards that she owes for since something else was taken back are undone by whichever refund is the next.
  const undone = left.undone as string[];
  const cards = undoCards(asking, member, undone);
  if (!isDeepStrictEqual(undone, cards.undone))
    world.differs(
      `told a second time the refund undoes ${cards.undone.join(", ")}, and the engine undid ${undone.join(", ")}`,
    );
  for (const [unit, { returns }] of Object.entries(programme.units)) {
    if (returns !== "debt" || automatic.includes(unit)) continue;
    const [had, has] = [
      worthOf(tried.outcome.balances[unit]) + worthOf(cards.purse.sums(unit)) - worthOf(none.sums(unit)),
      worthOf((left.balances as Record<string, Balance>)[unit]),
    ];
    const more = mergedInto(before, member, unit);
    if (has < had || has > had + more)
      world.differs(
        `she had ${had} ${unit} before an order that was given back, what cards gave up included, and has ${has}`,
      );
  }
  return back;
}

/** Whole units in the fractions that members brought along who became her: the next change of an order gives them. */
function mergedInto({ counts }: Snapshot, member: string, unit: string): number {
  let units = 0;
  for (const [name, buckets] of counts) {
    const [kind, , of, denominator] = name.slice(member.length + 1).split(":");
    if (name.startsWith(`${member} carry:`) && kind === "carry" && of === unit)
      units += Math.floor((buckets.get(0) ?? 0) / Number(denominator));
  }
  return units;
}

interface Balance {
  available: number;
  pending: number;
  held: number;
  debt: number;
}
const worthOf = (balance: Balance | undefined) =>
  balance === undefined ? 0 : balance.available + balance.pending + balance.held - balance.debt;

/** Runs what must not fault. */
async function faultless<Result>(world: World, run: () => Promise<Result>): Promise<Result> {
  return run().catch((fault: unknown) => {
    const why = fault instanceof AggregateError ? fault.errors.map(String).join("; ") : "";
    return world.differs(
      `a fault: ${fault instanceof Error ? `${fault.stack} ${String(fault.cause ?? "")}` : String(fault)} ${why}`,
    );
  });
}

function bodyOf(performed: Performed): Record<string, unknown> | null {
  if (performed.kind !== "answered" || performed.status !== 200) return null;
  return JSON.parse(performed.body) as Record<string, unknown>;
}

/** Keeps what may be asked about. */
function learn({ known, ledger }: World, { verb, request }: AskedOf, body: Record<string, unknown>): void {
  const text = (field: string) => String(body[field]);
  // A transfer answers its giver, whom it need not name.
  const member = verb === "transfer" ? request.member : body.member;
  if (typeof member === "string" && !known.members.includes(member)) known.members.push(member);
  if (verb === "enrol" && typeof member === "string" && !known.joined.includes(member)) known.joined.push(member);
  const store = typeof request.store === "string" ? request.store : "sto_north";
  if (verb === "purchase" || verb === "regret") known.orders.push(request as unknown as Known["orders"][number]);
  if (verb === "report") known.events.push({ store, id: String(request.id) });
  if (verb === "check-in") known.checkIns.push(text("id"));
  if (verb === "redeem")
    known.redemptions.push({ store, redemption: text("redemption"), isHeld: body.status === "held" });
  if (["capture", "release", "reverse"].includes(verb))
    for (const one of known.redemptions) if (one.redemption === request.redemption) one.isHeld = body.status === "held";
  if (typeof member === "string" && typeof body.balances === "object" && body.balances !== null) {
    const balances = Object.entries(body.balances as Record<string, Balance>);
    known.purses.set(member, Object.fromEntries(balances.map(([unit, { available }]) => [unit, available])));
  }
  if (verb === "pay-membership") known.memberships.push({ store, id: String(request.id) });
  if (verb === "top-up") known.topUps.push({ store, id: String(request.id) });
  if (verb === "sell-gift-card") known.giftCards.push({ store, card: text("giftCard") });
  const gifts = (body.gifts as { redemption: string; voucher: { id: string } | null }[] | undefined) ?? [];
  for (const { redemption } of gifts) known.redemptions.push({ store, redemption });
  const own = body.voucher as { id: string } | string | null | undefined;
  const issued = [...gifts.map(({ voucher }) => voucher), typeof own === "object" ? own : null];
  for (const voucher of issued)
    if (voucher) known.vouchers.push({ code: codeOf(ledger.secret, voucher.id), order: null });
}

/** Units that came back to a lot came to one that they had been in, or to one of grace that their unit states. */
async function noLifeIsLengthened(client: Client, world: World): Promise<void> {
  const { rows } = await client.execute(
    `SELECT back.unit, back.expires_on, postings.reason, postings.operation FROM postings JOIN accounts AS back ON back.id = postings.to_account
     JOIN holders ON holders.id = back.holder
     WHERE holders.kind = 'member' AND postings.reason IN ('release', 'reverse') AND back.available_on NOT IN (?, ?)
       AND NOT EXISTS (SELECT 1 FROM accounts AS lots JOIN postings AS before ON before.from_account = lots.id
         WHERE lots.unit = back.unit AND lots.available_on = back.available_on AND lots.expires_on = back.expires_on
           AND before.operation < postings.operation)`,
    [DEBT, GRACE],
  );
  if (rows.length > 0)
    world.differs(`units came back to lots that they were never taken from: ${JSON.stringify(rows.slice(0, 3))}`);
}

function count(cells: Cells, cell: string): void {
  cells.set(cell, (cells.get(cell) ?? 0) + 1);
}
