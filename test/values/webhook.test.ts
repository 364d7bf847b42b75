import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { messageOf, type Recipient, typeFor } from "../../functions/clock/webhooks/message.ts";
import type { ToldOperation } from "../../functions/database/told.ts";
import { messageId, RETRIES_MS, retryAt, signingGenerations, webhookSecret } from "../../functions/values/webhook.ts";
import { TOLD_KINDS, WEBHOOK_TYPES, webhookTypeOf } from "../../functions/values/webhook-types.ts";

/** What nobody outside is told: how staff come in, what they prepare, and steps of the clock that change nothing for anybody. */
const SILENT = [
  "change-venue",
  "accept-friend",
  "change-nearby",
  "close-store",
  "confirm-play-form",
  "confirm-tax-form",
  "give-tag",
  "go-on-reviewing",
  "import-codes",
  "fade",
  "forget-taps",
  "forget-visits",
  "import-venues",
  "invite",
  "invite-friend",
  "member-sign-in",
  "move-place",
  "pass-line",
  "passkey-added",
  "passkey-changed",
  "session-end",
  "sign-in-code",
  "sign-out",
  "link",
  "make-key",
  "offer-prizes",
  "open-endpoint",
  "open-store",
  "open-venue",
  "promote-alternate",
  "record-beacons",
  "remove-staff",
  "renew-endpoint-secret",
  "renew-venue-code",
  "request-export",
  "retire-tag",
  "revoke-key",
  "save-draft",
  "seal-contest",
  "send-again",
  "settle-plays",
  "sign-in",
  "steer-endpoint",
  "steer-friend",
  "supply",
  "till-look",
  "type-material",
  "write-entries",
  // What writes nothing.
  "quote",
  "quote-gift-card",
  "quote-membership",
  "quote-voucher",
  "read-voucher",
];

test("every kind of operation is told of, or is known to be nobody else's business", () => {
  const folder = new URL("../../functions/operations/", import.meta.url).pathname;
  const kinds = readdirSync(folder).flatMap((file) => {
    const text = readFileSync(folder + file, "utf8");
    return [...text.matchAll(/^ {2}kind: "([a-z-]+)",$/gm)].map(([, kind = ""]) => kind);
  });
  expect(kinds.length).toBeGreaterThan(60);
  const unknown = [...new Set(kinds)].filter((kind) => webhookTypeOf(kind) === null && !SILENT.includes(kind));
  expect(unknown).toEqual([]);
  expect(
    [...TOLD_KINDS, ...SILENT].filter((kind) => !kinds.includes(kind)),
    "kinds that nothing has",
  ).toEqual([]);
  expect(TOLD_KINDS.filter((kind) => SILENT.includes(kind))).toEqual([]);
  const types = WEBHOOK_TYPES.map(({ type }) => type);
  expect(new Set(types).size).toBe(types.length);
  for (const type of types) expect(type).toMatch(/^[a-z-]+\.[a-z-]+$/);
});

test("retries come within a fifth of their time, not all at once, and end", () => {
  const ids = Array.from({ length: 200 }, (_, index) => messageId("end_1", `op_${index}`));
  RETRIES_MS.forEach((delay, index) => {
    const delays = ids.map((id) => (retryAt(id, index + 1, 1_000) ?? 0) - 1_000);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(delay * 0.8);
    expect(Math.max(...delays)).toBeLessThanOrEqual(delay * 1.2);
    expect(new Set(delays).size).toBeGreaterThan(20);
  });
  expect(retryAt("msg_1", RETRIES_MS.length + 1, 1_000)).toBeNull();
});

test("a secret has 32 bytes, of one endpoint and generation; two sign up to the end of the overlap", () => {
  const secret = (endpoint: string, generation: number) =>
    webhookSecret("the programme's own", { endpoint, generation });
  expect(secret("end_1", 1)).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(new Set([secret("end_1", 1), secret("end_1", 2), secret("end_2", 1)]).size).toBe(3);
  expect(signingGenerations({ generation: 1, overlapUntil: null }, 5)).toEqual([1]);
  expect(signingGenerations({ generation: 3, overlapUntil: 5 }, 4)).toEqual([3, 2]);
  expect(signingGenerations({ generation: 3, overlapUntil: 5 }, 5)).toEqual([3]);
});

const everything: Recipient = { endpoint: "end_1", store: null, facts: { types: [] } };
const bought: ToldOperation = {
  seq: 7,
  id: "op_7",
  kind: "purchase",
  actor: "sto_shop",
  member: "mem_ada",
  occurredAt: 0,
  recordedAt: 1_000,
  changed: ["mem_ada", "order:sto_shop:a:1", "con_1", "con_1:tag"],
  rewarded: [],
  postings: [
    { from: "sto_shop:issued", to: "mem_ada", unit: "points", reason: "earn", amount: 20 },
    { from: "mem_ada", to: "rdm_1", unit: "points", reason: "redeem", amount: 5 },
    { from: "sto_shop:issued", to: "con_1:tag", unit: "ticket:week", reason: "ticket", amount: 1 },
  ],
};

test.each<[string, Partial<Recipient>, Partial<ToldOperation>, string | null]>([
  ["of everything", {}, {}, "purchase.recorded"],
  ["not of what was refused", {}, { changed: [], postings: [] }, null],
  ["not of what is the staff's own", {}, { kind: "sign-in" }, null],
  ["of a type that it names", { facts: { types: ["purchase.recorded"] } }, {}, "purchase.recorded"],
  ["not of another type", { facts: { types: ["voucher.used"] } }, {}, null],
  ["of its store's own", { store: "sto_shop" }, {}, "purchase.recorded"],
  ["not of another store's", { store: "sto_shop-2" }, {}, null],
  [
    "of an order of its store that a platform told of",
    { store: "sto_shop" },
    { actor: "clock", postings: [] },
    "purchase.recorded",
  ],
  [
    "not of what belongs to no store",
    { store: "sto_shop" },
    { actor: "mem_ada", changed: ["mem_ada"], postings: [] },
    null,
  ],
  [
    "of its own test",
    { store: "sto_shop", facts: { types: ["voucher.used"] } },
    { kind: "test-endpoint", changed: ["end_1"] },
    "endpoint.tested",
  ],
  ["not of another's test", {}, { kind: "test-endpoint", changed: ["end_2"] }, null],
])("an endpoint is told %s", (_, recipient, operation, type) => {
  expect(typeFor({ ...everything, ...recipient }, { ...bought, ...operation })).toBe(type);
});

test("a message says whose, where, what moved and which things, and of tickets' entries nothing", () => {
  const { id, body } = messageOf("end_1", "purchase.recorded", bought);
  expect(id).toMatch(/^msg_[0-9a-f]{32}$/);
  expect(messageOf("end_1", "purchase.recorded", bought)).toEqual({ id, body });
  expect(messageOf("end_2", "purchase.recorded", bought).id).not.toBe(id);
  expect(JSON.parse(body)).toEqual({
    type: "purchase.recorded",
    timestamp: "1970-01-01T00:00:01.000Z",
    data: {
      operation: "op_7",
      member: "mem_ada",
      store: "sto_shop",
      occurredAt: "1970-01-01T00:00:00.000Z",
      balances: [
        { unit: "points", reason: "earn", amount: 20 },
        { unit: "points", reason: "redeem", amount: -5 },
      ],
      order: "a:1",
      contests: ["con_1"],
    },
  });
});

test("what a member gave another is told with both, and with the giver's own units alone", () => {
  const { body } = messageOf("end_1", "units.given", {
    ...bought,
    kind: "transfer",
    actor: "mem_ada",
    changed: ["transfer:op_7", "mem_ada", "mem_ben"],
    rewarded: [{ kind: "voucher", id: "vch_1", reward: "coffee" }],
    postings: [
      { from: "mem_ada", to: "transfer:op_7", unit: "points", reason: "transfer", amount: 5 },
      { from: "transfer:op_7", to: "mem_ben", unit: "points", reason: "transfer", amount: 5 },
    ],
  });
  // The card that it filled is the other's.
  const balances = [{ unit: "points", reason: "transfer", amount: -5 }];
  expect(JSON.parse(body).data).toMatchObject({ member: "mem_ada", recipient: "mem_ben", balances });
  expect(body).not.toContain("vch_1");
});

test("the largest message stays below 20 kB", () => {
  const many = Array.from({ length: 500 }, (_, index) => `${index}`.padStart(26, "0"));
  const rewarded = many.flatMap((id) => [
    { kind: "redemption" as const, id: `rdm_${id}`, reward: "a-reward-with-a-rather-long-name" },
    { kind: "voucher" as const, id: `vch_${id}`, reward: "a-reward-with-a-rather-long-name" },
  ]);
  const { body } = messageOf("end_1", "member.day-began", { ...bought, rewarded });
  expect(body.length).toBeLessThan(20_000);
});
