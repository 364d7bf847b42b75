/**
 * What every kind of a closed union (conditions, effects, rewards) has in common: one file with the shape of its terms,
 * the sentence a merchant reads and the pure function that gives it meaning, and one line in its folder's index.
 */
import type * as z from "zod";
import { type Day, dateOf } from "../values/day.ts";
import type { Attribute } from "./attribute.ts";
import { eventSentence } from "./event.ts";
import type { Input } from "./input.ts";
import type { Metric } from "./metric.ts";
import { en, type Tongue } from "./tongues/index.ts";
import { say, type Words } from "./words.ts";

/** Something that a document defines by name; a choice is named with its attribute, as "skin-type: dry". */
export type Named =
  | "unit"
  | "metric"
  | "tier"
  | "pool"
  | "contest"
  | "reward"
  | "campaign"
  | "rule"
  | "segment"
  | "attribute"
  | "choice"
  | "input";

/** A name that a kind uses, which the document has to define; the path is from the kind's own terms. */
export interface Naming {
  what: Named;
  name: string;
  path: PropertyKey[];
}

/** What is wrong with a kind's terms where the shape alone cannot say it; the path is from those terms. */
export interface KindFault {
  path: PropertyKey[];
  says: string;
}

/** What of a document a kind's terms have to fit with. */
export interface Declared {
  metrics: Record<string, Metric>;
  attributes: Record<string, Attribute>;
  inputs: Record<string, Input>;
}

/** How numbers and the words of a document are said in a language, whichever programme it is. */
export interface Speaking {
  /** What the engine says in it, or in English where it does not speak it. */
  tongue: Tongue;
  language: string;
  /** "1,234" */
  count(amount: number): string;
  /** Words that stand in a document. */
  say(text: Words): string;
}

/** How amounts and names are written in a sentence. */
export interface Wording extends Speaking {
  money(minor: number): string;
  /** "80 points", "1 point" */
  units(amount: number, unit: string): string;
  /** An amount without the name of its unit: "80", and "€0.80" of a wallet. */
  amount(amount: number, unit: string): string;
  /** What one of a unit is called: "point". */
  one(unit: string): string;
  /** What a fraction is a fraction of: "a point", "€0.01". */
  wholeOne(unit: string): string;
  /** An amount of a metric, without what else the metric says: "30 orders". */
  metric(metric: string, amount: number): string;
  /** An amount of what a metric counts: "3 orders", and "3 more orders" with `more`. */
  counted(amount: number, metric: string, more?: "more"): string;
  /** The same without what is counted: "3", "€250.00". */
  bare(amount: number, metric: string): string;
  /** What a metric counts, after "measured by": "your orders". */
  measured(metric: string): string;
  /** An event, after "on". */
  event(name: string): string;
  /** What something is called; its id where the document has it no more. */
  name(what: Named, id: string): string;
  /** The same, or null where the document has it no more. */
  found(what: Named, id: string): string | null;
  /** A word of the store's own (a category, a channel, a place, goods); null: it is only a number, which says nothing. */
  called(word: string): string | null;
  /** "21 November 2027" */
  day(day: Day): string;
  /** An instant in the programme's zone: "1 May 2027 at 00:00". */
  instant(instant: string): string;
}

/** As a merchant reads them, who knows the document's own names. */
export const PLAIN: Wording = {
  tongue: en,
  language: "en",
  count: String,
  say,
  money: (minor) => `${minor} minor units`,
  units: (amount, unit) => `${amount} ${unit}`,
  amount: String,
  one: (unit) => unit,
  wholeOne: (unit) => unit,
  metric: (metric, amount) => `${amount} of ${metric}`,
  counted: (amount, metric, more) => `${amount} ${more ? "more " : ""}of "${metric}"`,
  bare: String,
  measured: (metric) => `"${metric}"`,
  event: (name) => eventSentence(name, {}, { say, tongue: en }),
  name: (_, id) => id,
  found: (_, id) => id,
  called: (word) => word,
  day: dateOf,
  instant: (instant) => instant,
};

/** The module of a kind, whatever else it exports. */
export interface Kind {
  terms: z.ZodObject<{ kind: z.ZodLiteral<string> }>;
  sentence(given: never, ...more: never[]): string;
  /** What it names of the document; absent: nothing. */
  names?(given: never): Naming[];
}

/** The shapes of kinds as the tuple that a discriminated union wants. */
export function termsOf<const Kinds extends readonly Kind[]>(kinds: Kinds) {
  return kinds.map(({ terms }) => terms) as unknown as { -readonly [Index in keyof Kinds]: Kinds[Index]["terms"] };
}

/** Finds the module of given terms by their kind. Throws a fault for terms that were never read. */
export function finderOf<Module extends Kind>(kinds: readonly Module[]): (given: { kind: string }) => Module {
  const known = new Map(kinds.map((module) => [module.terms.shape.kind.value, module]));
  return ({ kind }) => {
    const found = known.get(kind);
    if (!found) throw new Error(`there is no kind "${kind}"`);
    return found;
  };
}
