/**
 * What every kind of a closed union (conditions, effects, rewards) has in common: one file with the shape of its terms,
 * the sentence a merchant reads and the pure function that gives it meaning, and one line in its folder's index.
 */
import type * as z from "zod";

/** Something that a document defines by name. */
export type Named = "unit" | "metric" | "tier" | "pool" | "contest" | "reward";

/** A name that a kind uses, which the document has to define; the path is from the kind's own terms. */
export interface Naming {
  what: Named;
  name: string;
  path: PropertyKey[];
}

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
