/** A programme that was published before the checker learnt to refuse it: it is served as it was, and is not published again. */
import { expect, test } from "vitest";
import { publish } from "../../functions/operations/publish.ts";
import { readProgramme, readPublished } from "../../functions/programme/programme.ts";
import { canonicalJson } from "../../functions/values/jcs.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { staffOf } from "../support/staff.ts";
import { newWorld, orderOf } from "../support/world.ts";

const base = pointsProgramme();
const [campaign] = base.campaigns as (JsonObject & { rules: JsonObject[] })[];
const faults = [{ pointer: "/campaigns/0/rules/1/when/0", says: "a birthday has no store" }];
const older = {
  ...base,
  campaigns: [
    {
      ...campaign,
      rules: [
        ...(campaign?.rules ?? []),
        {
          id: "cake",
          name: "Cake",
          on: "birthday",
          when: [{ kind: "store", in: ["sto_shop"] }],
          effects: [{ kind: "earn", unit: "points", amount: 100 }],
        },
      ],
    },
  ],
};

/** A programme in force under version 2, as the checker of its day let it be. */
async function underOlder() {
  const read = readPublished(older);
  if ("faults" in read) throw new Error("its shape is known");
  const here = await newWorld(base);
  const { programme } = read;
  await here.does(publish, { programme, document: canonicalJson(older), effectiveAt: null, basedOn: 1 });
  return here;
}

test("what today's checker refuses is served as it was published", async () => {
  const here = await underOlder();
  const bought = await here.post("/v1/purchases", orderOf("o-1", 4000, { email: "ada@example.com" }));
  expect([bought.status, bought.json.balances.points.available]).toEqual([201, 80]);
  expect((await here.get("/v1/programme")).json.programme).toBe(base.programme);
});

test("it is not published again, and goes on where the next version is withdrawn", async () => {
  expect(readProgramme(older)).toEqual({ faults });
  const here = await underOlder();
  const owner = await staffOf(here, "owner");
  const versions = "/v1/staff/programme/versions";
  const refused = await owner.post(versions, { document: older, basedOn: 2 });
  expect(refused.json).toMatchObject({ code: "programme_faulty", errors: faults.map(({ pointer }) => ({ pointer })) });

  const effectiveAt = new Date(Date.now() + 3_600_000).toISOString();
  expect((await owner.post(versions, { document: base, basedOn: 2, effectiveAt })).json.version).toBe(3);
  const withdrawn = await owner.post(`${versions}/3/withdrawal`, {});
  expect([withdrawn.status, withdrawn.json.version], withdrawn.text).toEqual([201, 4]);
  expect((await owner.get(`${versions}/4`)).json).toMatchObject({ state: "in-force", document: older });

  const back = await owner.post("/v1/staff/programme/rollback", { to: 2 });
  expect([back.status, back.json.code]).toEqual([422, "programme_faulty"]);
});
