import * as z from "zod";
import * as input from "../conditions/input.ts";
import type { Wording } from "../kinds.ts";
import { slug, words } from "../words.ts";

const amount = z.int().min(1).max(1_000_000_000);

/** What it costs. A cost that follows a published input is the row of the highest `from` that the input has reached; a limit that is not named is the usual amount. */
export const cost = z
  .strictObject({
    unit: slug,
    amount,
    /** What it costs besides, of other units. */
    also: z
      .array(z.strictObject({ unit: slug, amount }))
      .min(1)
      .max(4)
      .optional(),
    follows: z
      .strictObject({
        input: slug,
        table: z
          .array(z.strictObject({ from: z.int(), amount }))
          .min(1)
          .max(50),
      })
      .optional(),
    min: amount.optional(),
    max: amount.optional(),
  })
  .refine(({ follows, min, max }) => (follows === undefined) === (min === undefined && max === undefined), {
    message: "a cost that follows an input names its limits, and no other does",
    path: ["follows"],
  })
  .superRefine(({ amount: usual, min = usual, max = usual, follows }, context) => {
    const outside = (each: number) => each < min || max < each;
    const says = (...path: PropertyKey[]) =>
      context.addIssue({ code: "custom", message: "outside its own limits", path });
    if (outside(usual)) says();
    for (const [index, row] of (follows?.table ?? []).entries())
      if (outside(row.amount)) says("follows", "table", index, "amount");
  })
  .refine(({ unit, also = [] }) => new Set([unit, ...also.map((each) => each.unit)]).size === also.length + 1, {
    message: "names a unit twice",
    path: ["also"],
  });
export type Cost = z.infer<typeof cost>;

/** What so many steps cost, by unit, in the order in which they are paid. */
export function costsOf({ unit, amount: each, also = [] }: Cost, steps: number): { unit: string; amount: number }[] {
  return [{ unit, amount: each }, ...also].map((part) => ({ unit: part.unit, amount: part.amount * steps }));
}

/** What it costs while its input has a value; null: nobody published it. */
export function costAt({ amount: usual, follows, min = usual, max = usual }: Cost, input: number | null): number {
  if (!follows || input === null) return usual;
  const reached = follows.table.filter(({ from }) => from <= input).sort((a, b) => b.from - a.from)[0];
  return Math.min(max, Math.max(min, reached?.amount ?? usual));
}

/** What every reward has that is handed over: what it costs, how many there are, and for whom and when it is. */
export const priced = {
  id: slug,
  name: words,
  /** Absent: it cannot be bought; rules give it. */
  cost: cost.optional(),
  /** Pieces in all, ever; absent: no end. Its stock is an account with floor 0. */
  stock: z.int().min(0).max(1_000_000_000).optional(),
  /** How many one member may buy in all; absent: any number. */
  perMember: z.int().min(1).max(1_000_000).optional(),
  /** How many one member may buy within a day, a month or a year of the calendar; absent: any number. */
  perPeriod: z.strictObject({ limit: z.int().min(1).max(1_000_000), per: z.enum(["day", "month", "year"]) }).optional(),
  /** When it can be had: from is included, until is not. Absent: always. */
  from: z.iso.datetime().optional(),
  until: z.iso.datetime().optional(),
  /** Tiers that may have it; absent: everybody. */
  tiers: z.array(slug).min(1).max(20).optional(),
  /** Segments of which a member must be in one to have it; absent: everybody. */
  segments: z.array(slug).min(1).max(20).optional(),
  /** Published inputs as they have to be for it to be there, all of them; absent: it is there whatever they are. Nobody published one: it is not there. */
  while: z.array(input.terms).min(1).max(5).optional(),
  /** It redeems itself whenever a member has its cost: a stamp card. Absent: she asks for it. */
  automatic: z.literal(true).optional(),
};

/** What has to be published for a reward to be there, in words. */
export function whileSentence(conditions: input.Terms[], wording: Wording): string {
  return wording.tongue.rewards.only(conditions.map((condition) => input.sentence(condition, wording)));
}

/** An input that a reward waits for, and what it is now; null: nobody published it. */
export interface Awaited {
  condition: input.Terms;
  value: number | null;
}

/** What a reward waits for, in words. */
export function awaitedSentence({ condition, value }: Awaited, wording: Wording): string {
  const only = whileSentence([condition], wording);
  return wording.tongue.rewards.awaits({ only, value: value === null ? null : wording.count(value) });
}

/** What a reward is for its price ("a coffee for 500 points"), how many steps at once, and what else is said of it. */
export function pricedSentence(
  {
    cost: price,
    automatic,
    stepsMax = 1,
  }: { cost?: Cost | undefined; automatic?: true | undefined; stepsMax?: number | undefined },
  { count, name, units, tongue }: Wording,
  { what, aside = null, more = [] }: { what: string; aside?: string | null; more?: string[] },
): string {
  const says = tongue.rewards;
  const steps = stepsMax > 1 ? [says.upTo(count(stepsMax))] : [];
  if (price === undefined) return tongue.comma([says.given({ what, aside }), ...steps, ...more]);
  const { amount: usual, unit, also = [], follows, min, max } = price;
  const said = says.price({
    units: units(usual, unit),
    follows: follows
      ? { input: name("input", follows.input), min: count(min ?? usual), max: count(max ?? usual) }
      : null,
    also: also.map((part) => units(part.amount, part.unit)),
    isAutomatic: automatic === true,
  });
  return tongue.comma([says.priced({ what, aside, price: said }), ...steps, ...more]);
}
