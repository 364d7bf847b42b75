/** One contract as one operation of the document. */
import * as z from "zod";
import { type Contract, problemsOf } from "../../functions/edge/contract.ts";
import { type ProblemCode, problems } from "../../functions/edge/problems.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { aboutParameter } from "./parameters.ts";

/** The operation of a contract. Throws for a path parameter that nobody has described. */
export function operationOf(contract: Contract): JsonObject {
  const { id, title, about, audience, method, body, example, isKeyless } = contract;
  const isWrite = method !== "get" && isKeyless !== true;
  return {
    operationId: id,
    summary: title,
    description: `${about}${mayOf(audience)}`,
    tags: [audience.kind],
    security: securityOf(audience),
    parameters: [
      ...pathParameters(contract),
      ...queryParameters(contract),
      ...(isWrite ? [{ $ref: "#/components/parameters/IdempotencyKey" }] : []),
    ],
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: !contract.isBodyOptional,
            content: {
              "application/json": {
                schema: schemaOf(body, "input"),
                ...(example.body === undefined ? {} : { example: example.body }),
              },
            },
          },
        }),
    responses: { ...success(contract, isWrite), ...failures(contract) },
  };
}

function mayOf(audience: Contract["audience"]): string {
  switch (audience.kind) {
    case "store":
      return `\n\nThe key needs the scope \`${audience.scope}\`.`;
    case "staff":
      return `\n\nFor ${audience.roles.join(", ")}.`;
    default:
      return "";
  }
}

function securityOf({ kind }: Contract["audience"]): JsonObject[] {
  switch (kind) {
    case "store":
      return [{ storeKey: [] }];
    case "member":
      return [{ memberSession: [] }, { memberCookie: [] }];
    case "staff":
      return [{ staffSession: [] }, { staffCookie: [] }];
    case "public":
      return [];
  }
}

function pathParameters({ path }: Contract): JsonObject[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name = ""]) => ({
    name,
    in: "path",
    required: true,
    ...aboutParameter(path, name),
    schema: { type: "string", pattern: "^[\\x21-\\x7e]{1,200}$" },
  }));
}

function queryParameters({ query }: Contract): JsonObject[] {
  if (!query) return [];
  const { properties = {}, required = [] } = schemaOf(query, "input") as {
    properties?: Record<string, JsonObject>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: "query",
    required: required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema,
  }));
}

/** A shape as JSON Schema 2020-12, which is what OpenAPI 3.1 speaks. What only code can check stays out of it. */
function schemaOf(shape: z.ZodType, io: "input" | "output"): JsonObject {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { io, unrepresentable: "any" });
  return schema as unknown as JsonObject;
}

function success({ status, title, answer, example, type }: Contract, isWrite: boolean): JsonObject {
  return {
    [status]: {
      description: title,
      headers: {
        "x-request-id": { $ref: "#/components/headers/RequestId" },
        ...(isWrite ? { "idempotent-replayed": { $ref: "#/components/headers/IdempotentReplayed" } } : {}),
      },
      content: { [type ?? "application/json"]: { schema: schemaOf(answer, "output"), example: example.answer } },
    },
  };
}

function failures(contract: Contract): JsonObject {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of problemsOf(contract)) {
    const { status } = problems[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].sort(([a], [b]) => a - b).map(([status, codes]) => [status, failure(status, codes)]),
  );
}

function failure(status: number, codes: ProblemCode[]): JsonObject {
  const waits = codes.some((code) => problems[code].retrySeconds !== undefined);
  return {
    description: codes.map((code) => `\`${code}\`: ${problems[code].title}`).join("; "),
    ...(waits ? { headers: { "retry-after": { $ref: "#/components/headers/RetryAfter" } } } : {}),
    content: {
      "application/problem+json": {
        schema: {
          allOf: [
            { $ref: "#/components/schemas/Problem" },
            { properties: { code: { enum: codes }, status: { const: status } } },
          ],
        },
        examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
      },
    },
  };
}
