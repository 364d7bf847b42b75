/** Words that need no kind of their own: a tag is a badge, for a while or for ever; consent is a yes-or-no attribute. */
import { afterEach, expect, test } from "vitest";
import { boundary } from "../../functions/operations/boundary.ts";
import { report } from "../../functions/operations/report.ts";
import { DAY_MS } from "../../functions/values/day.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { conserved } from "../support/ledger.ts";
import { newMember } from "../support/places.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { newWorld, orderOf } from "../support/world.ts";

const badge = (name: string, more: JsonObject = {}) => ({ name: { one: name, other: name }, badge: true, ...more });
const rule = (id: string, on: string, effect: JsonObject, when: JsonObject[] = []) => ({
  id,
  name: id,
  on,
  when,
  effects: [{ kind: "earn", ...effect }],
});
const world = await newWorld(
  pointsProgramme({
    units: {
      points: { name: { one: "point", other: "points" } },
      hiker: badge("hiker", { expiry: { kind: "rolling", days: 30 } }),
      founder: badge("founder"),
    },
    attributes: { newsletter: { kind: "yes-no", name: "The newsletter" } },
    segments: { hikers: { name: "Hikers", when: [{ kind: "holds", unit: "hiker" }] } },
    campaigns: [
      {
        id: "all",
        name: "All",
        rules: [
          rule("tag", "survey", { unit: "hiker", amount: 1 }),
          rule("for-ever", "feedback", { unit: "founder", amount: 1 }),
          rule("hikers", "purchase", { unit: "points", amount: 5 }, [{ kind: "segment", in: ["hikers"] }]),
          rule("founders", "purchase", { unit: "points", amount: 7 }, [{ kind: "holds", unit: "founder" }]),
          rule("readers", "purchase", { unit: "points", amount: 11 }, [
            { kind: "attribute", attribute: "newsletter", is: true },
          ]),
        ],
      },
    ],
  }),
);
afterEach(() => conserved(world.client));

const said = (member: string, type: string, id: string) =>
  world.post("/v1/events", { member: { id: member }, type, id, occurredAt: new Date().toISOString() });
let orders = 0;
const earned = async (member: string): Promise<number> => {
  orders += 1;
  const { json } = await world.post("/v1/purchases", orderOf(`o-${orders}`, 100, { id: member }));
  return json.earned.reduce((sum: number, { amount }: { amount: number }) => sum + amount, 0);
};

test("a tag is given by a rule, asked for by others, and taken away with what gave it", async () => {
  const { id } = await newMember(world, "ada");
  expect(await earned(id)).toBe(0);
  await said(id, "survey", "ada-s");
  await said(id, "feedback", "ada-f");
  expect(await earned(id)).toBe(12);
  expect((await world.get(`/v1/members/${id}`)).json.segments).toEqual(["hikers"]);
  await world.post("/v1/events/ada-s/reversal", {});
  expect(await earned(id)).toBe(7);
});

test("one for a while is gone after it and may be given again; one for ever stays", async () => {
  const { id } = await newMember(world, "ben");
  const then = Date.now() - 40 * DAY_MS;
  const told = (type: string, event: string) => {
    const request = { store: "sto_shop", member: { id }, type, id: event, occurredAt: then, data: {} };
    return world.does(report, request, { now: then });
  };
  await told("survey", "ben-s");
  await told("feedback", "ben-f");
  expect(await earned(id)).toBe(7);
  await world.does(boundary, { member: id });
  expect((await said(id, "survey", "ben-s2")).json.earned).toMatchObject([{ unit: "hiker", amount: 1 }]);
  expect(await earned(id)).toBe(12);
});

test("consent is asked for as it stands: given, taken back, given again", async () => {
  const { id } = await newMember(world, "cleo");
  const says = (newsletter: boolean | null) => world.post(`/v1/members/${id}/profile`, { attributes: { newsletter } });
  const seen = [await earned(id)];
  for (const answer of [true, false, true, null]) {
    expect((await says(answer)).status).toBeLessThan(300);
    seen.push(await earned(id));
  }
  expect(seen).toEqual([0, 11, 0, 11, 0]);
});
