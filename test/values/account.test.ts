import { expect, test } from "vitest";
import { expiredOf, issuedBy, redeemedAt, stockOf, termsOf } from "../../functions/values/account.ts";

test("what issues or swallows units has no bounds", () => {
  for (const account of [issuedBy("sto_shop", "points"), redeemedAt(null, "points"), expiredOf("points")])
    expect(termsOf(account)).toEqual({ floor: null, ceiling: null });
});

test("a scarcity keeps its floor whatever the document names it", () => {
  for (const name of ["coffee", "issued", "redeemed", "expired", "adjusted"])
    expect(termsOf(stockOf(name)), name).toEqual({ floor: 0, ceiling: null });
});
