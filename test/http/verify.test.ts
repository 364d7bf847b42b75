/** What the verify pages are served and what they fetch, and that it holds: from the built Worker, checked as the page does. */
import { afterAll, expect, test } from "vitest";
import { tick } from "../../functions/clock/index.ts";
import { isBeacon } from "../../functions/draws/beacon.ts";
import { BUNDLE } from "../../functions/draws/check/bundle.ts";
import { check } from "../../functions/draws/check/check.ts";
import { checkpointIn } from "../../functions/draws/log/checkpoint.ts";
import { finished } from "../../functions/draws/progress.ts";
import { VERIFY_WORDS } from "../../functions/public/verify/phrases/index.ts";
import { DAY_MS } from "../../functions/values/day.ts";
import { directionOf, LANGUAGES } from "../../functions/values/language.ts";
import { CLOSES, contestProgramme, drawnRound, lawful, weekly } from "../support/contests.ts";
import { conserved } from "../support/ledger.ts";
import { newWorld, orderOf } from "../support/world.ts";

const world = await newWorld();
afterAll(() => conserved(world.client));

function statesOf(bundle: unknown, tag?: string): string {
  const { stages } = finished(check(bundle, { own: tag === undefined ? {} : { tag }, judge: isBeacon }));
  return stages.map(({ state }) => state).join(" ");
}

test("a receipt is checked with the log of today, which goes on from it; another log's does not", async () => {
  const { json: bought } = await world.post("/v1/purchases", orderOf("kept", 1_000, { email: "ada@example.com" }));
  await tick(world.ledger);
  const { json: proof } = await world.get(`/v1/receipts/${bought.operation}`);
  await world.post("/v1/purchases", orderOf("after", 1_000, { email: "ada@example.com" }));
  await tick(world.ledger);
  const from = checkpointIn(proof.checkpoint)?.size;
  const { json: later } = await world.send({ path: `/v1/log/proof?from=${from}` });
  expect(later.size).toBeGreaterThan(Number(from));
  expect(statesOf({ bundle: BUNDLE, proof, later })).toBe("agrees agrees agrees absent agrees");
  const [first = "", ...rest] = later.path;
  const other = { ...later, path: [first.replace(/^./, first.startsWith("0") ? "1" : "0"), ...rest] };
  expect(statesOf({ bundle: BUNDLE, proof, later: other })).toBe("agrees agrees agrees absent differs");
});

test("a contest's bundle holds, its part in the log and the alternates who were promoted among it, and its page names the proof", async () => {
  const prizes = ["A trip", "A mug"].map((name) => ({ kind: "goods", name, valueMinor: 900, delivery: "claimed" }));
  const terms = { id: "trip", name: "The trip", schedule: weekly, prizes, alternates: 1, rules: "Three a purchase." };
  const here = await newWorld(contestProgramme(weekly, { contests: [{ ...terms, ...lawful(3) }] }));
  const names = ["ada", "ben", "cleo", "dana", "eve"].map((name) => `${name}@example.com`);
  const { id, ranks } = await drawnRound(here, names);
  // Nobody claims for weeks: every prize that asks for it passes on.
  for (let day = 1; day <= 40; day += 3) await tick({ ...here.ledger, now: CLOSES + day * DAY_MS });
  const { json: contest } = await here.send({ path: `/v1/contests/${id}` });
  const { json: proof } = await here.send({ path: `/v1/contests/${id}/proof` });
  expect(contest).toMatchObject({ verify: `/verify/contest/${id}` });
  expect(contest.winnersList.some(({ passed }: { passed: unknown[] }) => passed.length > 0)).toBe(true);
  const states = "agrees agrees agrees agrees absent agrees absent agrees agrees";
  expect(statesOf({ bundle: BUNDLE, proof, contest }, ranks[0]?.tag)).toBe(states);
  const file = await here.send({ path: `/v1/contests/${id}/entries` });
  expect(file.status).toBe(200);
  expect(file.headers.get("content-type")).toBe("application/octet-stream");
  const page = await here.send({ path: `/verify/contest/${id}` });
  expect(page.text).toContain(`data-proof="/v1/contests/${id}/proof"`);
  await conserved(here.client);
});

test("the pages need no more than our own script and style, and what they are about is known or 404", async () => {
  for (const [path, status] of [
    ["/verify", 200],
    ["/verify/receipt", 200],
    ["/verify/contest/con_01kajw8zt0q9w4m2xv5n6p7r8s", 404],
    ["/verify/play/play_01kajw8zt0q9w4m2xv5n6p7r8s", 404],
  ] as const) {
    const answer = await world.send({ path });
    expect(answer.status, path).toBe(status);
    expect(answer.headers.get("content-security-policy")).toContain("script-src 'self'");
    expect(answer.text).toContain("npm run verify -- bundle.json");
  }
  expect((await world.send({ path: "/v1/plays/play_01kajw8zt0q9w4m2xv5n6p7r8s" })).status).toBe(404);
});

test.each(LANGUAGES)("a reader of %s has the pages in it, and their script the words of it alone", async (language) => {
  const { page, tongue } = VERIFY_WORDS[language];
  for (const [path, says] of [
    ["/verify", [page.title, page.lede]],
    ["/verify/receipt", [page.receiptOpen, tongue.sentences["receipt.place"], tongue.sentences["receipt.later.about"]]],
    ["/verify/contest/con_01kajw8zt0q9w4m2xv5n6p7r8s", [page.noContest, page.unknown]],
  ] as const) {
    const { text } = await world.send({ path: `${path}?lang=${language}` });
    expect(text).toContain(`<html lang="${language}" dir="${directionOf(language)}">`);
    for (const each of says) expect(text, path).toContain(each);
    const [, given = ""] = / data-says="([^"]*)"/.exec(text) ?? [];
    const words = JSON.parse(given.replaceAll("&quot;", '"').replaceAll("&amp;", "&").replaceAll("&#39;", "'"));
    expect(words).toMatchObject({ ...page.script, tongue });
  }
});
