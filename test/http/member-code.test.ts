/** The code that a member shows: once, for a minute at most, and not after she signed out. */
import { afterEach, describe, expect, test } from "vitest";
import { SESSION_MS } from "../../functions/decisions/member-session.ts";
import { memberCodeKey } from "../../functions/edge/shown-code.ts";
import { memberCodeAt, readMemberCode } from "../../functions/evidence/member-code.ts";
import { typedOf } from "../../functions/evidence/typed-code.ts";
import { stepOf } from "../../functions/evidence/venue-code.ts";
import { erase } from "../../functions/operations/erase.ts";
import { signInMember } from "../../functions/operations/member-sign-in.ts";
import { bytesOfHex } from "../../functions/values/hex.ts";
import { SECRET } from "../support/global-setup.ts";
import { conserved } from "../support/ledger.ts";
import { memberToken } from "../support/member-token.ts";
import { freshKey, newWorld, openStoreWithKey, orderOf } from "../support/world.ts";

const world = await newWorld();
let people = 0;
afterEach(() => conserved(world.client));

/** Somebody who is signed in, with her device's codes. */
async function somebody() {
  people += 1;
  const account = { kind: "oidc:test", value: `subject-${people}` };
  const email = `person-${people}@example.com`;
  const proof = { by: "account", account, email, claim: `proof-${people}` } as const;
  const entered = await world.does(signInMember, { proof, device: "", join: {} });
  const [member, session] = [String(entered.member), String(entered.session)];
  const token = memberToken(member, { session, expiresAt: Number(entered.expiresAt) });
  const { json } = await world.send({ path: "/v1/me/code-key", token });
  expect([json.member, json.session]).toEqual([member, session]);
  const key = bytesOfHex(json.key, 32);
  const codeAt = (step: number) => memberCodeAt(key, { member, session, step });
  /** Early in a step, so that it is not over before it is sent. */
  const code = async (away = 0) => {
    const left = 30_000 - (Date.now() % 30_000);
    if (left < 2_000) await new Promise((resolve) => setTimeout(resolve, left + 10));
    return codeAt(stepOf(Date.now()) + away);
  };
  return { member, session, token, key, code, codeAt };
}

const buys = (order: string, memberCode: string, key = freshKey()) =>
  world.post("/v1/purchases", orderOf(order, 1000, { memberCode }), key);

test("a code names her wherever a store names a member; the same request again is answered as before", async () => {
  const ada = await somebody();
  const [memberCode, key] = [await ada.code(), freshKey()];
  const quoted = await world.post("/v1/quotes", {
    member: { memberCode },
    currency: "EUR",
    lines: [{ sku: "A", quantity: 1, unitMinor: 1000 }],
  });
  expect(quoted.status).toBe(200);
  const order = orderOf("c-1", 1000, { memberCode });
  const bought = await world.post("/v1/purchases", order, key);
  expect([bought.status, bought.json.member]).toEqual([201, ada.member]);
  const again = await world.post("/v1/purchases", order, key);
  expect([again.status, again.text, again.headers.get("idempotent-replayed")]).toEqual([201, bought.text, "true"]);
});

test("a code is taken once in its half minute, by whichever store is first, also of two at once", async () => {
  const ada = await somebody();
  const other = await openStoreWithKey(world.does, "sto_next-door");
  const memberCode = await ada.code();
  const both = await Promise.all([
    buys("c-2", memberCode),
    world.send({
      method: "POST",
      path: "/v1/purchases",
      token: other,
      key: freshKey(),
      body: orderOf("c-3", 1000, { memberCode }),
    }),
  ]);
  expect(both.map(({ status, json }) => [status, json.code]).sort()).toEqual([
    [201, undefined],
    [409, "member_code_used"],
  ]);
});

test("a refused request leaves the code good", async () => {
  const ada = await somebody();
  const memberCode = await ada.code();
  const occurredAt = new Date(Date.now() - 400 * 86_400_000).toISOString();
  const late = await world.post("/v1/purchases", orderOf("c-late", 1000, { memberCode }, { occurredAt }));
  expect([late.json.code, late.json.same_key_safe]).toEqual(["too_late", false]);
  expect((await buys("c-4", memberCode)).status).toBe(201);
});

test("typed instead of scanned it is the same code: taken once, either way, and the same request again is answered", async () => {
  const ada = await somebody();
  const [memberCode, key] = [await ada.code(), freshKey()];
  const typed = typedOf(memberCode);
  const order = orderOf("c-typed", 1000, { memberCode: `${typed.slice(0, 4).toLowerCase()}-${typed.slice(4)}` });
  const bought = await world.post("/v1/purchases", order, key);
  expect([bought.status, bought.json.member]).toEqual([201, ada.member]);
  for (const again of [memberCode, typed])
    expect([again, (await buys("c-typed-again", again)).json.code]).toEqual([again, "member_code_used"]);
  expect((await world.post("/v1/purchases", order, key)).text).toBe(bought.text);
});

test("a typed code is good for its half minute, one before and one after, until she signs out; a slip of the finger is refused", async () => {
  for (const [away, status] of [
    [-2, 409],
    [-1, 201],
    [1, 201],
    [2, 409],
  ] as const) {
    const ada = await somebody();
    const { status: given } = await buys(`c-typed-${away}`, typedOf(await ada.code(away)));
    expect([away, given]).toEqual([away, status]);
  }
  const ada = await somebody();
  const typed = typedOf(await ada.code());
  const slip = `${typed.startsWith("7") ? "8" : "7"}${typed.slice(1)}`;
  expect((await buys("c-slip", slip)).json.code).toBe("member_code_refused");
  await world.send({ method: "POST", path: "/v1/me/sign-out", token: ada.token, key: freshKey(), body: {} });
  expect((await buys("c-typed-out", typedOf(await ada.code()))).json.code).toBe("member_code_refused");
});

describe("is refused", () => {
  test("a step early or late is good, two are not: a photo is worth nothing a minute later", async () => {
    for (const [away, status] of [
      [-2, 409],
      [-1, 201],
      [1, 201],
      [2, 409],
    ] as const) {
      const ada = await somebody();
      expect([away, (await buys(`c-away-${away}`, await ada.code(away))).status]).toEqual([away, status]);
    }
  });

  test("after she signed out there, everywhere, or was erased", async () => {
    for (const leave of ["end", "everywhere", "erase"]) {
      const ada = await somebody();
      const post = (path: string) => world.send({ method: "POST", path, token: ada.token, key: freshKey(), body: {} });
      if (leave === "end") expect((await post(`/v1/me/sessions/${ada.session}/end`)).status).toBe(200);
      if (leave === "everywhere") expect((await post("/v1/me/sign-out")).status).toBe(200);
      if (leave === "erase") await world.does(erase, { member: ada.member });
      const { status, json } = await buys(`c-${leave}`, await ada.code());
      expect([leave, status, json.code]).toEqual([leave, 409, "member_code_refused"]);
    }
  });

  test("with another member, session, step or mac in it, and made with another's key", async () => {
    const [ada, ben] = [await somebody(), await somebody()];
    const good = await ada.code();
    const parts = good.split(".");
    const other = (await ben.code()).split(".");
    const step = stepOf(Date.now());
    const forged = [
      parts.with(1, other[1] ?? "").join("."),
      parts.with(2, other[2] ?? "").join("."),
      parts.with(3, String(step + 1)).join("."),
      parts.with(4, other[4] ?? "").join("."),
      memberCodeAt(ben.key, { member: ada.member, session: ada.session, step }),
      memberCodeAt(ben.key, { member: ada.member, session: ben.session, step }),
      "T1.nonsense",
    ];
    for (const [index, memberCode] of forged.entries()) {
      const { status, json } = await buys(`c-forged-${index}`, memberCode);
      expect([index, status, json.code]).toEqual([index, 409, "member_code_refused"]);
    }
    expect((await buys("c-good", good.toLowerCase())).status).toBe(201);
  });
});

test("its session's time is over for the code too, which a device goes on making", async () => {
  const codeOf = async (claim: string, now: number) => {
    const proof = { by: "account", account: { kind: "oidc:test", value: claim }, email: `${claim}@example.com`, claim };
    const { member, session } = (await world.does(
      signInMember,
      { proof: { ...proof, by: "account" }, device: "", join: {} },
      { now },
    )) as { member: string; session: string };
    return memberCodeAt(memberCodeKey({ secret: SECRET }, session), { member, session, step: stepOf(Date.now()) });
  };
  const over = await buys("c-over", await codeOf("over", Date.now() - SESSION_MS - 1000));
  expect([over.status, over.json.code]).toEqual([409, "member_code_refused"]);
  expect((await buys("c-still", await codeOf("still", Date.now() - SESSION_MS + 60_000))).status).toBe(201);
});

test("a store's token has no key, since nothing could end its codes", async () => {
  const ada = await somebody();
  const { json } = await world.post("/v1/member-sessions", { member: { id: ada.member } });
  expect((await world.send({ path: "/v1/me/code-key", token: json.token })).json.code).toBe("session_unknown");
});

test("what is scanned reads as what was made, and is all letters of a QR code's short mode", () => {
  const key = new Uint8Array(32).fill(7);
  const shown = {
    member: "mem_01kajw8zt0q9w4m2xv5n6p7r8t",
    session: "ses_01kajw8zt0q9w4m2xv5n6p7r8s",
    step: 59_555_000,
  };
  const code = memberCodeAt(key, shown);
  expect(code).toMatch(/^[0-9A-Z.]+$/);
  expect(readMemberCode(` ${code.toLowerCase()} `, () => key)).toEqual(shown);
});
