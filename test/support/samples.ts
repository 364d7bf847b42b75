/** Terms of a kind, made of its shape: what tests say of every kind without naming its fields. */
import * as z from "zod";
import type { Kind } from "../../functions/programme/kinds.ts";

interface Shape {
  $ref?: string;
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Shape[];
  oneOf?: Shape[];
  pattern?: string;
  format?: string;
  minimum?: number;
  minItems?: number;
  items?: Shape;
  properties?: Record<string, Shape>;
  required?: string[];
  additionalProperties?: Shape;
  propertyNames?: Shape;
}

/** Texts of which one fits each pattern; two of a sort, because a pair often has to differ. */
const TEXTS = ["raw-id", "raw-id-two", "17:30", "18:45"];
/** So many optional fields are tried together. */
const TOGETHER = 3;

/** Terms of a kind with the choices of its optional fields, as far as they read; parts of them with all or none of theirs. */
export function samplesOf(terms: Kind["terms"]): unknown[] {
  const schema = z.toJSONSchema(terms, { io: "input", unrepresentable: "any" }) as Shape & {
    $defs?: Record<string, Shape>;
  };
  const { properties = {}, required = [] } = schema;
  const optional = Object.keys(properties).filter((name) => !required.includes(name));
  let texts = 0;
  const sample = (given: Shape, isFull: boolean): unknown => {
    if (given.$ref) return sample(schema.$defs?.[given.$ref.replace("#/$defs/", "")] ?? {}, isFull);
    if (given.const !== undefined) return given.const;
    if (given.enum) return given.enum[0];
    const [choice, other] = given.anyOf ?? given.oneOf ?? [];
    // Words are a text, or one per language.
    if (choice?.type === "string" && other?.propertyNames) return "Some words";
    if (choice) return sample(choice, isFull);
    if (given.type === "array")
      return Array.from({ length: Math.max(1, given.minItems ?? 1) }, () => sample(given.items ?? {}, isFull));
    if (given.type === "integer" || given.type === "number") return Math.max(given.minimum ?? 1, 1);
    if (given.type === "boolean") return true;
    if (given.properties) {
      const names = isFull ? Object.keys(given.properties) : (given.required ?? []);
      return Object.fromEntries(names.map((name) => [name, sample(given.properties?.[name] ?? {}, isFull)]));
    }
    if (given.additionalProperties) return { "raw-id": sample(given.additionalProperties, isFull) };
    if (given.format === "date") return "2027-05-01";
    if (given.format === "date-time") return "2027-05-01T00:00:00Z";
    if (!given.pattern) return "store-word";
    const fits = TEXTS.filter((text) => new RegExp(given.pattern ?? "").test(text));
    texts += 1;
    return fits[texts % fits.length];
  };
  return subsetsOf(optional)
    .flatMap((chosen) => [true, false].map((isFull) => ({ names: [...required, ...chosen], isFull })))
    .map(({ names, isFull }) =>
      terms.safeParse(Object.fromEntries(names.map((name) => [name, sample(properties[name] ?? {}, isFull)]))),
    )
    .flatMap((read) => (read.success ? [read.data] : []));
}

/** Every choice of at most so many things. */
function subsetsOf(things: string[], most = TOGETHER): string[][] {
  if (most === 0) return [[]];
  return [
    [],
    ...things.flatMap((thing, index) => subsetsOf(things.slice(index + 1), most - 1).map((more) => [thing, ...more])),
  ];
}
