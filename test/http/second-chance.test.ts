import { expect, test } from "vitest";
import { tick } from "../../functions/clock/index.ts";
import { isBeacon } from "../../functions/draws/beacon.ts";
import { BUNDLE } from "../../functions/draws/check/bundle.ts";
import { check } from "../../functions/draws/check/check.ts";
import { contestManifestHash } from "../../functions/draws/manifest.ts";
import { finished } from "../../functions/draws/progress.ts";
import { publish } from "../../functions/operations/publish.ts";
import { purchase } from "../../functions/operations/purchase.ts";
import { buying, contestProgramme, lawful, memberOf, OPENS, weekly } from "../support/contests.ts";
import { told } from "../support/in-english.ts";
import { independently } from "../support/independently.ts";
import { publicationOf, type World } from "../support/world.ts";
import { freshWorlds } from "../support/worlds.ts";

const DAY_MS = 86_400_000;
const fresh = freshWorlds();

/** A surprise of a day whose prizes nobody but the first player can have won, and a weekly contest with one of its own. */
async function newWorldOfBoth(items: { mug: number; bag: number }): Promise<World> {
  const document = contestProgramme(weekly);
  const [trip] = document.contests as [object];
  const effects = [
    { kind: "tickets", contest: "trip", amount: 3 },
    { kind: "surprise", pool: "gift" },
  ];
  const line = (id: "mug" | "bag", odds: number, valueMinor: number) => ({
    id,
    odds,
    items: items[id],
    prize: { kind: "goods", name: `A ${id}`, valueMinor },
  });
  const world = await fresh();
  await world.does(
    publish,
    publicationOf(
      {
        ...document,
        contests: [
          { ...trip, prizes: [{ kind: "goods", name: "A trip", valueMinor: 90_000 }], alternates: 2, ...lawful(3) },
        ],
        campaigns: [{ id: "base", name: "Base", rules: [{ id: "buy", name: "Buy", on: "purchase", effects }] }],
        surprises: [
          {
            id: "gift",
            name: "Gift",
            from: "2026-01-01T00:00:00Z",
            days: 1,
            table: [line("mug", 1, 900), line("bag", 999_999, 300)],
            secondChance: "trip",
          },
        ],
      } as never,
      1,
    ),
    { now: OPENS },
  );
  return world;
}

test("what a surprise has left over when it ends are further prizes of the contest's open round, once; the proofs of both say so", async () => {
  const world = await newWorldOfBoth({ mug: 2, bag: 2 });
  await tick({ ...world.ledger, now: OPENS });
  const round = async () => (await world.send({ path: "/v1/contests" })).json.data[0];
  expect((await round()).prizes).toHaveLength(1);
  for (const [index, name] of ["ada", "ben", "cleo", "dana", "eve"].entries()) {
    const now = OPENS + (index + 1) * 60_000;
    await world.does(purchase, buying(`${name}@example.com`, `o-${name}`, now), { now });
  }
  // The first play takes the bag that was out; the second bag comes half a day later, when nobody plays any more.
  await tick({ ...world.ledger, now: OPENS + DAY_MS - 1000 });
  expect(await round()).toMatchObject({ winners: 1 });
  // Its last second is over: it is closed by one tick, and the next ones, five at once, pass on what is left.
  await tick({ ...world.ledger, now: OPENS + DAY_MS });
  await Promise.all(Array.from({ length: 5 }, () => tick({ ...world.ledger, now: OPENS + DAY_MS + 60_000 })));
  await tick({ ...world.ledger, now: OPENS + DAY_MS + 120_000 });
  const open = await round();
  expect(open.winners).toBe(4);
  expect(
    open.prizes.map((prize: { rank: number; name: string; surprise?: string; item?: string }) => [
      prize.rank,
      prize.name,
      prize.surprise,
      prize.item,
    ]),
  ).toEqual([
    [1, "A trip", undefined, undefined],
    [2, "A mug", "pool:gift:2", "gift:2:mug:00001"],
    [3, "A mug", "pool:gift:2", "gift:2:mug:00002"],
    [4, "A bag", "pool:gift:2", "gift:2:bag:00002"],
  ]);

  await tick({ ...world.ledger, now: Date.parse(open.closesAt) + 60_000 });
  const drawn = (await world.send({ path: `/v1/contests/${open.id}` })).json;
  expect(drawn.ranking).toHaveLength(5);
  expect(drawn.winnersList.map(({ name, rank }: { name: string; rank: number }) => [rank, name])).toEqual([
    [1, "A trip"],
    [2, "A mug"],
    [3, "A mug"],
    [4, "A bag"],
  ]);

  const proof = (await world.send({ path: `/v1/contests/${open.id}/proof` })).json;
  const pool = (await world.send({ path: "/v1/surprises/pool:gift:2/proof" })).json;
  expect(proof.manifest.winners).toBe(4);
  expect(proof.manifest.secondChance).toEqual([
    {
      pool: "pool:gift:2",
      configHash: pool.configHash,
      tier: "mug",
      items: ["gift:2:mug:00001", "gift:2:mug:00002"],
    },
    { pool: "pool:gift:2", configHash: pool.configHash, tier: "bag", items: ["gift:2:bag:00002"] },
  ]);
  expect(contestManifestHash(proof.manifest)).toBe(proof.manifestHash);
  expect(await independently(proof)).toMatchObject({ agrees: true });
  const bundle = { bundle: BUNDLE, proof, contest: drawn };
  const { stages } = finished(check(bundle, { own: {}, judge: isBeacon }));
  expect(stages.filter(({ state }) => state === "differs")).toEqual([]);
  expect(told(stages[0]?.says ?? "")).toContain("2 of mug from pool:gift:2 and 1 of bag from pool:gift:2");

  // In the surprise's proof the items are the round's, and taken by no play.
  expect(pool.prizes.filter((item: { contest?: string }) => item.contest === open.id)).toHaveLength(3);
  expect(pool.prizes.filter((item: { contest?: string; play: unknown }) => item.contest && item.play !== null)).toEqual(
    [],
  );
  expect(await independently(pool)).toMatchObject({ agrees: true });

  // A winner claims one as any other prize; it is handed over once.
  const { tag } = drawn.winnersList[3];
  const { rows } = await world.client.execute(
    `SELECT owner.public_id AS member FROM holders entry JOIN holders owner ON owner.id = entry.owner WHERE entry.public_id = '${open.id}:${tag}'`,
  );
  const winner = memberOf(world, String(rows[0]?.member));
  const claim = { rulesHash: drawn.rulesHash, region: "DE", isIndependent: true };
  const claimed = await winner.post(`/v1/me/prizes/${open.id}/4/claim`, claim);
  expect([claimed.status, claimed.json.code ?? claimed.json.state]).toEqual([201, "delivered"]);

  // The week after has none of them.
  expect(await round()).toMatchObject({ winners: 1, contest: "trip" });
  const moved = "SELECT count(*) AS count FROM operations WHERE kind = 'second-chance'";
  expect(Number((await world.client.execute(moved)).rows[0]?.count)).toBe(1);
});

test("a round has a hundred of them at most, the next one the rest; an item cannot be won and passed on", async () => {
  const world = await newWorldOfBoth({ mug: 120, bag: 1 });
  await tick({ ...world.ledger, now: OPENS });
  await tick({ ...world.ledger, now: OPENS + DAY_MS });
  await tick({ ...world.ledger, now: OPENS + DAY_MS + 60_000 });
  await tick({ ...world.ledger, now: OPENS + DAY_MS + 120_000 });
  const [first] = (await world.send({ path: "/v1/contests" })).json.data;
  expect(first.winners).toBe(101);
  const later = Date.parse(first.closesAt);
  for (const minutes of [-30, 1, 2]) await tick({ ...world.ledger, now: later + minutes * 60_000 });
  const [second] = (await world.send({ path: "/v1/contests" })).json.data;
  expect(second.id).not.toBe(first.id);
  expect(second.winners).toBe(1 + 21);
  const left = "SELECT count(*) AS count FROM prize_items WHERE contest IS NULL AND play IS NULL";
  expect(Number((await world.client.execute(left)).rows[0]?.count)).toBe(0);
  await expect(world.client.execute("UPDATE prize_items SET contest = NULL")).rejects.toThrow(/claimed once/);
});
