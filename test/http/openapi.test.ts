import { describe, expect, inject, test } from "vitest";
import { app } from "../../functions/app.ts";
import { contracts, problemsOf } from "../../functions/edge/contract.ts";
import { problems } from "../../functions/edge/problems.ts";
import type { Json, JsonObject } from "../../functions/values/json.ts";
import { newWorld } from "../support/world.ts";

interface Operation {
  operationId: string;
  description: string;
  parameters: ({ $ref: string } | { name: string; in: string; example?: string; description?: string })[];
  responses: Record<string, { content: Record<string, { schema: JsonObject; examples?: JsonObject }> }>;
}

const world = await newWorld();
const answered = await fetch(`${inject("workerUrl")}/openapi.json`);
const document = (await answered.json()) as JsonObject & {
  paths: Record<string, Record<string, Operation>>;
  components: { examples: Record<string, { value: Json }> };
};
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ id: operation.operationId, method, path, operation })),
);

test("no two operations have one title, by which the reference tells them apart", () => {
  const titles = contracts.map(({ title }) => title);
  expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
});

describe.each(contracts)("$id", (contract) => {
  test("its examples are what it says", () => {
    expect(contract.answer.safeParse(contract.example.answer).error).toBeUndefined();
    if (contract.body) expect(contract.body.safeParse(contract.example.body).error).toBeUndefined();
    else expect(contract.example.body).toBeUndefined();
  });

  test("is in the document with every problem it can give, and no other", () => {
    const found = operations.find(({ id }) => id === contract.id);
    const codes = Object.entries(found?.operation.responses ?? {})
      .filter(([status]) => !status.startsWith("2"))
      .flatMap(([status, { content }]) =>
        Object.keys(content["application/problem+json"]?.examples ?? {}).map((code) => [code, Number(status)]),
      );
    const known = problemsOf(contract).map((code) => [code, problems[code].status]);
    expect(codes.sort()).toEqual(known.sort());
  });
});

test("the document is served as JSON, and every $ref in it leads somewhere", () => {
  expect(answered.headers.get("content-type")).toBe("application/json");
  expect(document.openapi).toMatch(/^3\.1\./);
  const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref = ""]) => ref);
  expect(refs.length).toBeGreaterThan(100);
  const lost = refs.filter((ref) => {
    const steps = ref.replace(/^#\//, "").split("/");
    return steps.reduce<Json | undefined>((at, step) => (at as JsonObject | undefined)?.[step], document) === undefined;
  });
  expect(lost).toEqual([]);
});

test("each operation has one id, describes every parameter of its path and names its credential", () => {
  expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length);
  expect(operations.map(({ id }) => id).sort()).toEqual(contracts.map(({ id }) => id).sort());
  for (const { id, path, operation } of operations) {
    const described = operation.parameters.flatMap((each) => ("in" in each && each.in === "path" ? [each] : []));
    expect(described.map(({ name }) => name).sort(), id).toEqual(
      [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name).sort(),
    );
    for (const { description, example } of described) expect([description, example].every(Boolean), id).toBe(true);
    const audience = contracts.find((contract) => contract.id === id)?.audience.kind;
    expect((operation as unknown as { security: unknown[] }).security.length > 0, id).toBe(audience !== "public");
  }
});

/** C2SP says what a tile is, and its path is of any depth, which OpenAPI cannot say. */
const SAID_ELSEWHERE = ["/v1/log/tile/*"];

test("every route under /v1 has a contract, and every contract a route", () => {
  const routes = app.routes
    .filter(({ path, method }) => path.startsWith("/v1/") && method !== "ALL" && !SAID_ELSEWHERE.includes(path))
    .map(({ method, path }) => `${method} ${path}`);
  expect([...new Set(routes)].sort()).toEqual(
    contracts.map(({ method, path }) => `${method.toUpperCase()} ${path}`).sort(),
  );
});

describe("without a credential", () => {
  test.each(operations)("$id answers as documented", async ({ id, method, path, operation }) => {
    const filled = path.replaceAll(/\{(\w+)\}/g, "unknown-1");
    const answer = await world.send({ method: method.toUpperCase(), path: filled });
    if (contracts.find((contract) => contract.id === id)?.audience.kind === "public") {
      expect(answer.status).not.toBe(401);
      expect(Object.keys(operation.responses)).not.toContain("401");
      return;
    }
    expect(answer.status).toBe(401);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(answer.json).toEqual(document.components.examples.unauthenticated?.value);
    expect(Object.keys(operation.responses["401"]?.content["application/problem+json"]?.examples ?? {})).toEqual([
      "unauthenticated",
    ]);
  });
});

test("the reference shows every operation with its example, its fields and where its refusals are explained", async () => {
  const page = await (await fetch(`${inject("workerUrl")}/docs`)).text();
  for (const { id, path, title } of contracts) {
    expect(page).toContain(`<article class="operation" id="${id}"`);
    expect(page).toContain(path.replaceAll(/:(\w+)/g, "{$1}"));
    expect(page).toContain(title.replaceAll("'", "&#39;"));
  }
  expect(page).toContain('href="/problems/points_short"');
  expect(page).toContain("<code>lines[].unitMinor</code>");
  expect(page).toContain("curl &quot;$HOST/v1/purchases/1001/refunds&quot;");
  expect(page).not.toContain("<script>");
});
