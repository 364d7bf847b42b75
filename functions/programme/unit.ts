/** Units: what the programme counts for its members, and how long a lot of it lives. */
import * as z from "zod";
import { ALWAYS, type Day, NEVER, WAITS } from "../values/day.ts";
import { benefit } from "./benefits/index.ts";
import { expiry, lastDayFrom } from "./expiry/index.ts";
import { slidTo } from "./expiry/sliding.ts";
import { firstDayOf, pending } from "./pending/index.ts";
import type { Programme } from "./programme.ts";
import { languageIn, say, type Words, words } from "./words.ts";

/** A thing's name by plural category. */
export function pluralForms<Form extends z.ZodType>(form: Form) {
  return z.strictObject({
    zero: form.optional(),
    one: form,
    two: form.optional(),
    few: form.optional(),
    many: form.optional(),
    other: form,
  });
}

/** What a membership costs, how long it is valid, how many days it lives on when its renewal is not paid, and what it gives. */
export const membership = z.strictObject({
  priceMinor: z.int().min(0).max(1_000_000_000),
  months: z.int().min(1).max(120),
  graceDays: z.int().min(0).max(366).default(0),
  benefits: z.array(benefit).max(50).default([]),
});
export type Membership = z.infer<typeof membership>;

export const unit = z
  .strictObject({
    /** By plural category (CLDR) of the language: English has one and other, Polish few and many besides; what is absent is other. */
    name: pluralForms(words),
    /** From when units can be spent. */
    pending: pending.default({ kind: "at-once" }),
    /** How long a lot lives after it became available. */
    expiry: expiry.default({ kind: "never" }),
    /** How what a rule earns becomes whole: down, with the fraction carried to the next time; nearest and up carry nothing. */
    rounding: z.enum(["down", "nearest", "up"]).default("down"),
    /** What a refund takes back: only what is still pending of the order, no more than the member has, or all of it, as a debt if need be. */
    returns: z.enum(["only-pending", "within-balance", "debt"]).default("debt"),
    /** Days that units live on when a reward that was bought with them is reversed after they expired; 0: they expire at once. */
    graceDays: z.int().min(0).max(366).default(0),
    /** Whether members may give units to each other. */
    transferable: z.boolean().default(false),
    /** What an amount of the unit is worth in money: 100 points, 100 minor units. */
    worth: z.strictObject({ amount: z.int().min(1).max(1_000_000), minor: z.int().min(1).max(1_000_000) }).optional(),
    /** A badge: one of it is held, and earning it first is an event of its own. */
    badge: z.boolean().optional(),
    /** A membership that is paid for: one of it is held while it is valid, from its lot's first day to its last. */
    membership: membership.optional(),
    /** A wallet: minor units of the programme's currency, each worth itself and shown as money. Its name says what it is called: cash back. */
    money: z.boolean().default(false),
  })
  .refine(({ money, worth }) => !money || worth === undefined, { message: "money is worth itself", path: ["worth"] });
export type Unit = z.infer<typeof unit>;

/** What an amount of a unit is worth in minor units of money; null: nothing is said. */
export function worthIn({ money, worth }: Pick<Unit, "money" | "worth">): { amount: number; minor: number } | null {
  return money ? { amount: 1, minor: 1 } : (worth ?? null);
}

export interface LotDays {
  availableOn: Day;
  expiresOn: Day;
  /** Where the expiry slides: the last good day that being given these units asks for. */
  slidesTo?: Day;
}

/**
 * The days of a lot earned on a day. Where neither day depends on the day of earning, or only the last does by the
 * calendar, lots that were never pending are one lot: they were always available. The last day of a lot that waits for
 * an event is the last on which the event may come.
 */
export function daysOf(terms: Pick<Unit, "pending" | "expiry">, earnedOn: Day): LotDays {
  if (terms.pending.kind === "event") {
    const { cancelAfterDays } = terms.pending;
    return { availableOn: WAITS, expiresOn: cancelAfterDays === undefined ? NEVER : earnedOn + cancelAfterDays };
  }
  const from = firstDayOf(terms.pending, earnedOn);
  const isNeverPending = terms.pending.kind === "at-once" && terms.expiry.kind !== "rolling";
  const days = { availableOn: isNeverPending ? ALWAYS : from, expiresOn: lastDayFrom(terms.expiry, from) };
  return terms.expiry.kind === "sliding" ? { ...days, slidesTo: slidTo(terms.expiry, from) } : days;
}

/** The days of a lot that is given on a day and not earned (a prize, an adjustment): nothing of it is pending. */
export function daysAtOnce({ expiry }: Pick<Unit, "expiry">, on: Day): LotDays {
  return daysOf({ pending: { kind: "at-once" }, expiry }, on);
}

/**
 * A unit's name for a plural category, and the language that it is in: the one asked for where the document has it, `own`
 * (the programme's) where the document has one text for all. What is absent is `other`.
 */
export function formOf(
  { name }: Pick<Unit, "name">,
  category: Intl.LDMLPluralRule,
  language: string,
  own: string,
): { name: string; language: string } {
  const found = typeof name.other === "string" ? own : languageIn(name.other, language);
  const form = name[category];
  const isThere = form !== undefined && (typeof form === "string" || Object.hasOwn(form, found));
  return { name: say(isThere ? form : name.other, found), language: found };
}

/** A unit's name in a language, by plural category. */
export function formsOf({ name }: Pick<Unit, "name">, language: string): Record<string, string> {
  const found = typeof name.other === "string" ? null : languageIn(name.other, language);
  return Object.fromEntries(
    Object.entries(name).flatMap(([category, form]: [string, Words | undefined]) => {
      const isThere = form !== undefined && (typeof form === "string" || found === null || Object.hasOwn(form, found));
      return isThere ? [[category, say(form, found ?? language)]] : [];
    }),
  );
}

/** What keeps a unit with whoever has it, as it stands after its name: "is a badge"; null: it may pass from hand to hand. */
export function boundBy({ units, tiers }: Pick<Programme, "units" | "tiers">, name: string): string | null {
  const { badge, membership, expiry } = units[name] ?? {};
  if (badge) return "is a badge";
  if (membership) return "is a membership";
  // A date that somebody's activities move is hers: given away, it would outlive what is undone of them.
  if (expiry?.kind === "sliding") return "lives on with what its member does";
  const enters = tiers.some(({ levels }) => levels.some(({ enteredBy }) => enteredBy?.unit === name));
  return enters ? "enters a tier" : null;
}

/** Whether members may give it to each other, whatever an older document says of what stays with whoever has it. */
export function isTransferable(programme: Pick<Programme, "units" | "tiers">, name: string): boolean {
  return programme.units[name]?.transferable === true && boundBy(programme, name) === null;
}
