/** A programme that was published before the checker learnt to refuse it: it is served as it was, and is not published again. */
import { expect, test } from "vitest";
import { publish } from "../../functions/operations/publish.ts";
import { readProgramme, readPublished } from "../../functions/programme/programme.ts";
import { canonicalJson } from "../../functions/values/jcs.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { newWorld, orderOf } from "../support/world.ts";

const base = pointsProgramme();
const [campaign] = base.campaigns as (JsonObject & { rules: JsonObject[] })[];
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

test("what today's checker refuses is served as it was published, told and not published again", async () => {
  const faults = [{ pointer: "/campaigns/0/rules/1/when/0", says: "a birthday has no store" }];
  expect(readProgramme(older)).toEqual({ faults });
  const read = readPublished(older);
  if ("faults" in read) throw new Error("its shape is known");
  const here = await newWorld(base);
  const { programme } = read;
  await here.does(publish, { programme, document: canonicalJson(older), effectiveAt: null, basedOn: 1 });

  const bought = await here.post("/v1/purchases", orderOf("o-1", 4000, { email: "ada@example.com" }));
  expect([bought.status, bought.json.balances.points.available]).toEqual([201, 80]);
  expect((await here.get("/v1/programme")).json.programme).toBe(base.programme);
});
