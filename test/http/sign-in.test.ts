/** Joining and signing in by a code or a link: what it gives, and all that it refuses. */
import { afterEach, describe, expect, inject, test } from "vitest";
import { erase } from "../../functions/operations/erase.ts";
import { askForCode } from "../../functions/operations/sign-in-code.ts";
import { hmacHex } from "../../functions/values/hash.ts";
import { CODE_MS, codeAt } from "../../functions/values/sign-in-code.ts";
import { SECRET } from "../support/global-setup.ts";
import { conserved } from "../support/ledger.ts";
import { MAIL_TOKEN, mailsTo } from "../support/mail-receiver.ts";
import { sendRaw } from "../support/raw.ts";
import { type Answer, freshKey, newWorld, orderOf } from "../support/world.ts";

const world = await newWorld();
const PHONE = { "user-agent": "Mozilla/5.0 (Android 16; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0" };
const join = { name: "Ada", language: "en" };

afterEach(() => conserved(world.client));

const post = (path: string, body: unknown, more: { token?: string; key?: string } = {}): Promise<Answer> =>
  world.send({ method: "POST", path, body, key: freshKey(), headers: PHONE, ...more });
const get = (path: string, token: string) => world.send({ path, token });
const ask = (email: string, more = {}) => post("/v1/sign-in/codes", { email, ...more });
const mails = (email: string, count = 1) => mailsTo(inject("mailUrl"), email, count);

/** The code and the link's token that were sent to an address last. */
async function sentTo(email: string, count = 1): Promise<{ code: string; link: string }> {
  const [mail] = await mails(email, count);
  const code = /^\d{6}$/m.exec(mail?.text ?? "")?.[0] ?? "";
  const url = new URL(/https?:\S+/.exec(mail?.text ?? "")?.[0] ?? "http://none");
  return { code, link: url.searchParams.get("token") ?? "" };
}

const asked = new Map<string, number>();

async function codeFor(email: string): Promise<string> {
  const count = (asked.get(email) ?? 0) + 1;
  asked.set(email, count);
  expect((await ask(email)).status).toBe(202);
  return (await sentTo(email, count)).code;
}

/** Somebody who joined just now, with her token. */
async function joined(email: string): Promise<Record<"token" | "member" | "session", string>> {
  const { status, json } = await post("/v1/sign-in", { email, code: await codeFor(email), join });
  expect(status).toBe(201);
  return json;
}

/** Another code than this one. */
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, "0");

test("whoever proves a new address joins with her consent, and the session is a cookie that no script reads", async () => {
  const code = await codeFor("new@example.com");
  const refused = await post("/v1/sign-in", { email: "new@example.com", code });
  expect([refused.status, refused.json.code, refused.json.same_key_safe]).toEqual([409, "terms_needed", true]);
  const { status, json, headers } = await post("/v1/sign-in", { email: " New@Example.com".trim(), code, join });
  expect([status, json.isNew]).toEqual([201, true]);
  expect(headers.get("set-cookie")).toMatch(/^member=tms_[^;]+; Max-Age=7775\d{3}; Path=\/; HttpOnly; SameSite=Lax$/);
  const me = await get("/v1/me", json.token);
  expect([me.json.state, me.json.name]).toEqual(["joined", "Ada"]);
  const exported = await world.client.execute({
    sql: "SELECT profile ->> '$.terms.version' AS terms FROM people JOIN holders ON holders.id = holder WHERE public_id = ?",
    args: [json.member],
  });
  expect(exported.rows[0]?.terms).toBe(1);
});

test("a guest who has earned becomes a member, and keeps what she earned", async () => {
  const earned = await world.post("/v1/purchases", orderOf("g-1", 4000, { email: "guest@example.com" }));
  const { member, token } = await joined("guest@example.com");
  expect(member).toBe(earned.json.member);
  const me = await get("/v1/me", token);
  expect([me.json.state, me.json.balances]).toEqual(["joined", earned.json.balances]);
});

test("the answer, and how the mail looks, is the same whether somebody has joined or not", async () => {
  await joined("known@example.com");
  const [known, unknown] = [await ask("known@example.com"), await ask("unknown@example.com")];
  const shape = ({ status, json, headers }: Answer) => [status, Object.keys(json), [...headers.keys()].sort()];
  expect(shape(known)).toEqual(shape(unknown));
  const strip = (text: string) => text.replace(/\d{6}/g, "").replace(/token=\S+/g, "");
  const [one] = await mails("known@example.com", 2);
  const [other] = await mails("unknown@example.com");
  expect(strip(one?.text ?? "")).toBe(strip(other?.text ?? ""));
});

test("the mail is in the reader's language, from the programme, through the provider's own JSON", async () => {
  await post("/v1/sign-in/codes", { email: "mai@example.com", language: "vi" });
  const [mail] = await mails("mai@example.com");
  expect(mail?.subject).toMatch(/^\d{6} là mã của bạn cho /);
  expect([mail?.from, mail?.authorization]).toEqual(["Club <club@example.com>", `Bearer ${MAIL_TOKEN}`]);
  expect(mail?.html).toContain('<html lang="vi" dir="ltr">');
  expect(mail?.html).toContain(mail?.subject.slice(0, 6));
});

test("the right code after five wrong ones is none any more", async () => {
  const code = await codeFor("tried@example.com");
  const left: unknown[] = [];
  for (let tries = 0; tries < 5; tries++) {
    const { status, json } = await post("/v1/sign-in", { email: "tried@example.com", code: wrong(code), join });
    left.push([status, json.code, json.triesLeft]);
  }
  expect(left).toEqual([4, 3, 2, 1, 0].map((each) => [409, "code_wrong", each]));
  const { status, json } = await post("/v1/sign-in", { email: "tried@example.com", code, join });
  expect([status, json.code, json.triesLeft]).toEqual([409, "code_wrong", undefined]);
});

test("fifty guesses at once are five tries", async () => {
  const code = await codeFor("rush@example.com");
  const guesses = Array.from({ length: 50 }, (_, index) =>
    String((Number(code) + 1 + index) % 1_000_000).padStart(6, "0"),
  );
  const answers = await Promise.all(
    guesses.map((guess) => post("/v1/sign-in", { email: "rush@example.com", code: guess, join })),
  );
  expect(answers.filter(({ json }) => json.triesLeft !== undefined)).toHaveLength(5);
  expect(answers.every(({ status }) => status === 409)).toBe(true);
});

test("two who use one code at once are one session; the same request again is the same session", async () => {
  const email = "race@example.com";
  const code = await codeFor(email);
  const key = freshKey();
  const both = await Promise.all([
    post("/v1/sign-in", { email, code, join }, { key }),
    post("/v1/sign-in", { email, code, join }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  const won = both.find(({ status }) => status === 201);
  const { json } = await get("/v1/me/sessions", won?.json.token);
  expect(json.data).toHaveLength(1);
  const again = await post("/v1/sign-in", { email, code, join }, { key });
  if (both[0]?.status === 201) expect([again.status, again.json]).toEqual([201, both[0]?.json]);
  else expect(again.status).toBe(409);
});

test("the link does what the code does, once, and not after the code", async () => {
  const email = "link@example.com";
  await ask(email);
  const { code, link } = await sentTo(email);
  const tampered = `${link.slice(0, -2)}${link.endsWith("AA") ? "BB" : "AA"}`;
  expect((await post("/v1/sign-in", { link: tampered, join })).json.code).toBe("code_wrong");
  const { status, json } = await post("/v1/sign-in", { link, join });
  expect([status, json.isNew]).toEqual([201, true]);
  expect((await post("/v1/sign-in", { link, join })).json.code).toBe("code_wrong");
  expect((await post("/v1/sign-in", { email, code })).json.code).toBe("code_wrong");
});

/** A page of ours as a browser asks for it, or a form of it as one sends it: who is in by then, and where she is led. */
async function pageFor(path: string, { hers = "", form, site = "same-origin" }: PageAsked = {}) {
  const headers: Record<string, string> = { cookie: `member=${hers}; lang=en`, "sec-fetch-site": site };
  const body = new URLSearchParams(form).toString();
  const { status, location, text, cookies } = await (form === undefined
    ? sendRaw(world, { method: "GET", path, headers })
    : sendRaw(world, { method: "POST", path, headers: { ...headers, "content-type": FORM }, body }));
  const [, set] = cookies.map((cookie) => /^member=([^;]+)/.exec(cookie)).find((found) => found !== null) ?? [];
  const seen = set === undefined ? null : (await get("/v1/me", set)).json;
  return { status, to: location, text, signedIn: seen?.name ?? null };
}
const FORM = "application/x-www-form-urlencoded";
interface PageAsked {
  hers?: string;
  form?: Record<string, string>;
  site?: string;
}

test("whoever types somebody's address at /join leaves nothing of her, and she joins by what she says herself", async () => {
  const email = "victim@example.com";
  const people = async () =>
    (await world.client.execute("SELECT * FROM people UNION ALL SELECT holder, value FROM identities")).rows;
  const before = await people();
  const typed = { mode: "join", email, name: "Rude", terms: "yes" };
  expect((await pageFor("/sign-in/code", { form: typed })).status).toBe(200);
  const { link: token } = await sentTo(email);
  expect(await people()).toEqual(before);
  const pressed = await pageFor("/sign-in/link", { form: { token } });
  expect([pressed.signedIn, pressed.text.includes("Nobody has joined with"), pressed.text.includes("Rude")]).toEqual([
    null,
    true,
    false,
  ]);
  expect(pressed.text).toMatch(/<input type="checkbox" name="terms" value="yes" required(="")?\/?>/);
  const own = await pageFor("/sign-in/link", { form: { token, terms: "yes", name: "Vera" } });
  expect([own.status, own.signedIn]).toEqual([303, "Vera"]);
});

describe("a link that is opened while somebody else is signed in", () => {
  test("asks first and names both, by mail and from a shop; it is answered on our own page alone", async () => {
    const ada = await joined("ada-in@example.com");
    const bens = await post("/v1/sign-in", {
      email: "ben-in@example.com",
      code: await codeFor("ben-in@example.com"),
      join: { name: "Ben" },
    });
    await ask("ben-in@example.com");
    const { link } = await sentTo("ben-in@example.com", 2);
    const shops = await world.post("/v1/member-sessions", { member: { id: bens.json.member } });
    for (const [opened, answered, token, other] of [
      [`/sign-in/link?token=${link}`, "/sign-in/link", link, "ben-in@example.com"],
      [`/me?token=${shops.json.token}&next=/me/rewards`, "/sign-in/shop", shops.json.token, "Ben (b•••@e•••.com)"],
    ]) {
      const asked = await pageFor(opened, { hers: ada.token, site: "cross-site" });
      expect([asked.status, asked.signedIn]).toEqual([200, null]);
      expect(asked.text).toContain(`You are signed in as Ada (a•••@e•••.com). This link signs in ${other} instead.`);
      const form = Object.fromEntries(
        [...asked.text.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name = "", value = ""]) => [
          name,
          value,
        ]),
      );
      expect(form.token).toBe(token);
      const forced = await pageFor(answered, { hers: ada.token, form, site: "cross-site" });
      expect([answered, forced.signedIn]).toEqual([answered, null]);
      const pressed = await pageFor(answered, { hers: ada.token, form });
      expect([pressed.status, pressed.to, pressed.signedIn]).toEqual([303, form.next ?? "/me", "Ben"]);
    }
  });

  test("does not ask her whom it is of, nor where nobody is signed in or not any more", async () => {
    const ada = await joined("ada-same@example.com");
    const gone = await joined("gone-same@example.com");
    await post("/v1/me/sign-out", {}, { token: gone.token });
    for (const hers of [ada.token, "", gone.token]) {
      const { json } = await world.post("/v1/member-sessions", { member: { id: ada.member } });
      const { status, signedIn } = await pageFor(`/me?token=${json.token}`, { hers, site: "cross-site" });
      expect([status, signedIn]).toEqual([303, "Ada"]);
    }
  });
});

test("asking again sends the same code; after five mails an hour no more are sent", async () => {
  const email = "again@example.com";
  for (let mail = 0; mail < 5; mail++) expect((await ask(email)).status).toBe(202);
  const sent = await mails(email, 5);
  expect(new Set(sent.map(({ subject }) => subject)).size).toBe(1);
  const refused = await ask(email);
  expect([refused.status, refused.json.code, refused.headers.get("retry-after")]).toEqual([
    429,
    "too_many_codes",
    "3600",
  ]);
});

test("a code of another address, and one whose ten minutes are over, sign nobody in", async () => {
  const code = await codeFor("mine@example.com");
  expect((await post("/v1/sign-in", { email: "theirs@example.com", code, join })).status).toBe(409);
  const { at } = (await world.does(askForCode, { email: "late@example.com" }, { now: Date.now() - CODE_MS })) as {
    at: number;
  };
  const late = codeAt((label) => hmacHex(SECRET, label), "late@example.com", at);
  expect((await post("/v1/sign-in", { email: "late@example.com", code: late, join })).json.code).toBe("code_wrong");
  const { at: soon } = (await world.does(
    askForCode,
    { email: "soon@example.com" },
    { now: Date.now() - CODE_MS + 60_000 },
  )) as { at: number };
  const inTime = codeAt((label) => hmacHex(SECRET, label), "soon@example.com", soon);
  expect((await post("/v1/sign-in", { email: "soon@example.com", code: inTime, join })).status).toBe(201);
});

test("sessions are listed with their device, and ending one ends it at once and no other", async () => {
  const { token: phone, session } = await joined("two@example.com");
  const { json } = await post("/v1/sign-in", { email: "two@example.com", code: await codeFor("two@example.com") });
  const { token: laptop } = json;
  const listed = (await get("/v1/me/sessions", laptop)).json.data;
  expect(listed).toMatchObject([
    { session: json.session, by: "email", isThis: true },
    { session, device: "Firefox · Android", by: "email", isThis: false },
  ]);
  expect((await post(`/v1/me/sessions/${session}/end`, {}, { token: laptop })).status).toBe(200);
  expect((await get("/v1/me", phone)).status).toBe(401);
  expect((await get("/v1/me", laptop)).status).toBe(200);
  const again = await post(`/v1/me/sessions/${session}/end`, {}, { token: laptop });
  expect([again.status, again.json.code]).toEqual([404, "session_unknown"]);
  expect((await get("/v1/me/statement", laptop)).json.data.map(({ kind }: { kind: string }) => kind)).toEqual([]);
});

test("nobody ends a session of somebody else", async () => {
  const [ada, ben] = [await joined("ada-s@example.com"), await joined("ben-s@example.com")];
  expect((await post(`/v1/me/sessions/${ada.session}/end`, {}, { token: ben.token })).json.code).toBe(
    "session_unknown",
  );
  expect((await get("/v1/me", ada.token)).status).toBe(200);
  const forged = ben.token.replace(ben.session, ada.session);
  expect((await get("/v1/me", forged)).status).toBe(401);
});

test("signing out everywhere ends what was open, keeps this one if asked, and later ones are good", async () => {
  const email = "everywhere@example.com";
  const first = await joined(email);
  const { json: second } = await post("/v1/sign-in", { email, code: await codeFor(email) });
  expect((await post("/v1/me/sign-out", { keepThis: true }, { token: second.token })).status).toBe(200);
  expect([(await get("/v1/me", first.token)).status, (await get("/v1/me", second.token)).status]).toEqual([401, 200]);
  const out = await post("/v1/me/sign-out", {}, { token: second.token });
  expect(out.headers.get("set-cookie")).toMatch(/^member=; Max-Age=0/);
  expect((await get("/v1/me", second.token)).status).toBe(401);
  const { json: third } = await post("/v1/sign-in", { email, code: await codeFor(email) });
  expect((await get("/v1/me/sessions", third.token)).json.data).toHaveLength(1);
});

test("a store's token still works beside it, and is not in the list", async () => {
  const { member } = await joined("store@example.com");
  const { json } = await world.post("/v1/member-sessions", { member: { id: member } });
  const { data } = (await get("/v1/me/sessions", json.token)).json;
  expect(data.map(({ isThis }: { isThis: boolean }) => isThis)).toEqual([false]);
});

test("an erasure ends every session and leaves nothing of the devices; nothing stored has the address in it", async () => {
  const email = "gone@example.com";
  const { token, member, session } = await joined(email);
  await world.does(erase, { member });
  expect((await get("/v1/me", token)).status).toBe(401);
  const { rows } = await world.client.execute({
    sql: "SELECT profile FROM people JOIN holders ON holders.id = people.holder WHERE public_id IN (?, ?)",
    args: [member, session],
  });
  expect(rows).toEqual([]);
  const kept = await world.client.execute(
    "SELECT request || answer AS text FROM papers UNION ALL SELECT public_id || facts FROM holders",
  );
  expect(kept.rows.filter(({ text }) => String(text).includes("gone@example.com"))).toEqual([]);
});
