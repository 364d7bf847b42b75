import { expect, test } from "vitest";
import { draftOf } from "../../functions/decisions/draft.ts";
import { giveReward } from "../../functions/decisions/gift.ts";
import { decideRedeem } from "../../functions/decisions/redeem.ts";
import { readProgramme } from "../../functions/programme/programme.ts";
import { rewardSentence } from "../../functions/programme/rewards/index.ts";
import { wordingOf } from "../../functions/programme/wording.ts";
import { issuedBy, stockOf } from "../../functions/values/account.ts";
import { ALWAYS, dayOfDate, NEVER } from "../../functions/values/day.ts";
import { isRefusal } from "../../functions/values/refusal.ts";
import { ADA, factsWith, given } from "../support/facts.ts";
import { after } from "../support/memory.ts";
import { pointsProgramme } from "../support/programmes.ts";

const evening = {
  id: "evening",
  name: "Evening at the roastery",
  kind: "seat",
  date: "2027-05-01",
  stock: 10,
  cost: { unit: "points", amount: 40 },
};

test("a seat is a code for the door, good until the day of the event is over", () => {
  const lot = { ...issuedBy("sto_shop", "points"), holder: ADA, availableOn: ALWAYS, expiresOn: NEVER };
  const accounts = [
    { ...lot, balance: 50 },
    { ...stockOf("evening"), balance: 1 },
  ];
  const facts = factsWith({ accounts }, pointsProgramme({ rewards: [evening] }));
  const request = { store: "sto_shop", member: { id: ADA }, reward: "evening", amount: null, cost: 40, holdMs: null };
  const redeemed = after(facts, decideRedeem(facts, request, given));
  expect(redeemed.refusal).toBeNull();
  const [voucher] = [...redeemed.facts.holders.values()].filter(({ kind }) => kind === "voucher");
  expect(voucher?.facts).toMatchObject({ reward: "evening", valueMinor: null, expiresOn: dayOfDate("2027-05-01") });
  expect(after(redeemed.facts, decideRedeem(redeemed.facts, request, given)).refusal).toMatchObject({
    refused: "points_short",
  });
});

test("nobody holds a seat beyond the day of the event", () => {
  const lot = { ...issuedBy("sto_shop", "points"), holder: ADA, availableOn: ALWAYS, expiresOn: NEVER };
  const accounts = [
    { ...lot, balance: 50 },
    { ...stockOf("evening"), balance: 1 },
  ];
  const zone = "Europe/Berlin";
  const ends = Date.parse("2027-05-01T22:00:00Z");
  const facts = { ...factsWith({ accounts }, pointsProgramme({ zone, rewards: [evening] })), now: ends - 3_600_000 };
  const about = { store: "sto_shop", member: { id: ADA }, reward: "evening", amount: null, cost: 40 };
  const heldFor = (holdMs: number) => {
    const decided = decideRedeem({ ...facts, today: dayOfDate("2027-05-01") }, { ...about, holdMs }, given);
    return isRefusal(decided) ? decided : decided.outcome.endsAt;
  };
  expect(heldFor(3_599_999)).toBe(ends - 1);
  expect(heldFor(3_600_001)).toBe(ends);
  expect(heldFor(86_400_000)).toBe(ends);
});

test("a rule gives a seat until the day of the event, and then neither a code nor a piece", () => {
  const stock = { ...stockOf("evening"), balance: 1 };
  const [last, over] = ["2027-05-01", "2027-05-02"].map((date) => {
    const at = { now: Date.parse(`${date}T12:00:00Z`), today: dayOfDate(date) };
    const facts = factsWith({ accounts: [stock], ...at }, pointsProgramme({ rewards: [evening] }));
    const draft = draftOf(facts);
    const gift = giveReward(draft, facts, given, { reward: "evening", member: ADA, rule: "guest", event: "o1" });
    return { good: gift?.voucher?.expiresOn ?? null, left: draft.balanceOf(stock) };
  });
  expect(last).toEqual({ good: dayOfDate("2027-05-01"), left: 0 });
  expect(over).toEqual({ good: null, left: 1 });
});

test("a document says how many seats there are, and that nobody gets one without asking", () => {
  const faultsOf = (reward: object) => {
    const read = readProgramme(pointsProgramme({ rewards: [{ ...evening, ...reward }] }));
    return "faults" in read ? read.faults.map(({ pointer }) => pointer) : [];
  };
  expect(faultsOf({})).toEqual([]);
  expect(faultsOf({ stock: undefined })).toEqual(["/rewards/0/stock"]);
  expect(faultsOf({ automatic: true })).toEqual(["/rewards/0/automatic"]);
  expect(faultsOf({ date: "1 May" })).toEqual(["/rewards/0/date"]);
});

test("it is said with its day and its waiting list", () => {
  const read = readProgramme(pointsProgramme({ rewards: [evening] }));
  const [reward] = "faults" in read ? [] : read.programme.rewards;
  if (!reward || "faults" in read) throw new Error("a programme that does not read");
  expect(rewardSentence(reward, wordingOf(read.programme, "en"))).toBe(
    "a seat on May 1, 2027 for 40 points, with a waiting list once they are gone, whose offers stand for 24 hours",
  );
});
