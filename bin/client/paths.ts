/** paths.d.ts: every operation of the OpenAPI document as a type, by its path and method. */
import type { JsonObject } from "../../functions/values/json.ts";
import { commentOf, type Schema, typeOf } from "./types.ts";

interface Parameter {
  $ref?: string;
  name: string;
  in: string;
  required: boolean;
  description?: string;
  schema: Schema;
}
type Content = Record<string, { schema: Schema & { allOf?: Schema[] } }>;
interface Described {
  summary: string;
  description: string;
  parameters: Parameter[];
  requestBody?: { required: boolean; content: Content };
  responses: Record<string, { content: Content }>;
}

/** The declarations of a document. Throws for what has no type here. */
export function pathsOf(document: JsonObject): string {
  const paths = document.paths as unknown as Record<string, Record<string, Described>>;
  const codes = Object.keys((document.components as { examples: JsonObject }).examples);
  const entries = Object.entries(paths).map(([path, methods]) => {
    const operations = Object.entries(methods).map(
      ([method, described]) =>
        `    ${commentOf(`${described.summary}. ${described.description}`)}\n    ${method}: ${operationType(described)};\n`,
    );
    return `  ${JSON.stringify(path)}: {\n${operations.join("")}  };\n`;
  });
  return `/** The codes of problems. */\nexport type ProblemCode =\n${codes.map((code) => `  | ${JSON.stringify(code)}`).join("\n")};\n\n/** The operations of the API. */\nexport interface Paths {\n${entries.join("")}}\n`;
}

function operationType({ parameters, requestBody, responses }: Described): string {
  const deep = "      ";
  const isIn = (where: string) =>
    parametersType(
      parameters.filter((parameter) => parameter.in === where),
      deep,
    );
  const body = requestBody?.content["application/json"]?.schema;
  const optional = requestBody?.required === false ? " | undefined" : "";
  const lines = [
    `path: ${isIn("path")};`,
    `query: ${isIn("query")};`,
    `body: ${body === undefined ? "undefined" : typeOf(body, deep) + optional};`,
    `answer: ${answerType(responses, deep)};`,
    `problems: ${problemsType(responses)};`,
  ];
  return `{\n${lines.map((line) => `${deep}${line}\n`).join("")}    }`;
}

function parametersType(parameters: Parameter[], indent: string): string {
  if (parameters.length === 0) return "undefined";
  const described = ({ name, description, schema }: Parameter): [string, Schema] => [
    name,
    // A cursor is text wherever it is answered, and a query is text anyway.
    { ...(name === "cursor" ? { type: "string" } : schema), ...(description === undefined ? {} : { description }) },
  ];
  const required = parameters.filter((parameter) => parameter.required).map(({ name }) => name);
  return typeOf({ type: "object", properties: Object.fromEntries(parameters.map(described)), required }, indent);
}

function answerType(responses: Described["responses"], indent: string): string {
  const [success] = Object.entries(responses).filter(([status]) => Number(status) < 300);
  const json = success?.[1].content["application/json"];
  return json ? typeOf(json.schema, indent) : "string";
}

function problemsType(responses: Described["responses"]): string {
  const codes = Object.values(responses).flatMap(({ content }) =>
    (content["application/problem+json"]?.schema.allOf ?? []).flatMap(({ properties }) => properties?.code?.enum ?? []),
  );
  return codes.map((code) => JSON.stringify(code)).join(" | ");
}
