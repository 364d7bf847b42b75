/**
 * What rules give together on one event, told a second time: those that hold → stacking → what multiplies them, stacked too
 * → caps → budget → rounding, once, as each line is posted (ARCHITECTURE.md, "What rules give together").
 */
import { createHash } from "node:crypto";
import type { Condition } from "../../functions/programme/conditions/index.ts";
import type { Effect } from "../../functions/programme/effects/index.ts";
import type { Programme } from "../../functions/programme/programme.ts";
import { dateIn, numberOf } from "./calendar.ts";
import { type Told, Untold } from "./told.ts";
import { ageOf, allHold, countingLines } from "./told-conditions.ts";
import { daysOf } from "./told-lots.ts";
import { purseOf } from "./told-purse.ts";
import { levelsOf } from "./told-tiers.ts";

type Campaign = Programme["campaigns"][number];
type Rule = Campaign["rules"][number];

/** First day of a lot that waits for an event. */
const WAITS = 2_932_898;
/** Both days of what is owed. */
const OWED = -1;

/** A line that a rule gives. */
export interface ToldEarned {
  rule: string;
  unit: string;
  amount: number;
  availableOn: number;
  /** Null: it slides, or staff have to accept it first. */
  expiresOn: number | null;
}

/** What an order keeps of a line that a rule gave, to be told again of what refunds leave. */
export interface ToldTerms {
  rule: string;
  unit: string;
  /** The lines that count, by their place. */
  lines: number[];
  /** What has to be left of their money, in minor units; null: it is asked for in a way that is not told. */
  least: number | null;
  /** Exact worth of what is counted: so many times 1 ÷ under units. */
  worthOf(counted: Counted): bigint;
  under: bigint;
  denominator: number;
  rounding: "down" | "nearest" | "up";
  /** In whole units: what caps and the budget left; null: nothing limits it. */
  most: number | null;
  /** What it gave first. */
  gave: number;
  /** Whether staff have to accept it. */
  isModerated: boolean;
  from: number;
  until: number | null;
  returns: "only-pending" | "within-balance" | "debt";
}

/** What counts of an order. */
export interface Counted {
  basis: number;
  pieces: number;
}

interface Award {
  unit: string;
  worthOf: ToldTerms["worthOf"];
  /** Exact worth: over ÷ under units. Under 1 is whole from the start, and nothing of it is carried. */
  over: bigint;
  under: bigint;
  /** As the fraction that is carried is named. */
  denominator: number;
  /** What of each counted thing it gives, for multipliers. */
  each: { per: "money" | "pieces" | "event"; amount: number; percent: number; by: number };
  when: Condition[];
}

interface Applying {
  rule: Rule;
  campaign: Campaign;
  when: Condition[];
  awards: Award[];
  /** Whether it gives more than units, plays and tickets; what it says is nothing given. */
  gives: boolean;
  says: boolean;
  /** Plays and tickets, in the order of its effects. */
  others: Extract<Effect, { kind: "surprise" | "tickets" }>[];
}

/** What each effect adds to a rule, a line a kind: lines of units, or something else. */
const GIVES: { [Kind in Effect["kind"]]: (effect: Extract<Effect, { kind: Kind }>, of: Applying, told: Told) => void } =
  {
    earn({ unit, amount, perMinor, perPieces, percentByTier }, of, told) {
      const hers = percentByTier === undefined ? [] : levelsOf(told).flatMap((level) => percentByTier[level] ?? []);
      const ofTier = hers.length === 0 ? 100 : Math.max(...hers);
      const percent = Math.max(0, ofTier + rateOf(told, unit) - 100);
      const per = perMinor !== undefined ? "money" : perPieces !== undefined ? "pieces" : "event";
      const each = { per, amount, percent, by: perMinor ?? perPieces ?? 0 } as const;
      of.awards.push(awardOf(told, { unit, each, when: of.when }));
    },
    "cash-back": ({ unit, percent: amount }, of, told) => {
      const percent = Math.max(0, rateOf(told, unit));
      const each = { per: "money", amount, percent, by: 100 } as const;
      of.awards.push(awardOf(told, { unit, each, when: of.when }));
    },
    // What multiplies is told once it is known what there is to multiply.
    multiply: () => {},
    message: (_, of) => {
      of.says = true;
    },
    // No units: a rule of them alone may be capped all the same.
    "member-price": (_, of) => alsoGives(_, of),
    reward: (_, of) => alsoGives(_, of),
    surprise: (effect, of) => {
      of.others.push(effect);
    },
    tickets: (effect, of) => {
      of.others.push(effect);
    },
  };

/** What the benefits of her levels, and of memberships that are valid today, make of a unit. */
function rateOf(told: Told, unit: string): number {
  const { units, tiers } = told.programme;
  const ratesOf = (benefits: { kind: string }[]) =>
    benefits.filter((benefit): benefit is Rate => benefit.kind === "rate" && (benefit as Rate).unit === unit);
  const levels = tiers.flatMap((group) => group.levels);
  const hers = levels.some(({ benefits = [] }) => ratesOf(benefits).length > 0) ? levelsOf(told) : [];
  const purse = purseOf(told.before, told.member, told);
  return [
    ...levels.filter(({ id }) => hers.includes(id)).flatMap(({ benefits = [] }) => ratesOf(benefits)),
    ...Object.entries(units).flatMap(([plan, { membership }]) =>
      membership && purse.spendable(plan) > 0 ? ratesOf(membership.benefits) : [],
    ),
  ].reduce((sum, { percent }) => sum + percent - 100, 100);
}
type Rate = { kind: "rate"; unit: string; percent: number };

function alsoGives(_: unknown, of: Applying): void {
  of.gives = true;
}

/** What rules give together on an event. */
export interface ToldEffects {
  earned: ToldEarned[];
  terms: ToldTerms[];
  /** The pools of which plays are raised. */
  plays: string[];
  tickets: { contest: string; amount: number }[];
  /** Whether staff have to accept more than units. */
  awaitsMore: boolean;
}

/** What the rules on an event give, in the document's order. Untold: it asks what is not told. */
export function earnedOf(told: Told): ToldEffects {
  const { programme, on, at, member } = told;
  const open: Applying[] = [];
  for (const campaign of programme.campaigns) {
    const runs =
      (campaign.from === undefined || Date.parse(campaign.from) <= at) &&
      (campaign.until === undefined || at < Date.parse(campaign.until));
    if (!runs) continue;
    for (const rule of campaign.rules) {
      const when = [...campaign.when, ...rule.when];
      if (rule.on !== on || !allHold(when, told) || isHeldOut(programme, campaign, member)) continue;
      const of: Applying = { rule, campaign, when, awards: [], gives: false, says: false, others: [] };
      for (const effect of rule.effects) {
        const gives = GIVES[effect.kind] as ((effect: Effect, of: Applying, told: Told) => void) | undefined;
        if (!gives) throw new Error(`say in test/model/told-rules.ts what "${effect.kind}" gives`);
        gives(effect, of, told);
      }
      open.push(of);
    }
  }
  const counts = countsOf(told);
  /** Whether nothing of all that it gives is left for her now. */
  const isIdle = (of: Applying) => {
    const isNothing = ({ unit }: Award) => counts.room(of, unit) === 0 || hasBadge(told, unit);
    const isClosed = (effect: Applying["others"][number]) => {
      const { plays, tickets } = chancesOf(told, [effect]);
      return plays.length + tickets.length === 0 && !of.rule.moderated;
    };
    const hasMore = of.gives || of.awards.length + of.others.length === 0;
    return !hasMore && of.awards.every(isNothing) && of.others.every(isClosed);
  };
  // Of what multiplies, that is asked when it is known what there is to multiply.
  const may = open.filter((of) => !counts.isReached(of) && (isMultiplier(of) || !isIdle(of)));
  // One that has nothing left to give wins no group, and what is left of gifts is not told.
  for (const of of may) {
    const { group, mode } = groupOf(of);
    const isAlone = may.every((other) => other === of || groupOf(other).group !== group);
    const mayBeIdle = of.gives && (of.awards.length > 0 || of.rule.effects.some(({ kind }) => kind === "reward"));
    if (mode !== "sum" && !isAlone && mayBeIdle) throw new Untold("a group with a rule that may have nothing to give");
    const isCut = of.awards.length > 0 && of.awards.every(({ unit }) => counts.room(of, unit) === 0);
    if (isCut && mayBeIdle && may.some(isMultiplier))
      throw new Untold("units of a rule whose gift may be gone as well");
  }
  const base = stacked(
    programme,
    may.filter((of) => !isMultiplier(of)),
  );
  const more = may
    .filter(isMultiplier)
    .map((of) => multiplied(told, of, base))
    .filter(({ awards, gives, says, others: chances }) => awards.length + chances.length > 0 || gives || says)
    .filter((of) => !isIdle(of));
  const earned: ToldEarned[] = [];
  const terms: ToldTerms[] = [];
  const others: Applying["others"] = [];
  let awaitsMore = false;
  const applied = [...base, ...stacked(programme, more)];
  const gifts = applied.flatMap(({ rule }) => rule.effects.flatMap((effect) => giftedBy(programme, effect)));
  if (applied.some(({ awards }) => awards.some(({ unit }) => gifts.includes(unit))))
    throw new Untold("a badge or a membership that a gift of the event gives too");
  for (const of of applied) {
    for (const award of of.awards) earned.push(...given(told, counts, of, award, terms));
    // What has to be accepted first is given when it was.
    if (of.rule.moderated && (of.gives || of.says || of.others.length > 0)) awaitsMore = true;
    // Tickets go back with an order: for one that money did not pay there are none.
    const isPaid = !isOrder(told) || countingLines(of.when, told).some(({ basis }) => basis > 0);
    if (!of.rule.moderated) others.push(...of.others.filter(({ kind }) => kind === "surprise" || isPaid));
  }
  return { earned: earned.filter(({ amount }) => amount > 0), terms, awaitsMore, ...chancesOf(told, others) };
}

/** The badge or the membership that an effect hands over as a reward: of those one is had, or follows the other. */
function giftedBy({ rewards, units }: Programme, effect: Effect): string[] {
  const reward = effect.kind === "reward" ? rewards.find(({ id }) => id === effect.reward) : undefined;
  if (reward?.kind !== "units") return [];
  const { badge, membership } = units[reward.gives.unit] ?? {};
  return badge || membership ? [reward.gives.unit] : [];
}

/** Plays of surprises that are open, as many a day as each allows, and tickets of contests that she may enter. */
function chancesOf(told: Told, others: Applying["others"]): Pick<ToldEffects, "plays" | "tickets"> {
  const { before, now, member, today, programme } = told;
  const openOf = (kind: "pool" | "contest", name: string) =>
    before.open.find((one) => one.kind === kind && one.name === name && one.opensAt <= now && now < one.closesAt);
  const plays: string[] = [];
  const tickets: ToldEffects["tickets"] = [];
  for (const effect of others) {
    if (effect.kind === "surprise") {
      const pool = openOf("pool", effect.pool);
      if (!pool) continue;
      const had = before.counts.get(`${member} plays:${pool.id}`)?.get(today) ?? 0;
      if (had + plays.filter((name) => name === effect.pool).length < pool.playsPerDay) plays.push(effect.pool);
      continue;
    }
    const contest = openOf("contest", effect.contest);
    if (!contest) continue;
    const age = ageOf({ before, member, date: dateIn(programme.zone, contest.opensAt) });
    if (age === null || age >= contest.minAge) tickets.push({ contest: contest.id, amount: effect.amount });
  }
  return { plays, tickets };
}

const isMultiplier = ({ rule }: Applying) => rule.effects.some(({ kind }) => kind === "multiply");

function isHeldOut({ programme, holdout }: Programme, campaign: Campaign, member: string): boolean {
  const percent = (campaign.holdout ?? holdout)?.percent ?? 0;
  const name = campaign.holdout ? campaign.id : "";
  const digest = createHash("sha256").update(`tessera-holdout/1\n${programme}\n${name}\n${member}`).digest();
  return BigInt(digest.readUIntBE(0, 6)) * 100n < BigInt(percent) << 48n;
}

/** Events of which nothing can be given back, and that need no goods. */
const NO_ORDERS = ["check-in", "membership"];
const isOrder = ({ on }: Told) => !NO_ORDERS.includes(on);

/** An award of what counts for its conditions. */
function awardOf(told: Told, { unit, each, when }: Pick<Award, "unit" | "each" | "when">): Award {
  const rounding = told.programme.units[unit]?.rounding ?? "down";
  const { per, amount, percent } = each;
  // Of an order also the fraction of what is given for the event itself is carried.
  const isFlat = per === "event" && (!isOrder(told) || (amount * percent) % 100 === 0);
  const by = per === "event" ? 1 : each.by;
  const flat = BigInt(whole(BigInt(amount * percent), 100n, rounding));
  const worthOf = ({ basis, pieces }: Counted) => {
    if (isFlat) return !isOrder(told) || basis > 0 ? flat : 0n;
    const counted = { event: Math.sign(basis), money: basis, pieces }[per];
    return BigInt(counted) * BigInt(amount * percent);
  };
  const under = isFlat ? 1n : BigInt(by) * 100n;
  const over = worthOf(countedOf(countingLines(when, told)));
  return { unit, each, when, worthOf, over, under, denominator: isFlat ? 0 : by * 100 };
}

/** What conditions ask of the money that counts. */
function leastOf(when: Condition[]): number | null {
  const isHidden = when.some(
    (one) => (one.kind === "any" || one.kind === "not") && [one.of].flat().some((part) => part.kind === "amount"),
  );
  return isHidden ? null : Math.max(0, ...when.map((one) => (one.kind === "amount" ? one.atLeastMinor : 0)));
}

/** Money and pieces of lines: what is free is not bought. */
function countedOf(lines: { basis: number; quantity: number }[]): Counted {
  const counted = { basis: 0, pieces: 0 };
  for (const { basis, quantity } of lines) {
    counted.basis += basis;
    counted.pieces += basis > 0 ? quantity : 0;
  }
  return counted;
}

function multiplied(told: Told, of: Applying, base: Applying[]): Applying {
  const awards: Award[] = [];
  for (const effect of of.rule.effects) {
    if (effect.kind !== "multiply") continue;
    for (const earning of base) {
      if (effect.of && !effect.of.includes(earning.rule.id)) continue;
      for (const award of earning.awards) {
        const when = [...award.when, ...of.when];
        if (award.unit !== effect.unit || !allHold(when, told)) continue;
        const own = awardOf(told, { unit: award.unit, each: award.each, when });
        const share = BigInt(effect.percent - 100);
        awards.push({
          ...own,
          worthOf: (counted) => own.worthOf(counted) * share,
          over: own.over * share,
          under: own.under * 100n,
          denominator: (own.denominator || 1) * 100,
        });
      }
    }
  }
  return { ...of, awards: [...of.awards, ...awards] };
}

const groupOf = ({ rule, campaign }: Applying) => rule.stacking ?? campaign.stacking ?? { group: "", mode: "sum" };

/** Whether she has a badge, or waits for it. */
function hasBadge(told: Told, unit: string): boolean {
  return told.programme.units[unit]?.badge === true && purseOf(told.before, told.member, told).has(unit);
}

/** What repays a debt before she has one: nothing does that waits. */
function owedOf({ programme, before, member }: Told, unit: string): number {
  if (programme.units[unit]?.pending.kind === "event") return 0;
  const owed = (before.accounts.get(member) ?? []).find((lot) => lot.unit === unit && lot.until === OWED);
  return -(owed?.balance ?? 0);
}

/** Of each group those that go together; what rules are worth is compared in money where the unit has a worth. */
function stacked(programme: Programme, given: Applying[]): Applying[] {
  return given.filter((of) => {
    const { group, mode } = groupOf(of);
    if (mode === "sum") return true;
    const rivals = given.filter((other) => groupOf(other).group === group && groupOf(other).mode !== "sum");
    if (mode === "exclusive") return rivals[0] === of;
    const best = rivals.reduce((first, other) => (isWorthMore(programme, other, first) ? other : first));
    return best === of;
  });
}

function isWorthMore(programme: Programme, a: Applying, b: Applying): boolean {
  const [one, other] = [worthOf(programme, a), worthOf(programme, b)];
  return one.over * other.under > other.over * one.under;
}

function worthOf({ units }: Programme, { awards }: Applying): { over: bigint; under: bigint } {
  let sum = { over: 0n, under: 1n };
  for (const { unit, over, under } of awards) {
    const worth = units[unit]?.worth ?? { amount: 1, minor: 1 };
    const [more, by] = [over * BigInt(worth.minor), under * BigInt(worth.amount)];
    sum = { over: sum.over * by + more * sum.under, under: sum.under * by };
  }
  return sum;
}

/** What is posted of an award: cut to the room that is left, and whole. */
function given(
  told: Told,
  counts: Counts,
  of: Applying,
  { unit, when, worthOf, over, under, denominator }: Award,
  kept: ToldTerms[],
): ToldEarned[] {
  const { programme, member, before } = told;
  const terms = programme.units[unit];
  if (!terms) throw new Error(`there is no unit ${unit}`);
  const day = numberOf(told.date);
  if (terms.badge) {
    if (day !== told.today) throw new Untold("a badge of another day");
    if (hasBadge(told, unit) || (counts.badges.get(unit) ?? 0) > owedOf(told, unit)) return [];
  }
  const room = counts.room(of, unit);
  if (room === 0) return [];
  const rounding = terms.rounding;
  let amount: number;
  if (!isOrder(told) || denominator === 0) {
    amount = whole(over, under, rounding);
    if (room !== null) amount = Math.min(amount, room);
  } else {
    const most = room === null ? null : BigInt(room) * under;
    const cut = most !== null && over > most ? most : over;
    if (rounding !== "down") amount = whole(cut, under, rounding);
    else {
      const name = `carry:${of.rule.id}:${unit}:${denominator}`;
      const carried = counts.carries.get(name) ?? BigInt(before.counts.get(`${member} ${name}`)?.get(0) ?? 0);
      amount = whole(carried + cut, under, "down");
      if (room !== null) amount = Math.min(amount, cut > 0n ? room : 0);
      counts.carries.set(name, carried + cut - BigInt(amount) * under);
    }
  }
  counts.give(of, unit, amount);
  if (terms.badge) counts.badges.set(unit, (counts.badges.get(unit) ?? 0) + amount);
  const purse = purseOf(before, member, told);
  const given = counts.periods.get(unit);
  if (given !== undefined && purse.debt(unit) > 0) throw new Untold("a membership that repays a debt, twice at once");
  const { from, until } = daysOf(terms, day, [...purse.ends(unit), ...(given === undefined ? [] : [given])]);
  if (terms.membership && until !== null && !of.rule.moderated && amount > 0) counts.periods.set(unit, until);
  const lines = countingLines(when, told).map((line) => told.lines.indexOf(line));
  kept.push({
    rule: of.rule.id,
    unit,
    lines,
    least: leastOf(when),
    worthOf,
    under,
    denominator,
    rounding,
    most: room,
    gave: amount,
    isModerated: of.rule.moderated === true,
    from: of.rule.moderated ? WAITS : from,
    until,
    returns: terms.returns,
  });
  const lot = of.rule.moderated ? { availableOn: WAITS, expiresOn: null } : { availableOn: from, expiresOn: until };
  return [{ rule: of.rule.id, unit, amount, ...lot }];
}

/** Whole units of a fraction. */
export function whole(over: bigint, under: bigint, rounding: "down" | "nearest" | "up"): number {
  const added = { down: 0n, nearest: under, up: 2n * under - 2n }[rounding];
  const [over2, under2] = [over * 2n + added, under * 2n];
  const quotient = over2 / under2;
  return Number(quotient * under2 > over2 ? quotient - 1n : quotient);
}

/** What caps and the budget leave, as the event goes on. */
interface Counts {
  /** How many of a badge the event gave: she has it once what she owes of it is repaid. */
  badges: Map<string, number>;
  /** Until when a membership lasts that a line of the event gave, by unit. */
  periods: Map<string, number>;
  /** Fractions that one line of the event leaves to the next. */
  carries: Map<string, bigint>;
  /** Whether a rule may not be given once more. */
  isReached(of: Applying): boolean;
  /** The least that a cap on the amount or the budget leaves of a unit; null: nothing limits it. */
  room(of: Applying, unit: string): number | null;
  give(of: Applying, unit: string, amount: number): void;
}

function countsOf(told: Told): Counts {
  const { before, member, date } = told;
  const given = new Map<string, number>();
  const day = numberOf(date);
  const [year, month] = [Number(date.slice(0, 4)), Number(date.slice(5, 7))];
  const buckets = { day, week: day - ((day + 3) % 7), month: year * 100 + month, year: year * 100, lifetime: 0 };
  const capsOf = ({ rule, campaign }: Applying) => {
    const named = (owner: string, caps: Rule["caps"]) =>
      caps.map((cap) => ({
        cap,
        name: `cap:${owner}:${cap.what === "interval" ? "interval" : cap.what === "times" ? `times:${cap.per}` : `amount:${cap.unit}:${cap.per}`}`,
        // The same without its period: what an earlier document capped by a shorter one was given all the same.
        all: `cap:${owner}:${cap.what === "amount" ? `amount:${cap.unit}` : cap.what}`,
        bucket: cap.what === "interval" ? Math.floor(told.at / 1000) : buckets[cap.per],
      }));
    return [...named(`rule:${rule.id}`, rule.caps), ...named(`campaign:${campaign.id}`, campaign.caps)];
  };
  const counted = (name: string, isIn: (bucket: number) => boolean) =>
    [
      ...(before.counts.get(`${member} ${name}`) ?? []),
      ...[...given].flatMap(([key, amount]): [number, number][] =>
        key.startsWith(`${name} `) ? [[Number(key.slice(name.length + 1)), amount]] : [],
      ),
    ].reduce((sum, [bucket, amount]) => sum + (isIn(bucket) ? amount : 0), 0);
  /** What she was given in the period of a cap; each way of counting may miss some, and none counts too much. */
  const givenIn = ({
    all,
    name,
    bucket,
    per,
  }: {
    all: string;
    name: string;
    bucket: number;
    per: keyof typeof buckets;
  }) =>
    Math.max(
      counted(name, (each) => each === bucket),
      per === "week" ? counted(`${all}:day`, (each) => each >= bucket && each < bucket + 7) : 0,
      per === "year" ? counted(`${all}:month`, (each) => Math.floor(each / 100) === year) : 0,
      per === "lifetime" ? counted(`${all}:month`, () => true) : 0,
      per === "lifetime" ? counted(`${all}:year`, () => true) : 0,
    );
  return {
    badges: new Map(),
    periods: new Map(),
    carries: new Map(),
    isReached: (of) =>
      capsOf(of).some(({ cap, name, bucket, all }) =>
        cap.what === "interval"
          ? [...(before.counts.get(`${member} ${name}`) ?? [])].some(
              ([second, times]) => times > 0 && Math.abs(second - bucket) < cap.minutes * 60,
            )
          : cap.what === "times" && givenIn({ all, name, bucket, per: cap.per }) >= cap.atMost,
      ),
    room(of, unit) {
      const left = capsOf(of).flatMap(({ cap, name, bucket, all }) =>
        cap.what === "amount" && cap.unit === unit
          ? [Math.max(0, cap.atMost - givenIn({ all, name, bucket, per: cap.per }))]
          : [],
      );
      const { id, budget } = of.campaign;
      if (budget?.unit === unit) {
        const [account] = before.accounts.get(`campaign:${id}`) ?? [];
        left.push((account?.balance ?? 0) - (given.get(`budget ${id}`) ?? 0));
      }
      return left.length === 0 ? null : Math.min(...left);
    },
    give(of, unit, amount) {
      const add = (name: string) => given.set(name, (given.get(name) ?? 0) + amount);
      for (const { cap, name, bucket } of capsOf(of))
        if (cap.what === "amount" && cap.unit === unit) add(`${name} ${bucket}`);
      if (of.campaign.budget?.unit === unit) add(`budget ${of.campaign.id}`);
    },
  };
}
