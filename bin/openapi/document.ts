/** The OpenAPI 3.1 document, from the contracts that the app itself parses by. */
import type { Contract } from "../../functions/edge/contract.ts";
import { type ProblemCode, problems } from "../../functions/edge/problems.ts";
import type { Json, JsonObject } from "../../functions/values/json.ts";
import { operationOf } from "./operation.ts";
import { exampleOfProblem, problemSchema } from "./problem.ts";

const ABOUT = `A loyalty programme over HTTP. Amounts are integers: units as they are, money in minor units with its currency.
Instants are RFC 3339 in UTC, days are dates in the programme's zone. Fields that are not named here are refused.

Every write takes an \`Idempotency-Key\`: the same request under the same key is answered from its first outcome, byte for
byte, with \`Idempotent-Replayed: true\`; another request under that key is refused. Keys belong to the store, member or
staff member that sends them.

Whatever is no success is \`application/problem+json\` (RFC 9457) with a \`code\`, the numbers that explain it and
\`same_key_safe\`. Lists are pages: send \`next_cursor\` as \`cursor\` until it is null.`;

/** Who may ask, in the order in which the reference shows them. */
export const AUDIENCES: Record<Contract["audience"]["kind"], string> = {
  store: "What a store's server can do, with its key.",
  member: "What a person can do with her own account.",
  staff: "What staff can do, each by her role.",
  public: "What needs no identity.",
};

/** Makes the document. Throws when two contracts share an operationId or an address. */
export function documentOf(contracts: Contract[], version: string): JsonObject {
  const paths: Record<string, JsonObject> = {};
  const ids = new Set<string>();
  for (const contract of contracts) {
    const path = contract.path.replaceAll(/:(\w+)/g, "{$1}");
    const item = paths[path] ?? {};
    if (ids.has(contract.id)) throw new Error(`two contracts are called ${contract.id}`);
    if (item[contract.method]) throw new Error(`two contracts answer ${contract.method} ${path}`);
    ids.add(contract.id);
    paths[path] = { ...item, [contract.method]: operationOf(contract) };
  }
  return {
    openapi: "3.1.1",
    info: {
      title: "Tessera",
      version,
      description: ABOUT,
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    tags: Object.entries(AUDIENCES).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: { Problem: problemSchema },
      examples: Object.fromEntries(
        (Object.keys(problems) as ProblemCode[]).map((code) => [
          code,
          { summary: problems[code].title, description: problems[code].helps, value: exampleOfProblem(code) as Json },
        ]),
      ),
      headers,
      parameters: { IdempotencyKey },
      securitySchemes,
    },
  };
}

const headers: JsonObject = {
  RequestId: { description: "names this request in the log", schema: { type: "string", format: "uuid" } },
  IdempotentReplayed: {
    description: "present on an answer from an earlier outcome",
    schema: { type: "string", const: "true" },
  },
  RetryAfter: { description: "seconds to wait", schema: { type: "integer" } },
};

const IdempotencyKey: JsonObject = {
  name: "Idempotency-Key",
  in: "header",
  required: true,
  description: "A new one for each new request, the same one for a retry: 1 to 255 visible ASCII characters.",
  schema: { type: "string", pattern: "^[\\x21-\\x7e]{1,255}$" },
  example: "01kajw8zt0q9w4m2xv5n6p7r8s",
};

const securitySchemes: JsonObject = {
  storeKey: {
    type: "http",
    scheme: "bearer",
    description: "A store's key, tsk_test_… or tsk_live_…. It belongs on a server, never in a browser.",
  },
  memberSession: {
    type: "http",
    scheme: "bearer",
    description: "A member's token, tms_…, which her store gets from POST /v1/member-sessions.",
  },
  memberCookie: { type: "apiKey", in: "cookie", name: "__Host-member", description: "The same, in her own browser." },
  staffSession: { type: "http", scheme: "bearer", description: "A staff session, tss_…." },
  staffCookie: { type: "apiKey", in: "cookie", name: "__Host-staff", description: "The same, in the console." },
};
