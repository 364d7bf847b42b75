/** Rewards that are there only while published inputs are within limits: where it is judged, shown and said. */
import { expect, test } from "vitest";
import { settleCards, stampCardsOf } from "../../functions/decisions/automatic.ts";
import { draftOf } from "../../functions/decisions/draft.ts";
import type { Facts } from "../../functions/decisions/facts.ts";
import { decidePublishInput } from "../../functions/decisions/input.ts";
import { decideJoinLine } from "../../functions/decisions/join-line.ts";
import { decideOfferSeat } from "../../functions/decisions/offer-seat.ts";
import { reachOf } from "../../functions/decisions/reach.ts";
import { decideRedeem } from "../../functions/decisions/redeem.ts";
import { rewardsView } from "../../functions/edge/member-view.ts";
import { differencesBetween } from "../../functions/programme/difference.ts";
import { readProgramme } from "../../functions/programme/programme.ts";
import { rewardInWords } from "../../functions/programme/sentences.ts";
import { wordingOf } from "../../functions/programme/wording.ts";
import { lotOf, stockOf } from "../../functions/values/account.ts";
import { ALWAYS, DAY_MS, NEVER } from "../../functions/values/day.ts";
import type { Holder } from "../../functions/values/holder.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { LANGUAGES } from "../../functions/values/language.ts";
import { isRefusal } from "../../functions/values/refusal.ts";
import { ADA, factsWith, given } from "../support/facts.ts";
import { after } from "../support/memory.ts";
import { pointsProgramme } from "../support/programmes.ts";

const inputs = {
  demand: { name: { en: "Demand", ru: "Спрос" }, min: 0, max: 100 },
  season: { name: "Season", min: 1, max: 4, initial: 2 },
};
const quiet = { kind: "input", input: "demand", atMost: 70 };
const mild = { kind: "input", input: "season", atLeast: 2, atMost: 3 };
const cost = { unit: "points", amount: 10 };
const lounge = { id: "lounge", name: "Lounge", kind: "product", cost, while: [mild, quiet] };
const evening = { id: "evening", name: "Evening", kind: "seat", date: "2027-05-01", stock: 1, cost, while: [quiet] };
const document = (rewards: JsonObject[], more: JsonObject = {}) => pointsProgramme({ inputs, rewards, ...more });

/** Ada with 100 points, and inputs as they were published. */
function published(values: Record<string, number>, rewards: JsonObject[] = [lounge], more: Partial<Facts> = {}): Facts {
  return factsWith(
    {
      metrics: Object.entries(values).flatMap(([input, amount]) => [
        { holder: "programme", metric: `input:${input}`, bucket: 0, amount },
        { holder: "programme", metric: `input-at:${input}`, bucket: 0, amount: 1 },
      ]),
      accounts: [
        { ...lotOf(ADA, "points", { availableOn: ALWAYS, expiresOn: NEVER }), balance: 100 },
        { ...stockOf("evening"), balance: 1 },
      ],
      ...more,
    },
    document(rewards),
  );
}
const asked = { store: "sto_shop", member: { id: ADA }, amount: null, cost: null, holdMs: null };

test.each([
  ["within both", { demand: 70 }, null],
  ["at the lower end", { demand: 0, season: 2 }, null],
  ["at the upper end", { demand: 70, season: 3 }, null],
  ["below the least", { demand: 70, season: 1 }, { input: "season", atLeast: 2, atMost: 3, value: 1 }],
  ["above the most", { demand: 71, season: 3 }, { input: "demand", atMost: 70, value: 71 }],
  ["one never published", { season: 3 }, { input: "demand", atMost: 70, value: null }],
  ["the first of two", { demand: 71, season: 4 }, { input: "season", atLeast: 2, atMost: 3, value: 4 }],
] as const)("%s: the catalogue says what a redemption, a hold and a line say", (_, values, numbers) => {
  for (const holdMs of [null, 60_000]) {
    const answer = decideRedeem(published(values), { ...asked, reward: "lounge", holdMs }, given);
    if (numbers) expect(answer).toEqual({ refused: "not_now", isDecided: true, numbers });
    else expect(answer).toMatchObject({ outcome: { reward: "lounge" } });
  }
  const [reach] = reachOf(published(values), ADA, new Map());
  expect(reach).toMatchObject(
    numbers ? { isInReach: false, isForHer: true, reason: { refused: "not_now", numbers } } : { isInReach: true },
  );
});

test("what is written expects the programme, whose version every publication steps", () => {
  const facts = published({ demand: 70 });
  const answer = decideRedeem(facts, { ...asked, reward: "lounge" }, given);
  if (isRefusal(answer)) throw new Error(answer.refused);
  const programme = ({ publicId }: { publicId: string }) => publicId === "programme";
  const stepped = decidePublishInput(facts, { input: "demand", value: 71, store: null }, given);
  if (isRefusal(stepped)) throw new Error(stepped.refused);
  const expected = answer.written.holders.find(programme);
  expect(expected).toBeDefined();
  expect(stepped.written.holders.find(programme)).not.toEqual(expected);
  expect(after(facts, stepped).facts.holders.get("programme")?.version).toBe(
    (facts.holders.get("programme")?.version ?? 0) + 1,
  );
});

test("a card that is full waits, says for what, and fills itself once it is there again", () => {
  const card = { ...lounge, cost: { unit: "points", amount: 100 }, automatic: true };
  const waiting = published({ demand: 71 }, [card]);
  expect(stampCardsOf(draftOf(waiting), waiting, ADA)).toMatchObject([{ has: 100, filled: 0, waits: "not_now" }]);
  expect(settleCards(draftOf(waiting), waiting, given, ADA).filled).toEqual([]);
  const there = published({ demand: 70 }, [card]);
  expect(settleCards(draftOf(there), there, given, ADA).filled).toMatchObject([{ reward: "lounge" }]);
});

test.each([
  ["2026-11-22", null],
  ["2026-11-21", null],
  ["2026-11-20", "no_longer"],
])(
  "a voucher that is good until %s: on 21 November it is refused with %s, to who asks and to a full card",
  (until, code) => {
    const dated = { id: "dated", name: "Dated", kind: "voucher", valueMinor: 500, goodUntil: until };
    const facts = published({}, [{ ...dated, cost: { unit: "points", amount: 100 } }]);
    const numbers = { until };
    expect(reachOf(facts, ADA, new Map())).toMatchObject([
      code ? { isInReach: false, reason: { refused: code, numbers } } : { isInReach: true, reason: null },
    ]);
    for (const holdMs of [null, 7 * DAY_MS]) {
      const answer = decideRedeem(facts, { ...asked, reward: "dated", holdMs }, given);
      if (code) expect(answer).toEqual({ refused: code, isDecided: true, numbers });
      // A hold ends with the last good day, in Berlin.
      else expect(answer).toMatchObject({ outcome: { endsAt: holdMs && Date.parse(`${until}T23:00:00Z`) } });
    }
    const card = published({}, [{ ...dated, cost: { unit: "points", amount: 100 }, automatic: true }]);
    expect(stampCardsOf(draftOf(card), card, ADA)).toMatchObject([{ has: 100, waits: code }]);
    expect(settleCards(draftOf(card), card, given, ADA).filled).toHaveLength(code ? 0 : 1);
  },
);

test("a turn in line stands still while it is not there: nobody is passed by, and nobody joins", () => {
  const place: Holder<"standby"> = {
    publicId: "stb_1",
    kind: "standby",
    owner: ADA,
    version: 0,
    state: "waiting",
    dueAt: null,
    facts: { reward: "evening", at: 0 },
  };
  const line: Holder<"reward"> = {
    publicId: "reward:evening",
    kind: "reward",
    owner: null,
    version: 0,
    state: "open",
    dueAt: null,
    facts: { line: { turn: 2, through: 1 } },
  } as Holder<"reward">;
  const at = (demand: number) => {
    const facts = published({ demand }, [evening]);
    const holders = new Map<string, Holder>([...facts.holders, ["stb_1", place], ["reward:evening", line]]);
    return { ...facts, holders };
  };
  const turn = { place: "stb_1", turn: 2 };
  expect(decideOfferSeat(at(71), turn, given)).toMatchObject({ refused: "not_due", isDecided: false });
  expect(decideOfferSeat(at(70), turn, given)).toMatchObject({ outcome: { status: "offered" } });
  expect(decideJoinLine(at(71), { member: ADA, reward: "evening" }, given)).toMatchObject({
    refused: "not_now",
    isDecided: true,
    numbers: { input: "demand", value: 71, atMost: 70 },
  });
});

test("it is said in each language, with what it is now", () => {
  const facts = published({ demand: 1071 }, [{ ...lounge, while: [quiet, mild] }]);
  const { programme } = facts.current;
  const [reward] = programme.rewards;
  if (!reward) throw new Error("there is no reward");
  const said = LANGUAGES.map((language) => {
    const wording = wordingOf(programme, language);
    const { data } = rewardsView(reachOf(facts, ADA, new Map()), wording);
    const never = rewardsView(reachOf(published({}, [lounge]), ADA, new Map()), wording);
    const waits = [data, never.data].map((list) => (list as { waitsFor: string }[])[0]?.waitsFor);
    return [language, rewardInWords(reward, wording), ...waits];
  });
  expect(said).toMatchInlineSnapshot(`
    [
      [
        "en",
        "Lounge: yours for 10 points, only while Demand is at most 70 and while Season is at least 2 and at most 3.",
        "only while Demand is at most 70; it is 1,071 now",
        "only while Demand is at most 70, which nobody has said yet",
      ],
      [
        "zh-Hans",
        "Lounge：商品一件，需 10 points，仅当“Demand”不高于 70 时，且当“Season”不低于 2 且不高于 3 时。",
        "仅当“Demand”不高于 70 时；现在是 1,071",
        "仅当“Demand”不高于 70 时；目前尚未公布",
      ],
      [
        "zh-Hant",
        "Lounge：商品一件，需 10 points，僅當「Demand」不高於 70 時，且當「Season」不低於 2 且不高於 3 時。",
        "僅當「Demand」不高於 70 時；現在是 1,071",
        "僅當「Demand」不高於 70 時；目前尚未公布",
      ],
      [
        "ru",
        "Lounge: товар за 10 points, только пока «Спрос» не больше 70 и пока «Season» не меньше 2 и не больше 3.",
        "только пока «Спрос» не больше 70; сейчас: 1 071",
        "только пока «Спрос» не больше 70; пока не сообщалось",
      ],
      [
        "vi",
        "Lounge: một sản phẩm đổi bằng 10 points, chỉ khi “Demand” nhiều nhất 70 và khi “Season” ít nhất 2 và nhiều nhất 3.",
        "chỉ khi “Demand” nhiều nhất 70; hiện là 1.071",
        "chỉ khi “Demand” nhiều nhất 70; hiện chưa công bố",
      ],
      [
        "ar",
        "⁨Lounge⁩: منتج مقابل 10 ⁨points⁩، فقط ما دام «⁨Demand⁩» لا يزيد على 70 وما دام «⁨Season⁩» لا يقل عن 2 ولا يزيد على 3.",
        "فقط ما دام «⁨Demand⁩» لا يزيد على 70؛ وهو الآن 1,071",
        "فقط ما دام «⁨Demand⁩» لا يزيد على 70؛ ولم يُعلن بعد",
      ],
    ]
  `);
});

test("a document says which input, which limit, and nothing of what nobody can buy", () => {
  const faultsOf = (reward: object, more: JsonObject = {}) => {
    const found = readProgramme(document([{ ...lounge, ...reward } as JsonObject], more));
    return "faults" in found ? found.faults.map(({ pointer, says }) => `${pointer} ${says}`) : [];
  };
  expect(faultsOf({})).toEqual([]);
  expect(faultsOf({}, { inputs: { demand: inputs.demand } })).toEqual([
    '/rewards/0/while/0/input there is no input "season"',
  ]);
  expect(faultsOf({ while: [{ kind: "input", input: "demand" }] })).toEqual([
    "/rewards/0/while/0 say atLeast, atMost or both",
  ]);
  expect(faultsOf({ while: [] })).toHaveLength(1);
  expect(faultsOf({ while: [{ kind: "hour", from: 8, to: 9 }] })).not.toEqual([]);
  expect(faultsOf({ cost: undefined })).toEqual([expect.stringMatching(/^\/rewards\/0\/while cannot be bought/)]);
});

test("a version that changes it says so", () => {
  const read = (conditions: JsonObject[] | undefined) => {
    const { while: _, ...bare } = lounge;
    const found = readProgramme(document([conditions ? { ...bare, while: conditions } : bare]));
    if ("faults" in found) throw new Error(JSON.stringify(found.faults));
    return found.programme;
  };
  const between = (was?: JsonObject[], now?: JsonObject[]) =>
    differencesBetween(read(was), read(now)).map(({ pointer, says }) => `${pointer} ${says}`);
  expect([
    ...between(undefined, [quiet]),
    ...between([quiet], [{ ...quiet, atMost: 60 }]),
    ...between([quiet], [quiet, mild]),
    ...between([quiet], undefined),
  ]).toMatchInlineSnapshot(`
    [
      "/rewards/0/while reward "lounge": there only while Demand is at most 70; it was there whatever is published",
      "/rewards/0/while reward "lounge": there only while Demand is at most 60; it was there only while Demand is at most 70",
      "/rewards/0/while reward "lounge": there only while Demand is at most 70 and while Season is at least 2 and at most 3; it was there only while Demand is at most 70",
      "/rewards/0/while reward "lounge": there whatever is published; it was there only while Demand is at most 70",
    ]
  `);
});
