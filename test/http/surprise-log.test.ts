/** A surprise's part in the public log: its opening and the end of a play, made again of what its proof publishes. */
import { expect, test } from "vitest";
import { tick } from "../../functions/clock/index.ts";
import { isBeacon } from "../../functions/draws/beacon.ts";
import { BUNDLE } from "../../functions/draws/check/bundle.ts";
import { check } from "../../functions/draws/check/check.ts";
import { type InstantProof, verifyInstantProof } from "../../functions/draws/instant-proof.ts";
import type { PoolLog } from "../../functions/draws/log/pool-log.ts";
import { finished } from "../../functions/draws/progress.ts";
import { publish } from "../../functions/operations/publish.ts";
import { told } from "../support/in-english.ts";
import { newMember } from "../support/places.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { orderOf, publicationOf, type World } from "../support/world.ts";
import { freshWorlds } from "../support/worlds.ts";

const fresh = freshWorlds();

/** A surprise with a mug for every second play, five plays of it, settled one after the other and in a page. */
async function played(): Promise<{ world: World; plays: string[] }> {
  const world = await fresh();
  const mug = { id: "mug", odds: 500_000, items: 3, prize: { kind: "goods", name: "A mug" } };
  const gift = { id: "gift", name: "Gift", from: "2026-01-01T00:00:00Z", days: 2, table: [mug] };
  const rules = [{ id: "play", name: "A play", on: "purchase", effects: [{ kind: "surprise", pool: "gift" }] }];
  const document = pointsProgramme({ surprises: [gift], campaigns: [{ id: "luck", name: "Luck", rules }] });
  await world.does(publish, publicationOf(document, 1), { now: Date.now() - 3_600_000 });
  const ada = await newMember(world, "ada");
  const plays: string[] = [];
  for (let order = 0; order < 5; order++) {
    const { json } = await world.post("/v1/purchases", orderOf(`l-${order}`, 1000, { id: ada.id }));
    plays.push(json.surprises[0].id);
    if (order === 1) await tick(world.ledger);
  }
  return { world, plays };
}

const proofOf = async (world: World, play?: string): Promise<InstantProof> =>
  (await world.send({ path: `/v1/surprises/pool:gift:2/proof${play === undefined ? "" : `?play=${play}`}` })).json;
const faultsIn = (proof: InstantProof) => verifyInstantProof(proof).steps.filter(({ ok }) => !ok);

test("a play's bundle shows where the log has the terms and what came of it, and the stage of the log runs", async () => {
  const { world, plays } = await played();
  // The first two were settled in one page, and are sealed.
  const early = await proofOf(world, plays[1]);
  expect(early.log?.settlement?.play.seq).toBe(2);
  const late = await proofOf(world, plays[4]);
  expect([faultsIn(late), late.log?.settlement]).toEqual([[], null]);
  await tick(world.ledger);
  for (const [index, id] of plays.entries()) {
    const proof = await proofOf(world, id);
    expect(proof.log?.settlement?.play).toEqual({ id, seq: index + 1 });
    expect(faultsIn(proof)).toEqual([]);
    const bundle = { bundle: BUNDLE, proof, play: { id, seq: index + 1 } };
    const { stages, ok } = finished(check(bundle, { own: {}, judge: isBeacon }));
    const log = stages.find((stage) => stage.id === "log");
    expect([ok, log?.state]).toEqual([true, "agrees"]);
    expect(told(log?.says ?? "")).toContain(`what came of play ${index + 1}`);
  }
  const whole = await proofOf(world);
  expect([faultsIn(whole), whole.log?.settlement]).toEqual([[], null]);
  const strange = await world.send({ path: `/v1/surprises/pool:gift:2/proof?play=${"play_".padEnd(31, "0")}` });
  expect(strange.status).toBe(404);
});

test("whatever is changed in the log's part, or in what it covers, is found at its step", async () => {
  const { world, plays } = await played();
  await tick(world.ledger);
  const sound = await proofOf(world, plays[2]);
  const spoilt: [string, (log: PoolLog, proof: InstantProof) => void][] = [
    ["opening log", (log) => Object.assign(log.opening, { salt: "11".repeat(16) })],
    ["opening log", (log) => Object.assign(log.opening.record, { recordedAt: 1 })],
    [
      "opening changes",
      (log) => Object.assign(log.opening, { changes: log.opening.changes.replace("pool:", "Pool:") }),
    ],
    ["opening changes", (log) => Object.assign(log.opening, { changes: "{}" })],
    ["opening changes", (_, proof) => delete proof.terms],
    ["settlement log", ({ settlement }) => settlement?.path.reverse()],
    ["settlement changes", ({ settlement }) => Object.assign(settlement?.play ?? {}, { seq: 1 })],
    ["settlement changes", ({ settlement }) => Object.assign(settlement?.play ?? {}, { id: plays[0] })],
    // The day's secret is not shown yet, so that nobody can draw the ticket again: the log has it all the same.
    [
      "settlement changes",
      (_, { plays: shown }) => Object.assign(shown[2] ?? {}, { ticket: (shown[2]?.ticket ?? 0) ^ 1 }),
    ],
    ["checkpoint", (log) => Object.assign(log, { checkpoint: log.checkpoint.replace("\n", "\n1") })],
    ["acts", (log) => Object.assign(log.settlement ?? {}, { index: 0 })],
    ["form", (log) => Object.assign(log, { opening: null })],
  ];
  for (const [name, spoil] of spoilt) {
    const proof = structuredClone(sound);
    if (!proof.log) throw new Error("it is sealed");
    spoil(proof.log, proof);
    expect(
      faultsIn(proof).map((step) => step.name),
      name,
    ).toContain(name);
  }
});
