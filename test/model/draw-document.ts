/**
 * Programme documents at random, drawn from the shapes of the kinds themselves, so that a kind is drawn the day it is added.
 * A document grows part by part: what a part names is chosen among what is defined, and the checker has the last word.
 */
import * as z from "zod";
import * as benefits from "../../functions/programme/benefits/index.ts";
import { campaign, rule } from "../../functions/programme/campaign.ts";
import * as conditions from "../../functions/programme/conditions/index.ts";
import * as input from "../../functions/programme/conditions/input.ts";
import { contest } from "../../functions/programme/draws/contest.ts";
import * as effects from "../../functions/programme/effects/index.ts";
import { EVENTS, tellsOf } from "../../functions/programme/event.ts";
import { expiry } from "../../functions/programme/expiry/index.ts";
import type { Naming } from "../../functions/programme/kinds.ts";
import { groupsOf, type Part } from "../../functions/programme/measure.ts";
import { metric, windowMisfit } from "../../functions/programme/metric.ts";
import { misfitsOf } from "../../functions/programme/misfits/index.ts";
import { pending } from "../../functions/programme/pending/index.ts";
import { type Programme, programme, readProgramme } from "../../functions/programme/programme.ts";
import * as rewards from "../../functions/programme/rewards/index.ts";
import { type Cost, cost } from "../../functions/programme/rewards/priced.ts";
import { segment } from "../../functions/programme/segment.ts";
import { tiers } from "../../functions/programme/tiers.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { drawValue, type Knowing, NothingFits } from "./draw-value.ts";
import { type Random, randomOf } from "./random.ts";

/** The indices of kinds, with the shape of each kind's terms. */
export const INDICES: Record<string, readonly z.core.$ZodType[]> = {
  conditions: conditions.condition.options,
  effects: effects.effect.options,
  rewards: rewards.reward.options,
  expiry: expiry.options,
  pending: pending.options,
  benefits: benefits.benefit.options,
};

/** How a kind is called here: "conditions weekday". */
export function kindName(index: string, terms: z.core.$ZodType): string {
  const { kind } = (terms as unknown as z.ZodObject<{ kind: z.ZodLiteral<string> }>).shape;
  return `${index} ${kind.value}`;
}

/** What histories have and documents may name: goods, places, ways and fields. */
export const WORLD = {
  categories: ["coffee", "tea", "cake"],
  skus: ["A", "B", "C"],
  stores: ["sto_north", "sto_south"],
  venues: ["ven_pier", "ven_mill"],
  cities: ["Utrecht", "Delft"],
  channels: ["web", "shop"],
  fields: ["stars", "reward", "tier", "unit"],
} as const;

export interface Drawn {
  document: JsonObject;
  programme: Programme;
  /** Parts that were drawn, and those of them that the checker accepted. */
  drawn: number;
  accepted: number;
  /** Kinds that are in the document. */
  kinds: Set<string>;
}

/** The parts in the order in which they can name each other; what the shape has besides comes last. */
const ORDER = [
  "units",
  "events",
  "metrics",
  "attributes",
  "inputs",
  "tiers",
  "segments",
  "surprises",
  "contests",
  "rewards",
  "campaigns",
];

/** How many of a part a document has, at the least and at the most; of others, up to two. */
const HOW_MANY: Record<string, [number, number]> = {
  units: [2, 3],
  metrics: [1, 5],
  rewards: [1, 5],
  campaigns: [2, 5],
};

/** What is said once for every document. */
const FIXED = { programme: "drawn", name: "Drawn", about: "Drawn", currency: "EUR", language: "en" };

/** How often a part is drawn until the checker accepts it. */
const TRIES = 12;

/** A document, always the same for a seed. */
export function drawDocument(seed: number): Drawn {
  const random = randomOf(seed);
  const document: JsonObject = { ...FIXED, zone: random.pick(["Europe/Berlin", "America/New_York", "Asia/Kolkata"]) };
  const shape = programme.shape as Record<string, z.core.$ZodType>;
  const every = Object.values(INDICES).flat();
  const favourite = every[seed % every.length];
  const tally = { drawn: 0, accepted: 0 };
  let accepted = programme.parse({ ...document, units: { points: { name: { one: "one", other: "many" } } } });
  const parts = [...ORDER, ...Object.keys(shape).filter((part) => !ORDER.includes(part) && part !== "$schema")];
  for (const part of parts) {
    const of = shape[part];
    if (!of) throw new Error(`documents have no ${part}`);
    if (part in document) continue;
    const [least, most] = HOW_MANY[part] ?? [0, 2];
    const bare = bareOf(of);
    const knowing = knowingOf({ random, document, part, favourite, accepted });
    if (bare.type === "array" || bare.type === "record") {
      const element = bare.type === "array" ? bare.element : bare.valueType;
      for (let count = random.between(least, most); count > 0; count--)
        accepted = add(document, part, bare.type, { knowing, element, of, accepted, tally });
    } else if (random.chance(25))
      accepted = add(document, part, "value", { knowing, element: of, of, accepted, tally });
  }
  const read = readProgramme(document);
  if ("faults" in read) throw new Error(`the parts were accepted and the whole is not: ${JSON.stringify(read.faults)}`);
  return { document, programme: read.programme, ...tally, kinds: kindsIn(document) };
}

/** Draws one of a part, and adds it if the checker accepts the document with it. Returns the programme that was accepted; the whole document is read once it is whole. */
function add(
  document: JsonObject,
  part: string,
  how: "array" | "record" | "value",
  {
    knowing,
    element,
    of,
    accepted,
    tally,
  }: {
    knowing: Knowing;
    element: z.core.$ZodType;
    /** The part's own shape. */
    of: z.core.$ZodType;
    accepted: Programme;
    tally: { drawn: number; accepted: number };
  },
): Programme {
  const had = document[part];
  for (let tried = 0; tried < TRIES; tried++) {
    try {
      const drawn = drawValue(element, knowing, { fields: [part], kind: null }) as JsonObject;
      if (how === "array") document[part] = [...((had as JsonObject[] | undefined) ?? []), drawn];
      else if (how === "record") document[part] = { ...(had as JsonObject | undefined), [freeName(part, had)]: drawn };
      else document[part] = drawn;
    } catch (fault) {
      if (!(fault instanceof NothingFits)) throw fault;
      continue;
    }
    tally.drawn += 1;
    const read = z.core.safeParse(of, document[part]);
    const grown = read.success ? ({ ...accepted, [part]: read.data } as Programme) : null;
    if (grown && misfitsOf(grown).length === 0) {
      tally.accepted += 1;
      return grown;
    }
    if (had === undefined) delete document[part];
    else document[part] = had;
  }
  return accepted;
}

/** Names of what is defined: one word a part, and a number. */
function freeName(part: string, had: unknown): string {
  return `${part.replace(/s$/, "")}-${Object.keys((had as object | undefined) ?? {}).length + 1}`;
}

const events = (document: JsonObject) => [...Object.keys(EVENTS), ...Object.keys((document.events as object) ?? {})];
const idsIn = (given: unknown) => (Array.isArray(given) ? (given as { id: string }[]).map(({ id }) => id) : []);

/** Everything that a document defines so far, by what names it. */
function definedIn(document: JsonObject): Record<Naming["what"] | "event", string[]> {
  const keys = (part: string) => Object.keys((document[part] as object | undefined) ?? {});
  const attributes = Object.entries((document.attributes ?? {}) as Record<string, { choices?: { id: string }[] }>);
  return {
    unit: keys("units"),
    metric: keys("metrics"),
    segment: keys("segments"),
    attribute: keys("attributes"),
    input: keys("inputs"),
    choice: attributes.flatMap(([name, { choices }]) => idsIn(choices).map((choice) => `${name}: ${choice}`)),
    tier: ((document.tiers ?? []) as JsonObject[]).flatMap(({ levels }) => idsIn(levels)),
    pool: idsIn(document.surprises),
    contest: idsIn(document.contests),
    reward: idsIn(document.rewards),
    campaign: idsIn(document.campaigns),
    rule: ((document.campaigns ?? []) as JsonObject[]).flatMap(({ rules }) => idsIn(rules)),
    event: events(document),
  };
}

/** Fields that name something of the document, or of the world, wherever they stand. */
const NAMES: Record<string, Naming["what"] | "event" | keyof typeof WORLD> = {
  unit: "unit",
  metric: "metric",
  categories: "categories",
  skus: "skus",
  stores: "stores",
  venues: "venues",
  channels: "channels",
  field: "fields",
  sku: "skus",
  by: "event",
};

/** Kinds that list what they mean in `in`. */
const LISTS: Record<string, keyof typeof WORLD> = {
  category: "categories",
  sku: "skus",
  store: "stores",
  venue: "venues",
  city: "cities",
  channel: "channels",
};

/** Large numbers that a document may say and no short history can show: items are rows, and a day is one of some hundred. */
const MOST: Record<string, number> = {
  items: 6,
  odds: 400_000,
  days: 60,
  months: 6,
  years: 2,
  perMinor: 2_000,
  perPieces: 5,
  atLeastMinor: 20_000,
  leastMinor: 20_000,
  stock: 30,
  validDays: 60,
  graceDays: 30,
  daysMin: 60,
  cancelAfterDays: 60,
  inactiveAfterDays: 90,
  lateDays: 60,
  more: 2,
};

/** What a reward costs, in units: what a short history gives somebody. */
const COST_MOST = 400;

/** Units that a reward gives: a million of them would fill hundreds of thousands of cards. */
const GIVES_MOST = 2_000;

/** How often some optional fields are left out, in percent; of others, two in three. */
const LEFT_OUT: Record<string, number> = {
  cost: 15,
  bucket: 20,
  when: 65,
  automatic: 85,
  membership: 85,
  badge: 85,
  money: 80,
  stacking: 80,
  holdout: 85,
  moderated: 70,
  pending: 40,
  tiers: 88,
  segments: 88,
  while: 75,
  stock: 75,
  perPieces: 80,
  from: 75,
  until: 75,
};

function knowingOf({
  random,
  document,
  part,
  favourite,
  accepted,
}: {
  random: Random;
  document: JsonObject;
  part: string;
  favourite: z.core.$ZodType | undefined;
  /** The programme that was accepted before the part. */
  accepted: Programme;
}): Knowing {
  let ids = 0;
  const defined = definedIn(document);
  const pickOf = (what: keyof typeof defined) => (defined[what].length > 0 ? random.pick(defined[what]) : undefined);
  return {
    random,
    favourite,
    most({ fields }) {
      if (fields.includes("cost")) return COST_MOST;
      return fields.includes("gives") ? GIVES_MOST : MOST[fields.at(-1) ?? ""];
    },
    leftOut: ({ fields }) => LEFT_OUT[fields.at(-1) ?? ""] ?? 65,
    text({ fields, kind }) {
      const field = fields.at(-1) ?? "";
      if (field === "id") return `${part.slice(0, 4)}-${idsIn(document[part]).length}-${ids++}`;
      if (field === "group") return random.pick(["group-a", "group-b"]);
      if (field === "on" && (part === "campaigns" || part === "metrics"))
        return random.pick([
          "purchase",
          "purchase",
          "purchase",
          "check-in",
          "check-in",
          "photo",
          random.pick(defined.event),
        ]);
      if (field === "in" && kind === "data") return random.pick(["stars", "reward", "good"]);
      const world = LISTS[kind ?? ""];
      if (field === "in" && world) return random.pick(WORLD[world]);
      const named = NAMES[field];
      if (named === undefined) return field === "name" ? "Name" : undefined;
      return named in WORLD ? random.pick(WORLD[named as keyof typeof WORLD]) : pickOf(named as keyof typeof defined);
    },
    mend(shape, drawn) {
      if (shape === rule) return mendRule(drawn, accepted);
      if (shape === campaign) return mendCampaign(drawn, accepted);
      if (shape === contest) return mendContest(drawn);
      if (shape === metric) return mendMetric(drawn, random);
      if (shape === segment) return mendSegment(drawn);
      if (shape === tiers.element) return mendTiers(drawn, document, random);
      if (shape === cost) return withinLimits(drawn);
      const named = mendNames(shape, dearer(drawn), pickOf, document, accepted);
      return shape === input.terms && named ? withinInput(named, accepted, random) : named;
    },
  };
}

const namesOf = new Map<unknown, (given: never) => Naming[]>([
  ...conditions.condition.options.map((terms) => [terms, conditions.conditionNames] as const),
  ...effects.effect.options.map((terms) => [terms, effects.effectNames] as const),
  ...rewards.reward.options.map((terms) => [terms, rewards.rewardNames] as const),
]);
const isCondition = new Set<unknown>(conditions.condition.options);

/** What a kind names becomes something that the document defines, by the kind's own list of its names. */
function mendNames(
  shape: z.core.$ZodType,
  drawn: Record<string, unknown>,
  pickOf: (what: Naming["what"]) => string | undefined,
  document: JsonObject,
  accepted: Programme,
): Record<string, unknown> | null {
  const names = namesOf.get(shape);
  const parsed = names ? z.core.safeParse(shape, drawn) : null;
  if (!names || !parsed?.success) return drawn;
  const mended = structuredClone(drawn);
  for (const { what, path } of names(parsed.data as never)) {
    // A choice is of the attribute that was named before it.
    const attribute = String(mended.attribute);
    const picked =
      what === "choice"
        ? idsIn((document.attributes as Record<string, { choices?: unknown }>)[attribute]?.choices)[0]
        : pickOf(what);
    if (picked === undefined) return null;
    put(mended, path, picked);
  }
  if (!isCondition.has(shape)) return mended;
  const again = z.core.safeParse(shape, mended);
  if (!again.success) return null;
  return conditions.conditionFaults(again.data as conditions.Condition, accepted).length === 0 ? mended : null;
}

/** How far above an input's least the numbers are that histories publish (drawn-history.ts). */
const PUBLISHED_ABOVE = 100;

/** Limits among the numbers that histories publish of the input, so that it is within them at times and at times not. */
function withinInput(drawn: Record<string, unknown>, { inputs }: Programme, random: Random): Record<string, unknown> {
  const { min, max } = inputs[String(drawn.input)] ?? { min: 0, max: 0 };
  const most = Math.min(max, min + PUBLISHED_ABOVE);
  const [atLeast, atMost] = [random.between(min, most), random.between(min, most)].sort((a, b) => a - b);
  return {
    ...drawn,
    ...(drawn.atLeast === undefined ? {} : { atLeast }),
    ...(drawn.atMost === undefined ? {} : { atMost }),
  };
}

/** Puts a name where a path leads: in place of a text, or of the key of a record. */
function put(into: Record<string, unknown>, path: PropertyKey[], name: string): void {
  const [last] = path.slice(-1);
  if (last === undefined) throw new Error("a name stands somewhere");
  let at: Record<PropertyKey, unknown> = into;
  for (const step of path.slice(0, -1)) at = at[step] as Record<PropertyKey, unknown>;
  const had = at[last];
  if (typeof had === "string") at[last] = name;
  else if (Array.isArray(had)) at[last] = [name];
  else {
    delete at[last];
    at[name] = had;
  }
}

/** A rule without the conditions and effects that its event can never tell. */
function mendRule(drawn: Record<string, unknown>, accepted: Programme): Record<string, unknown> | null {
  const parsed = rule.safeParse(drawn);
  if (!parsed.success) return drawn;
  const { on, when, effects: gives, moderated } = parsed.data;
  const asked = when.filter((one) => conditions.conditionMisfit(one, on, accepted) === null);
  const given = gives.filter((one) => effects.effectMisfit(one, on) === null);
  if (given.length === 0 || (moderated && !tellsOf(on).includes("content"))) return null;
  return { ...drawn, when: asked, effects: given.map((one) => modest(one, accepted.units)) };
}

/** A multiplier of what rules on the same event earn; nothing where none of them does. */
function multiplying(
  given: Extract<z.infer<typeof effects.effect>, { kind: "multiply" }>,
  others: z.infer<typeof rule>[],
): z.infer<typeof effects.effect>[] {
  const earned = others.flatMap(({ id, effects: gives }) =>
    gives.flatMap((one) => (one.kind === "earn" || one.kind === "cash-back" ? [{ id, unit: one.unit }] : [])),
  );
  const { unit } = earned.find((one) => one.unit === given.unit) ?? earned[0] ?? {};
  if (unit === undefined) return [];
  const of = [...new Set(earned.filter((one) => one.unit === unit).map(({ id }) => id))];
  return [{ ...given, unit, ...(given.of ? { of } : {}) }];
}

/** What a rule gives fits its unit and the cards that it fills: one purchase is not to be hundreds of thousands of redemptions. */
function modest(effect: z.infer<typeof effects.effect>, units: Programme["units"]): z.infer<typeof effects.effect> {
  if (effect.kind !== "earn") return effect;
  // One of it is had at a time.
  const { badge, membership } = units[effect.unit] ?? {};
  if (badge || membership) return { kind: effect.kind, unit: effect.unit, amount: 1 };
  const most = effect.perMinor ?? (effect.perPieces === undefined ? FLAT_MOST : FLAT_MOST * effect.perPieces);
  return { ...effect, amount: Math.min(effect.amount, most) };
}

/** Units that a rule gives for an event, or for a piece, at the most. */
const FLAT_MOST = 2_000;

function mendCampaign(drawn: Record<string, unknown>, accepted: Programme): Record<string, unknown> {
  const parsed = campaign.safeParse(drawn);
  if (!parsed.success) return drawn;
  const { when, rules: found } = parsed.data;
  const known = [...accepted.campaigns.flatMap(({ rules: its }) => its), ...found];
  const rules = found.flatMap((one) => {
    const others = known.filter(
      ({ on, effects: its }) => on === one.on && its.every(({ kind }) => kind !== "multiply"),
    );
    const its = one.effects.flatMap((each) => (each.kind === "multiply" ? multiplying(each, others) : [each]));
    return its.length > 0 ? [{ ...one, effects: its }] : [];
  });
  if (rules.length === 0) return drawn;
  const shared = when.filter((one) => rules.every(({ on }) => conditions.conditionMisfit(one, on, accepted) === null));
  const mended = { ...drawn, rules };
  return { ...mended, when: shared, ...boundWhereThere({ ...parsed.data, rules, when: shared }, mended) };
}

/** Where a position alone may be enough, a cap for each member, and one unit with a budget. */
function boundWhereThere({ rules, caps, budget }: z.infer<typeof campaign>, drawn: Record<string, unknown>) {
  const there = rules.filter(({ on }) => on === "check-in");
  const [unit] = there.flatMap(({ effects: gives }) => gives.flatMap((one) => ("unit" in one ? [one.unit] : [])));
  const isCapped = caps.some(({ what }) => what === "times");
  const capped = there.length === 0 || isCapped ? {} : { caps: [...caps, { what: "times", per: "day", atMost: 3 }] };
  if (unit === undefined) return capped;
  const kept = (drawn.rules as { on: string; effects: { unit?: string; kind: string }[] }[]).map((one) =>
    one.on === "check-in"
      ? { ...one, effects: one.effects.map((each) => (each.unit === undefined ? each : { ...each, unit })) }
      : one,
  );
  return { ...capped, rules: kept, budget: budget?.unit === unit ? drawn.budget : { unit, amount: 100_000 } };
}

/** What redeems itself costs more than what is asked for, or one gift of units would be thousands of redemptions. */
function dearer(drawn: Record<string, unknown>): Record<string, unknown> {
  const { automatic, cost: drawnCost } = drawn as { automatic?: true; cost?: Cost };
  if (!automatic || !drawnCost) return drawn;
  const { also: _, amount, follows, min, max, ...cost } = drawnCost;
  const table = follows?.table.map((row) => ({ ...row, amount: row.amount * DEARER }));
  const limits = {
    ...(min === undefined ? {} : { min: min * DEARER }),
    ...(max === undefined ? {} : { max: max * DEARER }),
  };
  const following = table ? { follows: { ...follows, table }, ...limits } : {};
  return { ...drawn, cost: { ...cost, amount: amount * DEARER, ...following } };
}

/** A cost whose limits hold all that it can be: its table is brought within those that were drawn. */
function withinLimits({ min, max, ...drawn }: Record<string, unknown>): Record<string, unknown> {
  const { amount, follows } = drawn as Cost;
  if (!follows) return drawn;
  const least = Math.min(amount, Number(min ?? amount));
  const most = Math.max(amount, Number(max ?? amount));
  const table = follows.table.map((row) => ({ ...row, amount: Math.min(most, Math.max(least, row.amount)) }));
  const limits = { ...(min === undefined ? {} : { min: least }), ...(max === undefined ? {} : { max: most }) };
  return { ...drawn, follows: { ...follows, table }, ...limits };
}

/** How many times dearer. */
const DEARER = 50;

/** A contest that laws let be entered by what a programme gives, of which rewards that come later are no prizes. */
function mendContest(drawn: Record<string, unknown>): Record<string, unknown> {
  const prizes = (drawn.prizes as { kind: string }[]).filter(({ kind }) => kind !== "reward");
  const { opens, closes, ...schedule } = drawn.schedule as Record<string, string>;
  return {
    ...drawn,
    prizes: prizes.length > 0 ? prizes : [{ kind: "goods", name: "Goods", valueMinor: 1 }],
    freeEntry: { tickets: 10_000, how: "By post" },
    schedule:
      opens && closes
        ? { ...schedule, opens: [opens, closes].sort()[0], closes: [opens, closes].sort()[1] }
        : drawn.schedule,
  };
}

/** A metric that says what it counts, and no more. */
function mendMetric({ unit, on, only, ...drawn }: Record<string, unknown>, random: Random): Record<string, unknown> {
  switch (drawn.counts) {
    case "earned":
      return { ...drawn, unit: unit ?? random.pick(["unit-1", "unit-2"]) };
    case "events":
      return { ...drawn, on: on ?? ["purchase"] };
    case "spend":
    case "orders":
      return only === undefined ? drawn : { ...drawn, only };
    default:
      return drawn;
  }
}

/** A segment of conditions about a member alone. */
function mendSegment(drawn: Record<string, unknown>): Record<string, unknown> | null {
  const parsed = segment.safeParse(drawn);
  if (!parsed.success) return drawn;
  const when = parsed.data.when.filter(
    (one) => conditions.isOfMember(one) && !conditions.conditionNames(one).some(({ what }) => what === "segment"),
  );
  return when.length === 0 ? null : { ...drawn, when };
}

/** Levels from nothing upwards, each asking for more of what its group measures, in windows that its metrics can say. */
function mendTiers(
  { measure, ...drawn }: Record<string, unknown>,
  document: JsonObject,
  random: Random,
): Record<string, unknown> | null {
  const known = (document.metrics ?? {}) as Record<string, z.infer<typeof metric>>;
  const seen = new Set<string>();
  const groups = groupsOf(measure as Parameters<typeof groupsOf>[0])
    .map((group) =>
      group.flatMap(({ rollOver, ...part }): Part[] => {
        const terms = known[part.metric];
        if (!terms || (terms.bucket ?? "lifetime") === "day" || seen.has(part.metric)) return [];
        const isMisfit =
          terms.counts === "tenure" ||
          windowMisfit({ ...terms, bucket: terms.bucket ?? "lifetime" }, part.window) !== null;
        const window: Part["window"] = isMisfit ? { kind: "lifetime" } : part.window;
        if (drawn.held && terms.counts !== "tenure" && terms.bucket !== "month") return [];
        seen.add(part.metric);
        return [{ ...part, window, ...(rollOver && window.kind.endsWith("year") ? { rollOver } : {}) }];
      }),
    )
    .filter((group) => group.length > 0);
  const parts = groups.flat();
  if (parts.length === 0) return null;
  const [how, within] = "all" in (measure as object) ? (["all", "any"] as const) : (["any", "all"] as const);
  const listed = groups.map((group) => (group.length === 1 ? group[0] : { [within]: group }));
  let least = 0;
  const levels = (drawn.levels as Record<string, unknown>[]).map(
    ({ from: _, enteredBy, forLife, ...level }, index): Record<string, unknown> => {
      if (index === 0) return { ...level, from: 0 };
      if (enteredBy) return { ...level, enteredBy };
      least += random.pick([1, 3, 20, 1_000, 20_000]);
      const from = parts.length === 1 ? least : Object.fromEntries(parts.map((part) => [part.metric, least]));
      return { ...level, from, ...(forLife && drawn.held ? { forLife } : {}) };
    },
  );
  return { ...drawn, measure: listed.length === 1 ? listed[0] : { [how]: listed }, levels };
}

/** A shape without what is said for its absence. */
function bareOf(given: z.core.$ZodType): z.core.$ZodTypeDef & z.core.$ZodTypes["_zod"]["def"] {
  const { def } = (given as z.core.$ZodTypes)._zod;
  const isWrapped = def.type === "default" || def.type === "prefault" || def.type === "optional";
  return isWrapped ? bareOf(def.innerType) : (def as never);
}

/** The kinds that stand in a document, by the field under which each index has its place. */
function kindsIn(document: JsonObject): Set<string> {
  const places: Record<string, string> = {
    when: "conditions",
    of: "conditions",
    effects: "effects",
    rewards: "rewards",
    expiry: "expiry",
    pending: "pending",
    benefits: "benefits",
  };
  const found = new Set<string>();
  const walk = (value: unknown, field: string) => {
    if (Array.isArray(value)) for (const each of value) walk(each, field);
    else if (value !== null && typeof value === "object") {
      const { kind } = value as { kind?: unknown };
      if (typeof kind === "string" && places[field]) found.add(`${places[field]} ${kind}`);
      for (const [key, each] of Object.entries(value)) walk(each, key);
    }
  };
  walk(document, "");
  return found;
}
