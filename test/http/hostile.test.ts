/** Whatever anybody sends: a problem that names what is wrong, never a fault, and nothing written. */
import { afterAll, describe, expect, test } from "vitest";
import { contracts } from "../../functions/edge/contract.ts";
import { isKnownProblem } from "../../functions/edge/problems.ts";
import type { Json, JsonObject } from "../../functions/values/json.ts";
import "../../functions/app.ts";
import { conserved } from "../support/ledger.ts";
import { memberToken } from "../support/member-token.ts";
import { hostOf, type RawAnswer, sendRaw, sendText } from "../support/raw.ts";
import { staffOf } from "../support/staff.ts";
import { freshKey, newWorld } from "../support/world.ts";

const world = await newWorld();
const { session } = await staffOf(world, "owner");
const enrolled = await world.post("/v1/members", { email: "ada@example.com" });
const member = memberToken(enrolled.json.member);
const tokens = { store: world.storeKey, member, staff: session, public: "" };
afterAll(() => conserved(world.client));

type Contract = (typeof contracts)[number];
/** What would stop the others from being asked comes last. */
const LAST = ["publishProgramme", "rollBackProgramme", "pauseProgramme"];
const posts = contracts
  .filter(({ method }) => method !== "get")
  .sort((a, b) => LAST.indexOf(a.id) - LAST.indexOf(b.id));

interface Sent {
  body?: string | Uint8Array;
  path?: string;
  key?: string;
  type?: string;
  isChunked?: boolean;
}

function ask({ method, path, audience, bodyBytesMax }: Contract, sent: Sent): Promise<RawAnswer> {
  return sendRaw(world, {
    method: method.toUpperCase(),
    path: sent.path ?? pathOf(path, "unknown-1"),
    headers: {
      ...(audience.kind === "public" ? {} : { authorization: `Bearer ${tokens[audience.kind]}` }),
      ...(sent.key === "" ? { "idempotency-key": "" } : { "idempotency-key": sent.key ?? freshKey() }),
      ...(sent.body === undefined ? {} : { "content-type": sent.type ?? "application/json" }),
    },
    ...(sent.body === undefined ? {} : { body: sent.body }),
    isChunked: sent.isChunked ?? false,
    limitBytes: bodyBytesMax,
  });
}

function pathOf(path: string, parameter: string): string {
  return path.replaceAll(/:\w+/g, parameter);
}

async function operations(): Promise<number> {
  const { rows } = await world.client.execute("SELECT COUNT(*) AS count FROM operations");
  return Number(rows[0]?.count);
}

/** Asks for each in turn and holds that exactly what was answered as stored is stored. */
async function askAll(contract: Contract, list: { name: string; sent: Sent }[]): Promise<Map<string, RawAnswer>> {
  const before = await operations();
  const answers = new Map<string, RawAnswer>();
  for (let at = 0; at < list.length; at += 8) {
    const some = list.slice(at, at + 8);
    const got = await Promise.all(some.map(({ sent }) => ask(contract, sent)));
    for (const [index, answer] of got.entries()) answers.set(some[index]?.name ?? "", answer);
  }
  let stored = 0;
  for (const [name, { status, type, json, text }] of answers) {
    expect(status, `${name}: ${text}`).toBeLessThan(500);
    if (status >= 400) {
      expect(type, name).toBe("application/problem+json");
      expect(isKnownProblem(json.code), `${name}: ${text}`).toBe(true);
    }
    const isStored = status < 300 || (json.same_key_safe === false && json.code !== "key_reused");
    if (isStored && contract.isKeyless !== true) stored += 1;
  }
  expect((await operations()) - before).toBe(stored);
  return answers;
}

/** Made once: it is sent to every route. */
const large = Buffer.from(JSON.stringify({ a: "x".repeat(10 * 1024 * 1024) }));
const deep = "[".repeat(10_000) + "]".repeat(10_000);

/** Bodies that no field is to blame for, with the code that each is refused by. */
function wholeBodies(valid: string): { name: string; sent: Sent; code: string }[] {
  const list: [name: string, code: string, sent: Sent][] = [
    ["malformed", "malformed", { body: "{not json}" }],
    ["truncated", "malformed", { body: `${valid.slice(0, -1)} ` }],
    ["trailing", "malformed", { body: `${valid} x` }],
    ["two documents", "malformed", { body: `${valid}${valid}` }],
    ["UTF-16", "malformed", { body: Buffer.from(`\ufeff${valid}`, "utf16le") }],
    [
      "invalid UTF-8",
      "malformed",
      { body: Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]) },
    ],
    [
      "UTF-8 of half a pair",
      "malformed",
      { body: Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('"}')]) },
    ],
    ["deep", "malformed", { body: `{"a":${deep}}` }],
    ["NaN", "malformed", { body: '{"a":NaN}' }],
    ["10 MB", "too_large", { body: large }],
    ["10 MB without a length", "too_large", { body: large, isChunked: true }],
    ["a form", "unsupported_media_type", { body: valid, type: "application/x-www-form-urlencoded" }],
    ["text", "unsupported_media_type", { body: valid, type: "text/plain" }],
    ["another charset", "unsupported_media_type", { body: valid, type: "application/json; charset=utf-16" }],
    ["a list", "invalid", { body: "[]" }],
    ["a text", "invalid", { body: '"x"' }],
    ["a number", "invalid", { body: "5" }],
    ["null", "invalid", { body: "null" }],
    ["__proto__", "invalid", { body: `{"__proto__":{"a":1}}` }],
    ["constructor", "invalid", { body: withField(valid, `"constructor":1`) }],
    ["an unknown field", "invalid", { body: withField(valid, `"surplus":1`) }],
    ["a name twice", "invalid", { body: `{"a":1,"a":1}` }],
    ["a name twice, written differently", "invalid", { body: `{"a":1,"\\u0061":1}` }],
    ["half a character in a name", "invalid", { body: withField(valid, `"\\ud800":1`) }],
  ];
  return list.map(([name, code, sent]) => ({ name, code, sent }));
}

function withField(object: string, field: string): string {
  return object === "{}" ? `{${field}}` : `${object.slice(0, -1)},${field}}`;
}

/** In place of any field: refused at that field, whatever the field is. */
const NEVER: Record<string, string> = {
  "1e400": "1e400",
  "half a pair": '"\\ud800"',
  "the other half": '"a\\udc00b"',
  NUL: '"a\\u0000b"',
  "a control character": '"a\\u001bb"',
};

/** In place of any field: valid here and there, a fault nowhere. */
const ODD: Record<string, string> = {
  null: "null",
  true: "true",
  list: "[]",
  object: "{}",
  empty: '""',
  five: '"5"',
  number: "5",
  negative: "-1",
  fraction: "1.5",
  "beyond integers": "9007199254740993",
  "minus zero": "-0",
  long: JSON.stringify("x".repeat(20_000)),
  NaN: '"NaN"',
  "right to left": '"\\u202Egnp.exe"',
  composed: '"\\u00e9"',
  decomposed: '"e\\u0301"',
  sql: `"'; DROP TABLE operations; --"`,
  html: '"<script>alert(1)</script>"',
  lines: '"a\\r\\nSet-Cookie: b=c"',
  template: '"#{7*7}{{constructor}}"',
  emoji: '"👩‍👩‍👧"',
};

const HOLE = "\u0001hole\u0001";

/** Every field of an example with the body's text around it; documents are judged as a whole. */
function fieldsOf(
  value: Json,
  whole: (inner: Json) => Json,
  pointer = "",
): { pointer: string; around: string; without: string | null }[] {
  const entries: [string, Json][] = Array.isArray(value)
    ? value.slice(0, 1).map((item) => ["0", item])
    : value !== null && typeof value === "object"
      ? Object.entries(value)
      : [];
  return entries.flatMap(([name, inner]) => {
    const put = (given: Json) =>
      whole(Array.isArray(value) ? [given, ...value.slice(1)] : { ...(value as JsonObject), [name]: given });
    const at = `${pointer}/${name}`;
    const without = Array.isArray(value)
      ? null
      : JSON.stringify(
          whole(Object.fromEntries(Object.entries(value as JsonObject).filter(([other]) => other !== name))),
        );
    const own = { pointer: at, around: JSON.stringify(put(HOLE)), without };
    return [own, ...(name === "document" ? [] : fieldsOf(inner, put, at))];
  });
}

describe.each(posts)("$id", (contract) => {
  const valid = JSON.stringify(contract.example.body ?? {});

  test("refuses a body that is none", async () => {
    const list = wholeBodies(valid);
    const answers = await askAll(contract, list);
    for (const { name, code } of list) {
      expect(answers.get(name)?.json.code, `${name}: ${answers.get(name)?.text}`).toBe(code);
    }
    const pointers = (name: string) =>
      answers.get(name)?.json.errors.map(({ pointer }: { pointer: string }) => pointer);
    expect(pointers("__proto__")).toEqual(["/__proto__"]);
    expect(pointers("constructor")).toContain("/constructor");
    expect(pointers("an unknown field")).toContain("/surplus");
    expect(pointers("a name twice")).toEqual(["/a"]);
    if (contract.body && !contract.isBodyOptional) {
      const nothing = await askAll(contract, [
        { name: "empty", sent: { body: "" } },
        { name: "no body", sent: {} },
      ]);
      expect([...nothing.values()].map(({ json }) => json.code)).toEqual(["malformed", "unsupported_media_type"]);
    }
  });

  const fields = fieldsOf(contract.example.body ?? null, (inner) => inner);
  test.runIf(fields.length > 0)("names the field that cannot be", async () => {
    const list = fields.flatMap(({ pointer, around, without }) => [
      ...Object.entries({ ...NEVER, ...ODD }).map(([name, text]) => ({
        name: `${pointer} ${name}`,
        sent: { body: around.replace(JSON.stringify(HOLE), () => text) },
      })),
      ...(without === null ? [] : [{ name: `${pointer} missing`, sent: { body: without } }]),
    ]);
    const answers = await askAll(contract, list);
    for (const [name, { json, text }] of answers) {
      const [pointer = "", ...rest] = name.split(" ");
      if (Object.hasOwn(NEVER, rest.join(" "))) {
        expect(
          json.errors?.map((error: { pointer: string }) => error.pointer),
          `${name}: ${text}`,
        ).toEqual([pointer]);
      } else if (json.code === "invalid" && json.errors) {
        const named = json.errors.some((error: { pointer: string }) =>
          error.pointer === ""
            ? name.endsWith(" missing")
            : pointer.startsWith(error.pointer) || error.pointer.startsWith(pointer.replace(/\/[^/]+$/, "") || pointer),
        );
        expect(named, `${name}: ${text}`).toBe(true);
      }
    }
  });

  test("refuses keys, paths and queries that cannot be kept", async () => {
    const key = (name: string, sent: string, code: string) => ({ name, sent: { body: valid, key: sent }, code });
    const keys = contract.isKeyless
      ? []
      : [
          key("empty key", "", "key_missing"),
          key("256 characters", "k".repeat(256), "key_invalid"),
          key("not ASCII", "k\u00e9y", "key_invalid"),
          key("a space", "k k", "key_invalid"),
        ];
    const path = pathOf(contract.path, "unknown-1");
    const queries = [
      "?surplus=1",
      "?a=%00",
      "?%ED%A0%80=1",
      "?__proto__=1",
      "?constructor=1",
      "?a=1&a=2",
      `?a=${"x".repeat(8_000)}`,
    ].map((query) => ({ name: query, sent: { body: valid, path: path + query }, code: "invalid" }));
    const list = [...keys, ...queries];
    const answers = await askAll(contract, list);
    for (const { name, code } of list)
      expect(answers.get(name)?.json.code, `${name}: ${answers.get(name)?.text}`).toBe(code);
  });
});

const PARAMETERS = [
  "%00",
  "..",
  "%2e%2e",
  "%2F..%2F",
  "x".repeat(300),
  "%F0%9F%98%80",
  "%ED%A0%80",
  "%E0%A4%A",
  "%C3%28",
  "%",
  "a%0d%0aSet-Cookie:%20a=b",
  "'%20OR%201=1--",
  "__proto__",
  "constructor",
];

describe.each(contracts.filter(({ path }) => path.includes(":")))("$id", (contract) => {
  test("refuses whatever stands in its path", async () => {
    const body = contract.method === "get" ? {} : { body: JSON.stringify(contract.example.body ?? {}) };
    const list = PARAMETERS.map((given) => ({ name: given, sent: { ...body, path: pathOf(contract.path, given) } }));
    const answers = await askAll(contract, list);
    for (const [name, { status, text }] of answers) {
      expect(status, `${name}: ${text}`).toBeGreaterThanOrEqual(400);
      expect(text).not.toContain("Set-Cookie: a");
    }
  });
});

const QUERIES = [
  "",
  "-1",
  "0",
  "1.5",
  "1e400",
  "9007199254740993",
  "NaN",
  "%00",
  "%ED%A0%80",
  "x".repeat(3_000),
  "'--",
  "%5B%5D",
  "~~",
  "a~b~c",
  "é",
];

describe.each(contracts.filter(({ query }) => query !== undefined))("$id", (contract) => {
  test("never fails on what its query says", async () => {
    const shape = (contract.query as unknown as { shape: Record<string, unknown> }).shape;
    const path = pathOf(contract.path, enrolled.json.member);
    const list = Object.keys(shape).flatMap((name) =>
      QUERIES.map((value) => ({
        name: `${name}=${value}`,
        sent: { path: `${path}?${name}=${encodeURI(value).replaceAll("%25", "%")}` },
      })),
    );
    for (const { name, sent } of list) {
      const { status, text, json, type } = await ask(contract, sent);
      expect(status, `${name}: ${text}`).toBeLessThan(500);
      if (status >= 400) expect([type, isKnownProblem(json.code)], name).toEqual(["application/problem+json", true]);
    }
  });
});

test("a length that is not the body's ends the request, and nothing is written", async () => {
  const before = await operations();
  const body = JSON.stringify({ externalId: "lying" });
  const head = (length: number) =>
    `POST /v1/members HTTP/1.1\r\nHost: ${hostOf(world)}\r\nAuthorization: Bearer ${world.storeKey}\r\nIdempotency-Key: ${freshKey()}\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n${body}`;
  expect(await sendText(head(body.length + 1_000))).not.toMatch(/^HTTP\/1\.1 2/);
  expect(await sendText(head(body.length - 5))).toMatch(/^HTTP\/1\.1 400/);
  expect(await operations()).toBe(before);
});

test("nothing hostile took the server down", async () => {
  expect((await world.get(`/v1/members/${enrolled.json.member}`)).status).toBe(200);
});
