/** JSON Schema as TypeScript, as far as our own document goes. What it does not know it refuses, so that no type is a guess. */

export interface Schema {
  type?: string | string[];
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
}

/** Keywords that narrow a value and no type. */
const NARROWING = new Set([
  "default",
  "description",
  "example",
  "format",
  "maxItems",
  "maxLength",
  "maximum",
  "minItems",
  "minLength",
  "minimum",
  "pattern",
  "propertyNames",
]);
const KNOWN = new Set([
  ...NARROWING,
  "additionalProperties",
  "anyOf",
  "const",
  "enum",
  "items",
  "oneOf",
  "properties",
  "required",
  "type",
]);

/** A schema as a type. Throws for a keyword that it does not know. */
export function typeOf(schema: Schema, indent = ""): string {
  const strange = Object.keys(schema).filter((keyword) => !KNOWN.has(keyword));
  if (strange.length > 0) throw new Error(`no type is known for ${strange.join(", ")} in ${JSON.stringify(schema)}`);
  if ("const" in schema) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const any = schema.anyOf ?? schema.oneOf;
  if (any) return [...new Set(any.map((each) => typeOf(each, indent)))].join(" | ");
  if (Array.isArray(schema.type)) return schema.type.map((type) => typeOf({ ...schema, type }, indent)).join(" | ");
  switch (schema.type) {
    case "string":
    case "boolean":
    case "null":
      return schema.type;
    case "integer":
    case "number":
      return "number";
    case "array":
      return `(${typeOf(schema.items ?? {}, indent)})[]`;
    case "object":
      return objectType(schema, indent);
    case undefined:
      return "unknown";
    default:
      throw new Error(`no type is known for ${schema.type}`);
  }
}

function objectType({ properties, required = [], additionalProperties = true }: Schema, indent: string): string {
  if (properties && Object.keys(properties).length > 0) {
    const deeper = `${indent}  `;
    const fields = Object.entries(properties).map(([name, schema]) => {
      const about = schema.description === undefined ? "" : `${deeper}${commentOf(schema.description)}\n`;
      const isNeeded = required.includes(name);
      return `${about}${deeper}${JSON.stringify(name)}${isNeeded ? "" : "?"}: ${typeOf(schema, deeper)}${isNeeded ? "" : " | undefined"};\n`;
    });
    return `{\n${fields.join("")}${indent}}`;
  }
  if (additionalProperties === false) return "Record<string, never>";
  return `Record<string, ${additionalProperties === true ? "unknown" : typeOf(additionalProperties, indent)}>`;
}

/** A sentence as a comment of one line. */
export function commentOf(text: string): string {
  return `/** ${text.replaceAll("*/", "* /").replaceAll(/\s+/g, " ").trim()} */`;
}
