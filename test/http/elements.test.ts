/** What the elements on a shop's pages are told, and that other origins get that and nothing else, never by a cookie. */
import { afterAll, expect, test } from "vitest";
import { contracts } from "../../functions/edge/contract.ts";
import { LANGUAGES } from "../../functions/values/language.ts";
import { conserved } from "../support/ledger.ts";
import { memberWith, shop } from "../support/shop.ts";
import { newWorld } from "../support/world.ts";
import "../../functions/app.ts";

const SHOP = "https://shop.example";
const document = shop();
const world = await newWorld({
  ...document,
  units: { points: { name: { one: "point", other: "points" }, worth: { amount: 100, minor: 100 } } },
});
afterAll(() => conserved(world.client));

const open = contracts.filter(({ isCrossOrigin }) => isCrossOrigin);
const closed = contracts.filter(({ isCrossOrigin, audience }) => !isCrossOrigin && audience.kind !== "public");
const pathOf = ({ path }: { path: string }) => path.replaceAll(/:\w+/g, "unknown-1");
const cartOf = (unitMinor: number, more = {}) => ({
  store: "sto_shop",
  carts: [{ lines: [{ sku: "A", unitMinor }] }],
  ...more,
});
const quoteOf = (token: string | undefined, body: unknown) =>
  world.send({
    method: "POST",
    path: token === undefined ? "/v1/elements/quotes" : "/v1/me/quotes",
    ...(token === undefined ? {} : { token }),
    body,
  });

test("four routes answer other origins, and none of them writes", () => {
  expect(open.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
    "get /v1/elements",
    "get /v1/me/elements",
    "post /v1/elements/quotes",
    "post /v1/me/quotes",
  ]);
  for (const { method, isKeyless, audience } of open) {
    expect(method === "get" || isKeyless).toBe(true);
    expect(["public", "member"]).toContain(audience.kind);
  }
});

test("no other route that knows who asks lets another origin read it or ask before it sends", async () => {
  for (const contract of closed) {
    const method = contract.method.toUpperCase();
    const headers = { origin: SHOP, "access-control-request-method": method };
    for (const asked of ["OPTIONS", ...(method === "GET" ? ["GET"] : [])]) {
      const answer = await world.send({ method: asked, path: pathOf(contract), headers });
      expect(answer.headers.get("access-control-allow-origin"), `${asked} ${contract.path}`).toBeNull();
    }
  }
});

test.each(open)("$method $path: a preflight is answered for two hours, and a problem can be read", async (contract) => {
  const method = contract.method.toUpperCase();
  const headers = { origin: SHOP, "access-control-request-method": method };
  const preflight = await world.send({ method: "OPTIONS", path: contract.path, headers });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
  expect(preflight.headers.get("access-control-allow-methods")).toBe(method);
  expect(preflight.headers.get("access-control-allow-headers")).toBe("authorization, content-type");
  expect(preflight.headers.get("access-control-max-age")).toBe("7200");
  const refused = await world.send({
    method,
    path: `${contract.path}?unknown=1`,
    headers: { origin: SHOP },
    ...(method === "POST" ? { body: {} } : {}),
  });
  expect(refused.status).toBeGreaterThanOrEqual(400);
  expect(refused.headers.get("access-control-allow-origin")).toBe("*");
  expect(refused.headers.get("access-control-allow-credentials")).toBeNull();
});

test("a cookie opens none of them, from another origin or from our own: the token does", async () => {
  const { token } = await memberWith(0, world);
  for (const contract of open.filter(({ audience }) => audience.kind === "member")) {
    const asked = {
      method: contract.method.toUpperCase(),
      path: contract.path,
      ...(contract.body ? { body: cartOf(100) } : {}),
    };
    for (const headers of [
      { origin: SHOP, "sec-fetch-site": "cross-site" },
      { origin: "https://shop.club.example", "sec-fetch-site": "same-site" },
      { "sec-fetch-site": "same-origin" },
    ]) {
      const answer = await world.send({
        ...asked,
        headers: { ...headers, cookie: `member=${token}; __Host-member=${token}` },
      });
      expect([answer.status, answer.json.code], contract.path).toEqual([401, "unauthenticated"]);
    }
    expect((await world.send({ ...asked, token })).status, contract.path).toBe(200);
  }
});

test("a member reads what she has, its worth and what is next; a visitor what there is, as old as five minutes", async () => {
  const { token } = await memberWith(540, world);
  const { json: hers, headers } = await world.send({ path: "/v1/me/elements?lang=en", token });
  expect(headers.get("cache-control")).toBe("no-store");
  expect(hers.points).toEqual([{ unit: "points", amount: 540, says: "540 points", worth: "worth €5.40" }]);
  expect(hers.next).toEqual({ reward: "coffee", says: "60 points to Coffee", has: 540, needs: 600 });
  const ready = hers.rewards.filter(({ isReady }: { isReady: boolean }) => isReady);
  expect(ready.map(({ reward }: { reward: string }) => reward)).toEqual(["five-off", "bag", "last-bag", "once"]);
  const visitor = await world.send({ path: "/v1/elements?lang=en" });
  expect(visitor.headers.get("cache-control")).toBe("public, max-age=300");
  expect([visitor.json.points, visitor.json.next]).toEqual([null, null]);
  expect(visitor.json.ways).toEqual(["On a purchase: 2 points for each €1.00 spent."]);
});

test("each product of a page is quoted alone, in one request", async () => {
  const { token } = await memberWith(0, world);
  const carts = [100, 2800, 0].map((unitMinor) => ({ lines: [{ sku: "A", unitMinor }] }));
  const { json } = await quoteOf(token, { store: "sto_shop", lang: "en", carts });
  expect(json.data.map(({ says }: { says: string }) => says)).toEqual(["Earn 2 points", "Earn 56 points", null]);
  const visitor = await quoteOf(undefined, { store: "sto_shop", lang: "en", carts });
  expect(visitor.json.data.map(({ says }: { says: string }) => says)).toEqual([
    "Members earn 2 points",
    "Members earn 56 points",
    null,
  ]);
});

test.each([
  [20, 100, "missing", "bag", "80 points to Bag"],
  [20, 3999, "missing", "bag", "80 points to Bag"],
  [20, 4000, "reached", "bag", "This cart earns 80 points: enough for Bag."],
  [100, 100, "reward", "bag", "Bag is yours for 100 points."],
  [500, 2000, "reward", "five-off", "Take €5.00 off this cart for 500 points."],
])("with %i points and a cart of %i: %s, %s", async (points, unitMinor, kind, id, says) => {
  const { token } = await memberWith(points, world);
  const { json } = await quoteOf(token, cartOf(unitMinor, { lang: "en" }));
  expect(json.data[0].nudge).toEqual({ kind, id, says });
});

test("a voucher that she has comes before all else", async () => {
  const { token, id } = await memberWith(1100, world);
  await world.post("/v1/redemptions", { member: { id }, reward: "five-off" });
  const { json } = await quoteOf(token, cartOf(2000, { lang: "en" }));
  expect(json.data[0].nudge).toMatchObject({ kind: "voucher", says: "Your voucher takes €5.00 off this cart." });
});

test("a store that is not, another currency and a discount above the goods are refused", async () => {
  const { token } = await memberWith(0, world);
  expect((await quoteOf(token, cartOf(100, { store: "sto_none" }))).json.code).toBe("store_unknown");
  expect((await quoteOf(token, cartOf(100, { currency: "USD" }))).json.code).toBe("currency_not_accepted");
  const above = { store: "sto_shop", carts: [{ lines: [{ sku: "A", unitMinor: 100 }], discountMinor: 101 }] };
  expect((await quoteOf(token, above)).json).toMatchObject({
    code: "totals_do_not_add_up",
    errors: [{ pointer: "/carts/0" }],
  });
});

test.each(LANGUAGES)("in %s every sentence and every label is there, and Arabic runs from the right", async (lang) => {
  const { token } = await memberWith(540, world);
  const { json } = await world.send({ path: `/v1/me/elements?lang=${lang}`, token });
  expect([json.language, json.direction]).toEqual([lang, lang === "ar" ? "rtl" : "ltr"]);
  const { json: quoted } = await quoteOf(token, cartOf(2000, { lang }));
  const said = [...Object.values(json.labels), json.next.says, quoted.data[0].says, quoted.data[0].nudge.says];
  expect(said.every((text) => typeof text === "string" && text !== "" && !/undefined|NaN/.test(text))).toBe(true);
});
