/** The second telling of what is paid in: memberships by hand-counted days, and a wallet and a gift card to the cent. */
import { expect, test } from "vitest";
import { readProgramme } from "../../functions/programme/programme.ts";
import { numberOf } from "./calendar.ts";
import { EMPTY, type Snapshot } from "./snapshot.ts";
import { cancelMembershipTold, failMembershipTold, type Memberships, payMembershipTold } from "./told-memberships.ts";
import type { Purse } from "./told-purse.ts";
import { claimGiftCardTold, reverseGiftCardTold, sellGiftCardTold, Tills, useGiftCardTold } from "./told-wallets.ts";

const name = { one: "one", other: "many" };
const read = readProgramme({
  programme: "told",
  name: "Told",
  about: "Told",
  currency: "EUR",
  zone: "Europe/Berlin",
  units: {
    basic: { name, membership: { priceMinor: 7_900, months: 1, graceDays: 5 } },
    premium: { name, membership: { priceMinor: 11_900, months: 12 } },
    cash: { name, money: true },
  },
});
if ("faults" in read) throw new Error(JSON.stringify(read.faults));
const { programme } = read;

const nothing: Snapshot = {
  ...EMPTY,
  members: new Map([["ada", { state: "joined", joinedAt: 0, mergedInto: null, slides: {}, profile: {} }]]),
  identities: new Map([["email ada@example.com", "ada"]]),
};
const on = (day: string, purse: Purse | null = null) => {
  const now = Date.parse(`${day}T12:00:00Z`);
  return { programme, now, opened: null, card: "card", before: purse?.writtenTo(nothing, "ada", now) ?? nothing };
};
const email = { email: "ada@example.com" };
const about = { store: "sto_a", id: "m" };
const paying = (plan: string, amountMinor: number) => ({ ...about, member: email, plan, payment: { amountMinor } });

test("months of a row are counted from its first day, and what is left of it pays for another plan", () => {
  const all: Memberships = new Map();
  const bought = payMembershipTold(on("2025-01-31"), paying("basic", 3_100), all);
  expect(bought.says).toMatchObject({ from: numberOf("2025-01-31"), until: numberOf("2025-02-27"), creditMinor: 0 });
  expect(bought.told?.data).toEqual({ plan: "basic", change: "bought" });
  const renewed = payMembershipTold(on("2025-02-10", bought.purse), paying("basic", 3_100), all);
  expect(renewed.says).toMatchObject({ from: numberOf("2025-02-28"), until: numberOf("2025-03-30") });
  expect(renewed.told?.data).toEqual({ plan: "basic", change: "renewed" });
  // Of 28 days 17 are left, and all 31: 3100 × 17 ÷ 28 = 1882.14, and 3100.
  const changed = payMembershipTold(on("2025-02-10", renewed.purse), paying("premium", 11_900), all);
  expect(changed.says).toMatchObject({ creditMinor: 1_882 + 3_100, until: numberOf("2026-02-09") });
  expect(changed.purse?.shown()).toBe(`1 premium ${numberOf("2025-02-10")}..${numberOf("2026-02-09")}`);
});

test("who does not renew has the days of grace, and who cancels has what is left", () => {
  const all: Memberships = new Map();
  const bought = payMembershipTold(on("2025-03-01"), paying("basic", 3_100), all);
  const failed = failMembershipTold(on("2025-03-31", bought.purse), about, all);
  expect(failed.says).toMatchObject({ until: numberOf("2025-03-31"), graceUntil: numberOf("2025-04-05") });
  expect(failed.purse?.shown()).toBe(`1 basic ${numberOf("2025-03-01")}..${numberOf("2025-04-05")}`);
  expect(cancelMembershipTold(on("2025-04-06", failed.purse), { ...about, at: "now" }, all).code).toBe(
    "membership_ended",
  );
  const again = payMembershipTold(on("2025-04-06"), paying("basic", 3_000), all);
  const cancelled = cancelMembershipTold(on("2025-04-15", again.purse), { ...about, at: "now" }, all);
  expect(cancelled.says).toMatchObject({ state: "ended", refundMinor: 2_000 });
  expect(cancelled.purse?.shown()).toBe("");
});

test("a card is spent in parts and claimed once, and what its claimer spent she owes when it is charged back", () => {
  const tills = new Tills();
  const sold = { store: "sto_a", id: "g", payment: { amountMinor: 5_000 }, recipient: null };
  expect(sellGiftCardTold(on("2025-03-01"), sold, tills)).toMatchObject({ code: "done", says: { unit: "cash" } });
  const card = { card: "card" };
  expect(useGiftCardTold(on("2025-03-02"), { ...card, amountMinor: 2_000 }, tills).says).toMatchObject({
    leftMinor: 3_000,
  });
  expect(useGiftCardTold(on("2025-03-02"), { ...card, amountMinor: 3_001 }, tills).code).toBe("points_short");
  const claimed = claimGiftCardTold(on("2025-03-03"), { ...card, member: "ada" }, tills);
  expect(claimed.says).toMatchObject({ amountMinor: 3_000 });
  expect(claimGiftCardTold(on("2025-03-03"), { ...card, member: "ada" }, tills).code).toBe("gift_card_empty");
  claimed.purse?.spend("cash", 1_000);
  const back = reverseGiftCardTold(on("2025-03-04", claimed.purse), card, tills);
  expect(back.says).toEqual({ unit: "cash", amountMinor: 3_000, spentMinor: 2_000 });
  expect(back.purse?.sums("cash")).toEqual({ available: 0, pending: 0, held: 0, debt: 1_000 });
  expect(tills.paid.get("sto_a cash")).toBe(2_000);
});
