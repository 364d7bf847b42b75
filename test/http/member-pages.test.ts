/** The member's pages without a script: forms that are done once, in her language, and never for another site. */
import { afterEach, expect, test } from "vitest";
import { conserved } from "../support/ledger.ts";
import { newMember } from "../support/places.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { sendRaw } from "../support/raw.ts";
import { newWorld, orderOf } from "../support/world.ts";

const world = await newWorld(
  pointsProgramme({
    brand: { name: "Corner Club", accent: "#ffd400", corners: "round", logo: "https://shop.example/logo.svg" },
    attributes: {
      newsletter: { kind: "yes-no", name: "Newsletter" },
      likes: { kind: "choices", name: "Likes", choices: [{ id: "tea", name: "Tea" }] },
    },
    rewards: [
      { id: "five-off", name: "€5.00 off", kind: "voucher", cost: { unit: "points", amount: 50 }, valueMinor: 500 },
    ],
  }),
);
afterEach(() => conserved(world.client));

type Hers = Awaited<ReturnType<typeof newMember>>;
const look = ({ token }: Hers, path: string, headers: Record<string, string> = {}) =>
  world.send({ path, headers: { cookie: `member=${token}`, ...headers } });

/** Sends a form as a browser does, from the page at `path`, with whatever hidden fields that page has. */
async function send(hers: Hers, action: string, fields: Record<string, string>, site = "same-origin") {
  const { status, location, text } = await sendRaw(world, {
    method: "POST",
    path: action,
    headers: {
      cookie: `member=${hers.token}`,
      "content-type": "application/x-www-form-urlencoded",
      "sec-fetch-site": site,
    },
    body: new URLSearchParams(fields).toString(),
  });
  return { status, to: location, text };
}
const keyIn = (html: string) => /name="key" value="([^"]+)"/.exec(html)?.[1] ?? "";

test("a reward is redeemed once, however often its form is sent, and undone by the form beside its code", async () => {
  const ada = await newMember(world, "ada");
  await world.post("/v1/purchases", orderOf("A-1", 4000, { id: ada.id }));
  const { text } = await look(ada, "/me/rewards/five-off");
  const form = { key: keyIn(text), cost: "50" };
  const first = await send(ada, "/me/rewards/five-off/redeem", form);
  expect([first.status, (await send(ada, "/me/rewards/five-off/redeem", form)).to]).toEqual([303, first.to]);
  const vouchers = (await look(ada, first.to)).text;
  expect(vouchers.match(/TSR-[0-9A-Z-]{14}<\/code>/g)).toHaveLength(1);
  expect(vouchers).toContain("Yours: €5.00 off.");
  const undo = /action="(\/me\/redemptions\/rdm_[0-9a-z]+\/undo)"/.exec(vouchers)?.[1] ?? "";
  expect((await send(ada, undo, { key: keyIn(vouchers) })).to).toBe("/me/rewards?came=undone");
  expect((await look(ada, "/me")).text).toContain("80</span>");
});

test("what another site sends in her name does nothing", async () => {
  const ben = await newMember(world, "ben");
  await world.post("/v1/purchases", orderOf("B-1", 4000, { id: ben.id }));
  const form = { key: "from-elsewhere", cost: "50" };
  expect((await send(ben, "/me/rewards/five-off/redeem", form, "cross-site")).to).toContain("refused=unauthenticated");
  expect((await send(ben, "/me/privacy/erase", { key: "x", confirm: "erase" }, "cross-site")).status).toBe(303);
  expect((await look(ben, "/me")).text).toContain("80</span>");
});

test("her profile keeps what she says, takes back what she empties, and turns the page to her language", async () => {
  const cleo = await newMember(world, "cleo");
  const said = { name: "Клео", language: "ru", region: "nl", birthDate: "", "attribute:newsletter": "true" };
  const saved = await send(cleo, "/me/profile", { key: "p-1", ...said, "attribute:likes": "tea" });
  expect(saved.to).toBe("/me/profile?came=saved");
  const page = (await look(cleo, "/me/profile", { "accept-language": "vi" })).text;
  expect(page).toContain('<html lang="ru" dir="ltr">');
  expect(page).toContain('value="Клео"');
  await send(cleo, "/me/profile", { key: "p-2", name: "Клео", language: "", region: "", birthDate: "" });
  const { json } = await world.send({ path: "/v1/me", token: cleo.token });
  expect([json.language, json.region, json.attributes]).toEqual([null, null, { newsletter: false }]);
});

test("a form's address names one thing of hers and leads nowhere else", async () => {
  const fay = await newMember(world, "fay");
  const elsewhere = encodeURIComponent("../sign-out#");
  expect((await send(fay, `/me/plays/${elsewhere}/reveal`, { key: "r-1" })).to).toContain("refused=");
  const { rows } = await world.client.execute("SELECT id FROM operations WHERE kind = 'sign-out'");
  expect(rows).toEqual([]);
});

test("an account ends only when the word was typed, in the page's language", async () => {
  const dora = await newMember(world, "dora");
  expect((await send(dora, "/me/privacy/erase", { key: "e-1", confirm: "yes" })).to).toContain("refused=confirm");
  expect((await look(dora, "/me/privacy/download")).json.identities).toHaveLength(1);
  const gone = await send(dora, "/me/privacy/erase", { key: "e-2", confirm: " Erase " });
  expect([gone.status, gone.text.includes("You are erased")]).toEqual([200, true]);
  expect((await look(dora, "/me")).text).toContain("Nobody is signed in");
});

test("an address says what came by a code alone: words in it are not shown", async () => {
  const eve = await newMember(world, "eve");
  const { text } = await look(eve, "/me?refused=<b>Call%20me</b>&came=won&reward=Call%20me");
  expect(text).not.toContain("Call me");
  expect(text).toContain("Nothing has changed.");
});

test("her code and where she is signed in are among her pages, and every page she meets has the programme's look", async () => {
  const flo = await newMember(world, "flo");
  for (const path of ["/me/code", "/me/sessions"]) {
    const { text } = await look(flo, path);
    expect(text, path).toContain('<nav class="pages"');
    expect(text, path).toContain("/brand.css?v=1");
  }
  expect((await look(flo, "/me")).text).toContain("Show my code");
  for (const path of ["/me/profile", "/me/privacy"])
    expect((await look(flo, path)).text, path).toContain('action="/sign-out"');
  for (const path of ["/join", "/sign-in", "/signed-out", "/places", "/counter", "/verify", "/verify/contest/none"])
    expect((await world.send({ path })).text, path).toContain("/brand.css?v=1");
  expect((await send(flo, "/sign-out", {})).to).toBe("/signed-out");
});

test("the pages have the programme's look: its style by version, its logo's origin, and no other", async () => {
  const { text, headers } = await world.send({ path: "/me", headers: { "accept-language": "ar" } });
  expect(text).toContain('<html lang="ar" dir="rtl">');
  expect(text).toContain("Corner Club");
  expect(headers.get("content-security-policy")).toContain("img-src 'self' data: https://shop.example;");
  const style = await world.send({ path: /href="(\/brand\.css\?v=1)"/.exec(text)?.[1] ?? "" });
  expect(style.headers.get("content-type")).toBe("text/css; charset=utf-8");
  expect(style.text).toContain("--accent:#");
});
