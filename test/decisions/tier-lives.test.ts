/**
 * Lives of a member whose tier is held: she buys and gives back, time passes, and versions of the programme change what the tier
 * asks and how long it is held. After each review her lots say what her course says, and a second review has nothing to say.
 */
import { expect, test } from "vitest";
import { draftOf } from "../../functions/decisions/draft.ts";
import type { Facts } from "../../functions/decisions/facts.ts";
import { knownOf, reviewTiers } from "../../functions/decisions/tier-review.ts";
import { bestOf, courseOf, stayOn } from "../../functions/programme/course.ts";
import type { TierGroup } from "../../functions/programme/tiers.ts";
import { tierOf } from "../../functions/values/account.ts";
import { addMonths, DAY_MS, dateOf, firstDayOf, NEVER } from "../../functions/values/day.ts";
import { asKind, type Holder } from "../../functions/values/holder.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { type Random, randomOf } from "../model/random.ts";
import { ADA, factsWith, memberOf } from "../support/facts.ts";
import { pointsProgramme } from "../support/programmes.ts";

const YEAR_WINDOWS = [{ kind: "calendar-year" }, { kind: "anniversary-year" }];
const OTHER_WINDOWS = [{ kind: "rolling", months: 2 }, { kind: "rolling", months: 12 }, { kind: "lifetime" }];

/** The facts of a version of the programme, before anybody is in it. */
function versionOf(random: Random): Facts {
  const window = random.chance(60) ? random.pick(YEAR_WINDOWS) : random.pick(OTHER_WINDOWS);
  const rollOver = window.kind.endsWith("year") && random.chance(25) ? { rollOver: true } : {};
  const held = {
    ...(random.chance(50)
      ? { kind: "years", more: random.between(1, 2), from: random.pick(["january", "joining"]) }
      : { kind: "months", months: random.pick([1, 6, 12, 24]) }),
    upgrade: random.pick(["at-once", "at-once", "period-end"]),
    downgrade: random.pick(["full", "full", "one", "none"]),
    graceDays: random.pick([0, 0, 30, 90]),
  };
  let from = 0;
  const levels = ["silver", "gold", "black"].slice(0, random.between(2, 3)).map((id) => {
    from += random.pick([50, 100, 300, 1000]);
    return { id, name: id, from, ...(random.chance(33) ? { forLife: true } : {}) };
  });
  const group = {
    id: "status",
    measure: { metric: "spend", window, ...rollOver },
    held,
    levels: [{ id: "base", name: "Base", from: 0 }, ...levels],
  };
  return factsWith(
    {},
    pointsProgramme({
      zone: "UTC",
      metrics: { spend: { counts: "spend", bucket: "month" } },
      tiers: [group] as unknown as JsonObject[],
    }),
  );
}

const drawing = randomOf(20_261_123);
const VERSIONS = Array.from({ length: 80 }, () => versionOf(drawing));

/** The causes of what was posted in all lives. */
const met = new Set<string>();

interface Life {
  member: Holder<"member">;
  accounts: Facts["accounts"];
  /** Spend by month. */
  spent: Map<number, number>;
}

/** Reviews her after something was bought or given back, and writes what it posts. Returns its postings, in words. */
function lives(life: Life, version: Facts, { day, changed }: { day: number; changed: [month: number, by: number][] }) {
  const metrics = [...life.spent].map(([bucket, amount]) => ({ holder: ADA, metric: "spend", bucket, amount }));
  const facts: Facts = {
    ...version,
    now: day * DAY_MS,
    today: day,
    accounts: life.accounts,
    metrics,
    member: life.member,
    holders: new Map([...version.holders, [ADA, life.member]]),
  };
  const draft = draftOf(facts);
  for (const [bucket, amount] of changed) {
    draft.count({ holder: ADA, metric: "spend", bucket, amount });
    life.spent.set(bucket, (life.spent.get(bucket) ?? 0) + amount);
  }
  reviewTiers(draft, facts, ADA);
  const { postings } = draft.written(ADA);
  life.accounts = draft.accountsOf(ADA).filter(({ balance }) => balance !== 0);
  life.member = asKind(draft.holder(ADA) ?? life.member, "member");
  for (const { why } of postings) met.add(String(why.cause));
  const said = postings.map(({ from, to, why }) => `${from.holder === ADA ? from.unit : to.unit} ${why.cause}`);
  return { draft, facts, said };
}

/** What is wrong with her lots on a day, by the course that all of them and her counts give. */
function faultsOf(life: Life, { draft, facts }: { draft: ReturnType<typeof draftOf>; facts: Facts }, isOnly: boolean) {
  const { programme } = facts.current;
  const { today } = facts;
  const [group] = programme.tiers as [TierGroup];
  const of = { group, member: ADA, today };
  const [known, merit] = [knownOf(draft, programme, of), knownOf(draft, programme, { ...of, forgets: true })];
  const { level } = stayOn(courseOf(group, known), today);
  const places = life.accounts.map(({ unit }) => group.levels.findIndex(({ id }) => id === tierOf(unit)?.level));
  const held = [...new Set(places)].sort((a, b) => a - b);
  const isPromised = (place: number) => known.promised.some((lot) => lot.level === place && lot.until >= today);
  const ownStay = stayOn(courseOf(group, merit), today);
  const isForLife = ownStay.until === NEVER && group.levels[ownStay.level]?.forLife;
  const hasForLife = life.accounts.some(({ expiresOn }, at) => places[at] === ownStay.level && expiresOn === NEVER);
  return [
    ...((held.at(-1) ?? 0) === level ? [] : [`has ${held}, and is in ${level}`]),
    ...(held.slice(0, -1).every(isPromised) ? [] : [`has ${held}, and not all are promised`]),
    ...(isOnly && held.some((place) => place > bestOf(group, merit)) ? [`has ${held}, which she never reached`] : []),
    ...(isForLife && !hasForLife ? [`reached ${ownStay.level} for life, and has it until a day`] : []),
    ...(level < ownStay.level ? [`is in ${level}, and in ${ownStay.level} by merit alone`] : []),
  ];
}

test.each(Array.from({ length: 400 }, (_, seed) => seed + 1))(
  "life %i: lots, course and audit say the same",
  (seed) => {
    const random = randomOf(seed);
    const joinedAt = Date.parse(random.pick(["2024-01-10T00:00:00Z", "2024-05-10T00:00:00Z", "2024-09-20T00:00:00Z"]));
    const life: Life = {
      member: { ...memberOf("joined"), facts: { joinedAt } },
      accounts: [],
      spent: new Map(),
    };
    let version = random.pick(VERSIONS);
    let isOnly = true;
    let month = 202409;
    const told: unknown[] = [];
    for (let step = 0; step < 10; step++) {
      if (step > 0 && random.chance(20)) [version, isOnly] = [random.pick(VERSIONS), false];
      month = addMonths(month, random.pick([1, 1, 1, 2, 3, 7, 12]));
      const day = firstDayOf(month) + random.pick([2, 16, 27]);
      const bought: [number, number] = [month, random.pick([30, 60, 120, 350])];
      const given = [...life.spent].filter(([, amount]) => amount > 0);
      const changed: [number, number][] = random.chance(50) ? [bought] : [];
      if (changed.length === 0 && given.length > 0 && random.chance(50)) {
        const [bucket, amount] = random.pick(given);
        changed.push([bucket, -Math.min(amount, random.pick([10, 30, amount]))]);
      }
      const once = lives(life, version, { day, changed });
      told.push([dateOf(day), ...changed, once.said]);
      expect([told, faultsOf(life, once, isOnly)]).toEqual([told, []]);
      expect([told, lives(life, version, { day, changed: [] }).said]).toEqual([told, []]);
    }
  },
);

test("the lives meet every cause", () => {
  const causes = ["reached", "renewed", "fell", "given", "undone", "ended", "replaced"];
  expect(causes.filter((cause) => !met.has(cause))).toEqual([]);
});
