import { afterEach, expect, test } from "vitest";
import { linkFor } from "../../bin/staff.ts";
import { readStaff } from "../../functions/database/staff.ts";
import { signIn } from "../../functions/operations/sign-in.ts";
import { removeStaff } from "../../functions/operations/staff.ts";
import { newLink, readLink } from "../../functions/values/link.ts";
import { conserved } from "../support/ledger.ts";
import { OURS, staffOf } from "../support/staff.ts";
import { type Answer, newWorld } from "../support/world.ts";

const world = await newWorld();
afterEach(() => conserved(world.client));

function press(link: string, headers: Record<string, string> = OURS): Promise<Answer> {
  return world.send({ method: "POST", path: "/staff/enter", body: `token=${link}`, headers });
}

function cookieOf(answer: Answer): string {
  return answer.headers.get("set-cookie")?.split(";")[0] ?? "";
}

test("looking at a sign-in link does not use it up; the button signs in once", async () => {
  const { link } = await staffOf(world, "owner");
  for (const _ of [1, 2, 3]) {
    const shown = await world.send({ path: `/staff/enter?token=${link}` });
    expect([shown.status, shown.text.includes(link), shown.headers.get("set-cookie")]).toEqual([200, true, null]);
  }
  const pressed = await press(link);
  expect([pressed.status, pressed.headers.get("location")]).toEqual([303, "/staff"]);
  expect(pressed.headers.get("set-cookie")).toMatch(
    /^staff=tss_stf_\S+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/,
  );
  const again = await press(link);
  expect([again.status, again.headers.get("set-cookie")]).toEqual([401, null]);
});

test("five presses at once sign in one of them", async () => {
  const { link } = await staffOf(world, "owner", "maria@example.com");
  const answers = await Promise.all([1, 2, 3, 4, 5].map(() => press(link)));
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 401, 401, 401, 401]);
});

test("a link is good for a day, and not a moment more", async () => {
  const { staff } = await staffOf(world, "support", "sam@example.com");
  const early = readLink(new URL(await linkFor(world.ledger, staff), "http://any").searchParams.get("token") ?? "");
  const { rows } = await world.client.execute({
    sql: "SELECT facts ->> '$.expiresAt' AS expires_at FROM holders WHERE public_id = ?",
    args: [early?.link ?? ""],
  });
  const expiresAt = Number(rows[0]?.expires_at);
  expect(expiresAt - Date.now()).toBeGreaterThan(86_390_000);
  if (!early) throw new Error("a new link must read");
  const request = { staff, link: early.link, digest: early.digest };
  await expect(world.does(signIn, request, { now: expiresAt })).rejects.toThrow("link_used");
  await expect(world.does(signIn, request, { now: expiresAt - 1 })).resolves.toMatchObject({ staff });
});

test("a made-up link, another person's name on a link, and a removed person's link do not sign in", async () => {
  const { staff, link } = await staffOf(world, "cashier", "kim@example.com");
  const made = newLink(staff, crypto.getRandomValues(new Uint8Array(20)));
  expect((await press(made.token)).status).toBe(401);
  expect((await press("nonsense")).status).toBe(401);
  await world.does(removeStaff, { staff });
  expect((await press(link)).status).toBe(401);
});

test("only a form of our own page signs in", async () => {
  const { link } = await staffOf(world, "owner", "nora@example.com");
  for (const headers of [
    { ...OURS, "sec-fetch-site": "cross-site" },
    { ...OURS, "sec-fetch-site": "same-site" },
    { "content-type": "application/x-www-form-urlencoded", origin: "https://evil.example" },
    { "content-type": "application/x-www-form-urlencoded" },
  ]) {
    expect((await press(link, headers)).status).toBe(401);
  }
  const origin = `http://${new URL(world.databaseUrl).pathname.replaceAll("/", "")}.test`;
  expect((await press(link, { "content-type": OURS["content-type"], origin })).status).toBe(303);
});

test("a cookie alone does not write: another site's form is refused, a removed person's cookie too", async () => {
  const { staff, link } = await staffOf(world, "owner", "olga@example.com");
  const cookie = cookieOf(await press(link));
  const pause = (headers: Record<string, string>) =>
    world.send({
      method: "POST",
      path: "/v1/staff/pause",
      key: crypto.randomUUID(),
      body: { what: "earning", says: null },
      headers: { cookie, ...headers },
    });
  expect((await pause({})).status).toBe(401);
  expect((await pause({ "sec-fetch-site": "cross-site" })).status).toBe(401);
  expect((await pause({ origin: "https://evil.example" })).status).toBe(401);
  expect((await pause({ "sec-fetch-site": "same-origin" })).status).toBe(200);
  await world.does(removeStaff, { staff });
  expect((await pause({ "sec-fetch-site": "same-origin" })).status).toBe(401);
});

test("signing out takes the cookie away", async () => {
  const left = await world.send({ method: "POST", path: "/staff/sign-out", body: "", headers: OURS });
  expect(left.headers.get("set-cookie")).toMatch(/^staff=; Max-Age=0; Path=\//);
});

test("neither links nor e-mails of staff are in holders, operations or papers", async () => {
  const { link } = await staffOf(world, "owner", "private@example.com");
  await press(link);
  expect((await readStaff(world.client)).map(({ email }) => email)).toContain("private@example.com");
  const tables = await world.client.batch(
    ["SELECT * FROM holders", "SELECT * FROM operations", "SELECT * FROM papers", "SELECT * FROM claims"],
    "read",
  );
  const everything = JSON.stringify(tables.map(({ rows }) => rows.map((row) => Object.values(row))));
  expect(everything).not.toContain("private@example.com");
  expect(everything).not.toContain(link);
});
