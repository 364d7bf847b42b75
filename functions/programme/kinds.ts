/**
 * What every kind of a closed union (conditions, effects, rewards) has in common: one file with the shape of its terms,
 * the sentence a merchant reads and the pure function that gives it meaning, and one line in its folder's index.
 */
import type * as z from "zod";
import type { Attribute } from "./attribute.ts";
import { eventSentence } from "./event.ts";
import type { Input } from "./input.ts";
import type { Metric } from "./metric.ts";
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

/** How amounts and names are written in a sentence. */
export interface Wording {
  /** "1,234" */
  count(amount: number): string;
  money(minor: number): string;
  units(amount: number, unit: string): string;
  /** An amount of what a metric counts: "3 orders", and "3 more orders" with `more`. */
  counted(amount: number, metric: string, more?: "more"): string;
  /** What a metric counts, after "measured by": "your orders". */
  measured(metric: string): string;
  /** An event, after "on". */
  event(name: string): string;
  name(what: Named, id: string): string;
  /** Words that stand in the terms themselves. */
  say(text: Words): string;
  /** A word of the store's own (a category, a channel, a place, goods); null: it is only a number, which says nothing. */
  called(word: string): string | null;
}

/** As a merchant reads them, who knows the document's own names. */
export const PLAIN: Wording = {
  count: String,
  money: (minor) => `${minor} minor units`,
  units: (amount, unit) => `${amount} ${unit}`,
  counted: (amount, metric, more) => `${amount} ${more ? "more " : ""}of "${metric}"`,
  measured: (metric) => `"${metric}"`,
  event: (name) => eventSentence(name, {}),
  name: (_, id) => id,
  say,
  called: (word) => word,
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
