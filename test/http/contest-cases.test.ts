import { expect, test } from "vitest";
import { tick } from "../../functions/clock/index.ts";
import { verifyContestProof } from "../../functions/draws/proof.ts";
import { enterFree } from "../../functions/operations/enter-free.ts";
import { perform } from "../../functions/operations/perform.ts";
import { purchase } from "../../functions/operations/purchase.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { buying, CLOSES, closingIn, contestProgramme, OPENS, weekly } from "../support/contests.ts";
import { interrupted } from "../support/interrupted.ts";
import type { World } from "../support/world.ts";
import { freshWorlds } from "../support/worlds.ts";

const fresh = freshWorlds();

async function world(document: JsonObject): Promise<World> {
  return fresh(document);
}

const HOUR_MS = 3_600_000;
const counted = async ({ client }: World, sql: string) => Number((await client.execute(sql)).rows[0]?.count);
const buys = ({ does }: World, name: string, now: number) =>
  does(purchase, buying(`${name}@example.com`, `${name}-${now}`, now), { now });

test("hard case 6: five clocks at once and fifty who look at a contest that is due: one result, one row a prize", async () => {
  const here = await world(contestProgramme(weekly));
  await tick({ ...here.ledger, now: OPENS });
  for (const [index, name] of ["ada", "ben", "cleo", "dana"].entries()) await buys(here, name, OPENS + index + 1);
  const { id } = (await here.send({ path: "/v1/contests" })).json.data[0];
  const now = CLOSES + HOUR_MS;
  const seen = await Promise.all([
    ...Array.from({ length: 5 }, () => tick({ ...here.ledger, now }).then(() => null)),
    ...Array.from({ length: 50 }, async () => (await here.send({ path: `/v1/contests/${id}` })).json.ranking),
  ]);
  const { ranking } = (await here.send({ path: `/v1/contests/${id}` })).json;
  expect(ranking).toHaveLength(3);
  for (const looked of seen) if (looked?.length > 0) expect(looked).toEqual(ranking);
  for (const kind of ["freeze-contest", "seal-contest", "draw-contest", "offer-prizes", "settle-contest"])
    expect([kind, await counted(here, `SELECT count(*) AS count FROM operations WHERE kind = '${kind}'`)]).toEqual([
      kind,
      1,
    ]);
  expect(await counted(here, "SELECT count(*) AS count FROM operations WHERE kind = 'deliver-prize'")).toBe(2);
  expect(await counted(here, "SELECT count(*) AS count FROM claims WHERE name LIKE 'prize:%'")).toBe(2);
  expect(await counted(here, "SELECT count(*) AS count FROM postings WHERE reason = 'prize'")).toBe(1);
});

test("hard case 7: after 26 hours without a clock one tick catches up with three contests, by what each announced", async () => {
  const document = contestProgramme(weekly);
  const [trip] = document.contests as [JsonObject];
  const at = (time: string) => ({ ...trip, id: `at-${time.slice(0, 2)}`, schedule: { ...weekly, time } });
  const contests = [at("23:59"), at("21:00"), at("22:00")] as JsonObject[];
  const [campaign] = document.campaigns as [{ rules: { effects: JsonObject[] }[] }];
  const effects = contests.map(({ id }) => ({ kind: "tickets", contest: id as string, amount: 3 }));
  const rules = campaign.rules.map((rule) => ({ ...rule, effects }));
  const here = await world({ ...document, contests, campaigns: [{ ...campaign, rules }] as unknown as JsonObject[] });
  await tick({ ...here.ledger, now: OPENS });
  for (const [index, name] of ["ada", "ben", "cleo"].entries()) await buys(here, name, OPENS + index + 1);
  const announced = (await here.send({ path: "/v1/contests" })).json.data as JsonObject[];
  await tick({ ...here.ledger, now: CLOSES + 26 * HOUR_MS });
  const { rows } = await here.client.execute(
    "SELECT answer ->> '$.contest' AS id FROM operations JOIN papers ON operation = seq WHERE kind = 'draw-contest' ORDER BY seq",
  );
  const byClose = announced.toSorted((a, b) => (String(a.closesAt) < String(b.closesAt) ? -1 : 1));
  expect(rows.map(({ id }) => id)).toEqual(byClose.map(({ id }) => id));
  for (const before of announced) {
    const { json } = await here.send({ path: `/v1/contests/${before.id}` });
    const { opensAt, closesAt, commit, entropy, rulesHash } = before;
    expect(json).toMatchObject({ state: "settled", opensAt, closesAt, rulesHash });
    expect([json.commit, json.entropy]).toEqual([commit, entropy]);
    const proof = (await here.send({ path: `/v1/contests/${before.id}/proof` })).json;
    expect(verifyContestProof(proof).ok).toBe(true);
  }
});

test("hard case 9: a free entry that is sent before the close and would be written after it is refused, and says so", async () => {
  const here = await world(contestProgramme(closingIn(1_500)));
  await tick(here.ledger);
  const { id, closesAt } = (await here.send({ path: "/v1/contests" })).json.data[0];
  const client = interrupted(here.client, async () => {
    await new Promise((resume) => setTimeout(resume, Math.max(0, Date.parse(closesAt) + 20 - Date.now())));
  });
  const request = { contest: id, who: { email: "zoe@example.com" }, isVerified: true, region: null, birthDate: null };
  const performed = await perform(
    { ...here.ledger, client },
    enterFree,
    { request, caller: { kind: "public" }, key: "late", method: "TEST", path: "enter-free", body: {} },
    { status: 201, view: (outcome) => ({ ...outcome }), refused: ({ refused }) => ({ status: 409, body: refused }) },
  );
  expect(performed).toMatchObject({ kind: "answered", status: 409, body: "contest_closed" });
  await tick(here.ledger);
  expect((await here.send({ path: "/v1/contests" })).json.data[0]).toMatchObject({ state: "void", entrants: 0 });
});
