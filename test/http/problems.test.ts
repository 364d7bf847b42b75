import { expect, inject, test } from "vitest";
import { problems } from "../../functions/edge/problems.ts";
import { emptyWorld } from "../support/world.ts";

const url = inject("workerUrl");

test.each(Object.entries(problems))("/problems/%s says its status, its title and what helps", async (code, row) => {
  const page = await fetch(`${url}/problems/${code}`, { headers: { accept: "text/html,application/json" } });
  const text = (await page.text()).replaceAll("&#39;", "'").replaceAll("&amp;", "&").replaceAll("&quot;", '"');
  expect(page.status).toBe(200);
  expect(page.headers.get("content-type")).toContain("text/html");
  for (const said of [code, String(row.status), row.title, row.helps]) expect(text).toContain(said);
  const json = await fetch(`${url}/problems/${code}`, { headers: { accept: "application/json" } });
  const { status, title, helps } = row;
  expect(await json.json()).toEqual({ type: `/problems/${code}`, code, status, title, helps });
});

test("an unknown code is 404, as are names that every object has", async () => {
  for (const code of ["no_such_code", "constructor", "__proto__", "toString"]) {
    const answer = await fetch(`${url}/problems/${code}`);
    expect(answer.status).toBe(404);
    expect(((await answer.json()) as { code: string }).code).toBe("not_found");
  }
});

test("the list leads to every problem", async () => {
  const page = await (await fetch(`${url}/problems`)).text();
  for (const code of Object.keys(problems)) expect(page).toContain(`href="/problems/${code}"`);
});

test("an address says which methods it understands, and answers another one 405 with Allow", async () => {
  const wrong = await fetch(`${url}/v1/purchases`);
  expect(wrong.status).toBe(405);
  expect(wrong.headers.get("allow")).toBe("POST, OPTIONS");
  expect(await wrong.json()).toMatchObject({ code: "method_not_allowed", type: "/problems/method_not_allowed" });
  const deleted = await fetch(`${url}/v1/surprises`, { method: "DELETE" });
  expect([deleted.status, deleted.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
  const options = await fetch(`${url}/v1/purchases`, {
    method: "OPTIONS",
    headers: { origin: "https://elsewhere.example", "access-control-request-method": "POST" },
  });
  expect([options.status, options.headers.get("allow")]).toEqual([204, "POST, OPTIONS"]);
  expect([...options.headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
  expect((await fetch(`${url}/no/such/place`, { method: "OPTIONS" })).status).toBe(404);
  const head = await fetch(`${url}/healthz`, { method: "HEAD" });
  expect([head.status, await head.text()]).toEqual([200, ""]);
});

test("every answer says what browsers may do with it, and nothing that may be personal is kept", async () => {
  const paths = ["/healthz", "/v1/me", "/v1/members/mem_x", "/problems/invalid", "/nowhere", "/staff/enter?token=x"];
  for (const path of paths) {
    const { headers } = await fetch(url + path);
    expect(headers.get("content-security-policy"), path).toContain("default-src 'none'");
    expect(headers.get("x-content-type-options"), path).toBe("nosniff");
    expect(headers.get("strict-transport-security"), path).toContain("max-age=");
    expect(headers.get("referrer-policy"), path).toBe("no-referrer");
    expect(headers.get("access-control-allow-origin"), path).toBeNull();
    expect(headers.get("x-request-id"), path).toMatch(/^[0-9a-f-]{36}$/);
    if (!path.startsWith("/problems")) expect(headers.get("cache-control"), path).toBe("no-store");
  }
});

test("whoever opens a page reads why there is none in her language; a program gets the problem", async () => {
  const world = await emptyWorld();
  const opened = (path: string, language: string, mode = "navigate") =>
    world.send({ path, headers: { "sec-fetch-mode": mode, "accept-language": language } });
  const lost = await opened("/nowhere", "ru");
  expect([lost.status, lost.headers.get("content-type")]).toEqual([404, "text/html; charset=utf-8"]);
  expect(lost.text).toContain('<html lang="ru"');
  const away = await opened("/join", "vi");
  expect([away.status, away.text.includes("Hiện chưa thể hiển thị trang này")]).toEqual([503, true]);
  for (const answer of [await opened("/v1/programme", "en"), await opened("/join", "en", "cors")])
    expect([answer.status, answer.json.code]).toEqual([503, "migrating"]);
});
