/** GET /v1/programme: what members read is what the document says, whichever runtime writes it. */
import { expect, test } from "vitest";
import { presets } from "../../functions/programme/presets/index.ts";
import { readProgramme } from "../../functions/programme/programme.ts";
import { groupInWords, rewardInWords, ruleInWords, termsInWords } from "../../functions/programme/sentences.ts";
import { wordingOf } from "../../functions/programme/wording.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { presetWorld } from "../support/presets.ts";
import { newWorld } from "../support/world.ts";

const says = (list: unknown) => (list as { says: string }[]).map((one) => one.says);

test("the sentences that are served are those that Node makes of the document", async () => {
  for (const name of ["coffee-stars", "ride-tiers"]) {
    const { get } = await presetWorld(name);
    const { json: body } = await get("/v1/programme");
    const read = readProgramme(presets.get(name));
    if ("faults" in read) throw new Error(name);
    const { programme } = read;
    const wording = wordingOf(programme);
    const earning = programme.campaigns.flatMap((one) =>
      one.rules.map((rule) => ruleInWords(programme, one, rule, wording)),
    );
    expect(says(body.earning)).toEqual(earning);
    expect(says(body.rewards)).toEqual(programme.rewards.map((reward) => rewardInWords(reward, wording)));
    expect(says(body.tiers)).toEqual(programme.tiers.map((group) => groupInWords(group, wording)));
    expect(body.terms).toEqual(termsInWords(programme, wording));
  }
});

test("money reads the same where runtimes know a currency's digits differently, and names are in its language", async () => {
  const document: JsonObject = {
    programme: "dinari",
    name: "Dinari",
    about: "Two points.",
    currency: "RSD",
    zone: "Europe/Belgrade",
    language: "pl",
    units: { points: { name: { one: "punkt", few: "punkty", many: "punktów", other: "punktu" } } },
    called: { food: { en: "food", pl: "jedzenie" } },
    campaigns: [
      {
        id: "base",
        name: "Base",
        until: "2099-01-01T00:00:00Z",
        rules: [
          {
            id: "rate",
            name: "Rate",
            on: "purchase",
            when: [{ kind: "category", in: ["food"] }],
            effects: [{ kind: "earn", unit: "points", amount: 5, perMinor: 1050 }],
          },
        ],
      },
    ],
  };
  const { get } = await newWorld(document);
  const { json: body } = await get("/v1/programme");
  expect(says(body.earning).map((text) => text.replaceAll("\u00a0", " "))).toEqual([
    "On a purchase of jedzenie: 5 punktów for each 10,50 RSD spent. It ends 1 January 2099 at 01:00.",
  ]);
});
