import { expect, test } from "vitest";
import { decideRedeem } from "../../functions/decisions/redeem.ts";
import { issuedBy } from "../../functions/values/account.ts";
import { ALWAYS, NEVER } from "../../functions/values/day.ts";
import { ADA, factsWith, given } from "../support/facts.ts";
import { after } from "../support/memory.ts";
import { pointsProgramme } from "../support/programmes.ts";

test("free delivery is a code for a thing, good for its days and bought with units", () => {
  const reward = { id: "delivery", name: "Delivery", kind: "free-delivery", cost: { unit: "points", amount: 40 } };
  const lot = { ...issuedBy("sto_shop", "points"), holder: ADA, availableOn: ALWAYS, expiresOn: NEVER };
  const facts = factsWith(
    { accounts: [{ ...lot, balance: 50 }] },
    pointsProgramme({ rewards: [{ ...reward, validDays: 9 }] }),
  );
  const request = { store: "sto_shop", member: { id: ADA }, reward: "delivery", amount: null, cost: 40, holdMs: null };
  const redeemed = after(facts, decideRedeem(facts, request, given));
  expect(redeemed.refusal).toBeNull();
  const [voucher] = [...redeemed.facts.holders.values()].filter(({ kind }) => kind === "voucher");
  expect(voucher?.facts).toMatchObject({ reward: "delivery", valueMinor: null, expiresOn: facts.today + 9 });
});
