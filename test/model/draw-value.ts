/** Values that fit a zod shape, drawn with a seeded luck: whatever a document may say, without a list of what that is. */
import * as z from "zod";
import type { Random } from "./random.ts";

/** Where a value stands: the fields that lead to it, and the literal kind of the nearest object that has one. */
export interface Place {
  fields: string[];
  kind: string | null;
}

/** What the shape alone cannot know. */
export interface Knowing {
  random: Random;
  /** A shape that is drawn more often than others, so that each has its day. */
  favourite: z.core.$ZodType | undefined;
  /** A text that makes sense at a place; undefined: any that fits. */
  text(place: Place): string | undefined;
  /** The largest number that makes sense at a place; undefined: any that fits. */
  most(place: Place): number | undefined;
  /** How often an optional field is left out at a place, in percent. */
  leftOut(place: Place): number;
  /** An object as it was drawn, with the names in it made good; null: nothing can be made of it, and another is drawn. */
  mend(shape: z.core.$ZodType, drawn: Record<string, unknown>, place: Place): Record<string, unknown> | null;
}

/** Nothing that fits was drawn in many tries. */
export class NothingFits extends Error {}

/** How often an object is drawn until its own refinements hold. */
const TRIES = 15;

/** A value of a shape. Throws NothingFits, and a fault for a sort of shape that documents never had before. */
export function drawValue(given: z.core.$ZodType, knowing: Knowing, place: Place): unknown {
  const { random } = knowing;
  const { def } = (given as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case "object":
      return objectOf(given, def, knowing, place);
    case "array": {
      const { least, most } = boundsOf(given, { least: 0, most: Number.POSITIVE_INFINITY });
      const length = Math.min(most, Math.max(least, 1) + random.pick([0, 0, 0, 1, 1, 2]));
      const drawn = Array.from({ length }, () => drawValue(def.element, knowing, place));
      const distinct = drawn.filter(
        (one, index) => drawn.findIndex((other) => JSON.stringify(other) === JSON.stringify(one)) === index,
      );
      return fitting(given, distinct.length < least ? drawn : distinct);
    }
    case "record": {
      const entries = Array.from({ length: random.between(1, 3) }, () => [
        String(drawValue(def.keyType, knowing, place)),
        drawValue(def.valueType, knowing, place),
      ]);
      return fitting(given, Object.fromEntries(entries));
    }
    case "union":
      return oneOf(def.options, knowing, place);
    case "optional":
    case "default":
    case "prefault":
    case "nullable":
      return drawValue(def.innerType, knowing, place);
    case "literal":
      return random.pick(def.values);
    case "enum":
      return random.pick(Object.values(def.entries));
    case "boolean":
      return random.chance(50);
    case "number":
      return numberOf(given, knowing, place);
    case "string":
      return textOf(given, knowing, place);
    default:
      throw new Error(`documents have a ${def.type} now, of which drawValue draws none: say here how it is drawn`);
  }
}

/** A value of one of the shapes, of another where nothing fits the first. */
function oneOf(options: readonly z.core.$ZodType[], knowing: Knowing, place: Place): unknown {
  const favourite = knowing.favourite ? options.indexOf(knowing.favourite) : -1;
  const first = favourite >= 0 && knowing.random.chance(50) ? favourite : knowing.random.below(options.length);
  for (const option of [...options.slice(first), ...options.slice(0, first)]) {
    try {
      return drawValue(option, knowing, place);
    } catch (fault) {
      if (!(fault instanceof NothingFits)) throw fault;
    }
  }
  throw new NothingFits(`nothing fits at ${place.fields.join("/")}`);
}

function objectOf(
  given: z.core.$ZodType,
  { shape }: z.core.$ZodObjectDef,
  knowing: Knowing,
  { fields, kind: outer }: Place,
): Record<string, unknown> {
  const { kind: own } = shape;
  const literal = own && (own as z.core.$ZodTypes)._zod.def;
  const kind = literal?.type === "literal" ? String(literal.values[0]) : outer;
  for (let tried = 0; tried < TRIES; tried++) {
    const drawn: Record<string, unknown> = {};
    for (const [field, of] of Object.entries(shape)) {
      const place = { fields: [...fields, field], kind };
      if (of._zod.optin !== undefined && knowing.random.chance(knowing.leftOut(place))) continue;
      drawn[field] = drawValue(of, knowing, place);
    }
    const mended = knowing.mend(given, drawn, { fields, kind });
    // What its fields are was drawn to fit already; only what was changed or has rules of its own is read again.
    const isWhole = mended === drawn && (given._zod.def.checks ?? []).length === 0;
    if (mended && (isWhole || z.core.safeParse(given, mended).success)) return mended;
  }
  throw new NothingFits(`nothing fits at ${fields.join("/")} (${kind})`);
}

/** Small numbers mostly, large ones now and then: as far as the shape lets them. */
function numberOf(given: z.core.$ZodType, knowing: Knowing, place: Place): number {
  const { least, most: bound } = boundsOf(given, { least: 0, most: 1_000_000 });
  const most = Math.max(least, Math.min(bound, knowing.most(place) ?? bound));
  const { random } = knowing;
  const part = (random.below(1000) / 1000) * (random.chance(85) ? 0.5 : 1);
  return Math.min(most, least + Math.floor(Math.exp(part * Math.log(most - least + 1))) - 1);
}

/** A text of the shape's own form: what is known of the place, or a date, an instant, a time of day, a name. */
function textOf(given: z.core.$ZodType, knowing: Knowing, place: Place): string {
  const { random } = knowing;
  const known = knowing.text(place);
  const two = (number: number) => String(number).padStart(2, "0");
  const date = `2025-${two(random.between(1, 12))}-${two(random.between(1, 28))}`;
  const candidates = [
    ...(known === undefined ? [] : [known]),
    `${random.pick(["red", "blue", "green"])}-${random.below(1000)}`,
    `${date}T${two(random.below(24))}:00:00Z`,
    date,
    date.slice(5),
    `${two(random.below(24))}:${two(random.below(60))}`,
    random.pick(["en", "nl", "de"]),
    "EUR",
    "5f".repeat(32),
    random.pick(["NL", "DE", "FR"]),
    random.pick(["Europe/Berlin", "America/New_York", "Asia/Kolkata"]),
    "#1f5f5b",
    "https://shop.example/logo.svg",
  ];
  const fits = candidates.find((text) => z.core.safeParse(given, text).success);
  if (fits === undefined) throw new Error(`no text is known that fits at ${place.fields.join("/")}`);
  return fits;
}

/** What a number, or a list's length, may be at the least and at the most, as its shape says. */
function boundsOf({ _zod }: z.core.$ZodType, usual: { least: number; most: number }): { least: number; most: number } {
  const bounds = { ...usual };
  for (const { _zod: check } of _zod.def.checks ?? []) {
    const { def } = check as z.core.$ZodChecks["_zod"];
    if (def.check === "greater_than") bounds.least = Number(def.value);
    if (def.check === "less_than") bounds.most = Number(def.value);
    if (def.check === "min_length") bounds.least = def.minimum;
    if (def.check === "max_length") bounds.most = def.maximum;
  }
  return bounds;
}

function fitting<Drawn>(given: z.core.$ZodType, drawn: Drawn): Drawn {
  if ((given._zod.def.checks ?? []).length > 0 && !z.core.safeParse(given, drawn).success)
    throw new NothingFits("a list or record with its own refinements");
  return drawn;
}
