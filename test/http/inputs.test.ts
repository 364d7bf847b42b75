import { afterEach, expect, test } from "vitest";
import { conserved } from "../support/ledger.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { freshKey, newWorld, openStoreWithKey, orderOf } from "../support/world.ts";

const world = await newWorld(
  pointsProgramme({
    inputs: {
      demand: { name: "Demand", min: 0, max: 100, initial: 50 },
      stock: { name: "Stock of roses", min: 0, max: 1000, stores: ["sto_shop"] },
    },
    campaigns: [
      {
        id: "base",
        name: "Base",
        rules: [
          {
            id: "quiet",
            name: "10 points while it is quiet",
            on: "purchase",
            when: [{ kind: "input", input: "demand", atMost: 20 }],
            effects: [{ kind: "earn", unit: "points", amount: 10 }],
          },
          {
            id: "roses",
            name: "1 point while there are roses",
            on: "purchase",
            when: [{ kind: "input", input: "stock", atLeast: 0 }],
            effects: [{ kind: "earn", unit: "points", amount: 1 }],
          },
        ],
      },
    ],
  }),
);
afterEach(() => conserved(world.client));

let orders = 0;
async function earned(): Promise<{ rule: string; why: Record<string, unknown> }[]> {
  orders += 1;
  const { status, json, text } = await world.post("/v1/purchases", orderOf(`o-${orders}`, 1000, { email: "a@b.co" }));
  expect(status, text).toBe(201);
  return json.earned;
}
const rules = async () => (await earned()).map(({ rule }) => rule);
const publish = (input: string, value: number, key?: string) => world.post("/v1/inputs", { input, value }, key);
const shown = async () => Object.fromEntries((await world.get("/v1/programme")).json.inputs.map(shownOf));
const shownOf = ({ id, value }: { id: string; value: number | null }) => [id, value];

test("rules follow a published number, and their why names what it was", async () => {
  expect(await shown()).toEqual({ demand: 50, stock: null });
  expect(await rules()).toEqual([]);
  expect((await publish("demand", 21)).json).toMatchObject({ input: "demand", value: 21, before: 50 });
  expect(await rules()).toEqual([]);
  expect((await publish("demand", 20)).json).toMatchObject({ value: 20, before: 21 });
  expect(await shown()).toEqual({ demand: 20, stock: null });
  const [quiet] = await earned();
  expect(quiet).toMatchObject({ rule: "quiet", why: { inputs: { demand: 20 } } });
});

test("a number that is 0 is published, and one that nobody published holds for nothing", async () => {
  await publish("demand", 99);
  expect(await rules()).toEqual([]);
  expect((await publish("stock", 0)).json).toMatchObject({ value: 0, before: null });
  expect(await rules()).toEqual(["roses"]);
  expect((await publish("stock", 0)).json).toMatchObject({ value: 0, before: 0 });
});

test("refuses a number that the programme does not read, or that another store publishes, and one outside its limits", async () => {
  expect((await publish("weather", 1)).json).toMatchObject({ status: 422, code: "input_unknown" });
  const other = await openStoreWithKey(world.does, "sto_other");
  const body = { input: "stock", value: 5 };
  const theirs = await world.send({ method: "POST", path: "/v1/inputs", token: other, key: freshKey(), body });
  expect(theirs.json).toMatchObject({ status: 422, code: "input_unknown" });
  expect((await publish("demand", 100)).status).toBe(200);
  expect((await publish("demand", 101)).json).toMatchObject({
    status: 409,
    code: "input_outside_limits",
    value: 101,
    min: 0,
    max: 100,
  });
  expect((await publish("demand", -1)).status).toBe(409);
  expect((await shown()).demand).toBe(100);
});

test("a replay publishes nothing again", async () => {
  const key = freshKey();
  const first = await publish("demand", 10, key);
  await publish("demand", 30);
  const again = await publish("demand", 10, key);
  expect(again.text).toBe(first.text);
  expect((await shown()).demand).toBe(30);
});

test("what is published and bought at once comes out as if one had come after the other", async () => {
  await publish("demand", 0);
  const values = [90, 10, 80, 20, 70];
  const [published, bought] = await Promise.all([
    Promise.all(values.map((value) => publish("demand", value))),
    Promise.all(values.map(() => earned())),
  ]);
  expect(published.map(({ status }) => status)).toEqual(values.map(() => 200));
  expect(values).toContain((await shown()).demand);
  const seen = bought.flat().flatMap(({ rule, why }) => (rule === "quiet" ? [why.inputs] : []));
  for (const inputs of seen) expect([0, 10, 20]).toContain((inputs as { demand: number }).demand);
});
