/** What the reference shows of an OpenAPI document: its operations by audience, each with its fields in a row. */
import type { Json, JsonObject } from "../../values/json.ts";

export interface Described {
  id: string;
  title: string;
  method: string;
  path: string;
  about: string[];
  audience: string;
  parameters: Field[];
  /** Names and examples of what stands in the path. */
  inPath: Record<string, string>;
  takesKey: boolean;
  body: Schema | null;
  bodyExample: Json | null;
  status: string;
  answer: Schema;
  example: Json;
  refusals: { status: string; codes: string[] }[];
}

export interface Field {
  /** With its place: `lines[].sku` */
  name: string;
  type: string;
  isRequired: boolean;
  about: string;
}

/** What is used here of JSON Schema. */
export interface Schema {
  type?: string;
  format?: string;
  description?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  enum?: Json[];
  const?: Json;
  default?: Json;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  pattern?: string;
}

interface Parameter {
  $ref?: string;
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  example?: string;
  schema: Schema;
}

interface Media {
  schema: Schema;
  example?: Json;
  examples?: JsonObject;
}

interface Operation {
  operationId: string;
  summary: string;
  description: string;
  tags: string[];
  parameters: Parameter[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { content: Record<string, Media> }>;
}

interface Document {
  info: { description: string };
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Operation>>;
}

/** Operations in the order of their audiences, from the document's text, which this code's build wrote. */
export function operationsOf(text: string): {
  about: string[];
  groups: { name: string; about: string; operations: Described[] }[];
} {
  const { info, tags, paths } = JSON.parse(text) as Document;
  const all = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
  return {
    about: paragraphsOf(info.description),
    groups: tags.map(({ name, description }) => ({
      name,
      about: description,
      operations: all.filter(({ operation }) => operation.tags.includes(name)).map(described),
    })),
  };
}

function described({ method, path, operation }: { method: string; path: string; operation: Operation }): Described {
  const { operationId: id, summary: title, description, tags, parameters, requestBody, responses } = operation;
  const own = parameters.filter(({ $ref }) => $ref === undefined);
  const sent = requestBody?.content["application/json"];
  const [status = "", success] = Object.entries(responses).find(([code]) => code.startsWith("2")) ?? [];
  // JSON, but for the few whose answer is a text.
  const [answer] = Object.values(success?.content ?? {});
  if (!answer) throw new Error(`${id} has no answer`);
  return {
    id,
    title,
    method,
    path,
    about: paragraphsOf(description),
    audience: tags[0] ?? "",
    takesKey: own.length < parameters.length,
    parameters: own.map(({ name, in: place, required = false, description: about = "", schema }) => ({
      name: `${name} (${place})`,
      type: typeOf(schema),
      isRequired: required,
      about: [about, limitsOf(schema)].filter(Boolean).join("; "),
    })),
    inPath: Object.fromEntries(own.filter((each) => each.in === "path").map((each) => [each.name, each.example ?? ""])),
    body: sent?.schema ?? null,
    bodyExample: sent?.example ?? null,
    status,
    answer: answer.schema,
    example: answer.example ?? null,
    refusals: Object.entries(responses)
      .filter(([code]) => !code.startsWith("2"))
      .map(([code, { content }]) => ({
        status: code,
        codes: Object.keys(content["application/problem+json"]?.examples ?? {}),
      })),
  };
}

function paragraphsOf(text: string): string[] {
  return text.split(/\n\s*\n/).map((paragraph) => paragraph.replaceAll("\n", " "));
}

/** Each field of an object, and of what is in it, with its place in the name. */
export function fieldsOf(schema: Schema, at = ""): Field[] {
  const { properties = {}, required = [], items, anyOf, oneOf, additionalProperties } = schema;
  const own = Object.entries(properties).flatMap(([name, field]) => {
    const place = at === "" ? name : `${at}.${name}`;
    const about = [field.description ?? "", limitsOf(field)].filter(Boolean).join("; ");
    return [
      { name: place, type: typeOf(field), isRequired: required.includes(name), about },
      ...fieldsOf(field, place),
    ];
  });
  return [
    ...own,
    ...(items ? fieldsOf(items, `${at}[]`) : []),
    ...[...(anyOf ?? []), ...(oneOf ?? [])].flatMap((choice) => fieldsOf(choice, at)),
    ...(typeof additionalProperties === "object" ? fieldsOf(additionalProperties, `${at}.{name}`) : []),
  ];
}

function typeOf({ type, format, items, anyOf, oneOf, enum: choices, const: only }: Schema): string {
  const either = anyOf ?? oneOf;
  if (either) return [...new Set(either.map(typeOf))].join(" or ");
  if (choices) return choices.map((choice) => JSON.stringify(choice)).join(" or ");
  if (only !== undefined) return JSON.stringify(only);
  if (type === "array") return `list of ${items ? typeOf(items) : "anything"}`;
  return format ?? type ?? "anything";
}

function limitsOf({ minimum, maximum, maxLength, default: otherwise }: Schema): string {
  return [
    // Safe integers are what every integer here is: no limit of the field.
    minimum === undefined || minimum === Number.MIN_SAFE_INTEGER ? "" : `from ${minimum}`,
    maximum === undefined || maximum === Number.MAX_SAFE_INTEGER ? "" : `to ${maximum}`,
    maxLength === undefined ? "" : `at most ${maxLength} characters`,
    otherwise === undefined ? "" : `${JSON.stringify(otherwise)} where absent`,
  ]
    .filter(Boolean)
    .join(", ");
}
