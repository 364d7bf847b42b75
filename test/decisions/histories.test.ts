import fc from "fast-check";
import { expect, test } from "vitest";
import { draftOf } from "../../functions/decisions/draft.ts";
import { lotsOf } from "../../functions/decisions/lots.ts";
import { balancesOf } from "../../functions/decisions/standing.ts";
import { give, giveBack, spend, spendable, type Taken, takeBack } from "../../functions/decisions/units.ts";
import { debtOf, expiredOf, forgivenOf, heldFor, issuedBy, redeemedAt } from "../../functions/values/account.ts";
import { ADA } from "../support/facts.ts";
import { factsOf, TODAY } from "./people.ts";

const from = issuedBy("sto_shop", "points");
const spent = redeemedAt("sto_shop", "points");
const held = heldFor("rdm_1", "points");
const terms = { member: ADA, unit: "points", why: {} };
const DAYS = Array.from({ length: 190 }, (_, index) => TODAY + index);

const step = fc.oneof(
  fc.record({
    does: fc.constant("earn" as const),
    amount: fc.integer({ min: 1, max: 50 }),
    pending: fc.nat(5),
    life: fc.nat(20),
  }),
  fc.record({ does: fc.constant("refund" as const), which: fc.nat(), part: fc.integer({ min: 1, max: 50 }) }),
  fc.record({ does: fc.constantFrom("spend" as const, "hold" as const), amount: fc.integer({ min: 1, max: 60 }) }),
  fc.record({ does: fc.constantFrom("reverse" as const, "release" as const), which: fc.nat() }),
  fc.record({ does: fc.constant("pass" as const), days: fc.integer({ min: 1, max: 4 }) }),
);
const policies = fc.constantFrom("only-pending" as const, "within-balance" as const, "debt" as const);

test("no history of earning, spending, holding, reversing, refunding and expiring mints units or lengthens their life", {
  timeout: 60_000,
}, () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), policies, (steps, returns) => {
      const facts = factsOf([]);
      const draft = draftOf(facts);
      const earned: { lot: { availableOn: number; expiresOn: number }; amount: number; left: number }[] = [];
      const open: { reason: "reverse" | "release"; taken: Taken[] }[] = [];
      let gone = 0;
      for (const asked of steps) {
        switch (asked.does) {
          case "earn": {
            const availableOn = facts.today + asked.pending;
            const lot = { availableOn, expiresOn: availableOn + asked.life };
            give(draft, facts, { ...terms, amount: asked.amount, from, lot, reason: "earn" });
            earned.push({ lot, amount: asked.amount, left: asked.amount });
            break;
          }
          case "refund": {
            const of = earned[asked.which % Math.max(1, earned.length)];
            const amount = Math.min(asked.part, of?.left ?? 0);
            if (!of || amount === 0) break;
            takeBack(draft, facts, { ...terms, amount, to: from, lot: of.lot, reason: "refund", returns });
            of.left -= amount;
            gone += amount;
            break;
          }
          case "spend":
          case "hold": {
            if (spendable(draft, facts, ADA, "points") < asked.amount) break;
            const to = asked.does === "spend" ? spent : held;
            const reason = asked.does === "spend" ? "redeem" : "hold";
            const taken = spend(draft, facts, { ...terms, amount: asked.amount, to, reason });
            open.push({ reason: asked.does === "spend" ? "reverse" : "release", taken });
            break;
          }
          case "reverse":
          case "release": {
            const fitting = open.filter(({ reason }) => reason === asked.does);
            const back = fitting[asked.which % Math.max(1, fitting.length)];
            if (!back) break;
            open.splice(open.indexOf(back), 1);
            const { reason, taken } = back;
            const source = reason === "reverse" ? spent : held;
            giveBack(draft, facts, { member: ADA, taken, from: () => source, reason, why: {} });
            break;
          }
          case "pass":
            facts.today += asked.days;
            for (const { lastDay, balance, ...lot } of lotsOf(draft, ADA))
              if (lastDay < facts.today)
                draft.post({ from: lot, to: expiredOf("points"), amount: balance, reason: "expire", why: {} });
        }
        const mine = lotsOf(draft, ADA);
        const debt = 0 - draft.balanceOf(debtOf(ADA, "points"));
        const total = mine.reduce((sum, { balance }) => sum + balance, 0);
        const issued = earned.reduce((sum, { amount }) => sum + amount, 0);
        const outside = [spent, held, expiredOf("points"), forgivenOf("points")].reduce(
          (sum, account) => sum + draft.balanceOf(account),
          0,
        );
        // Not a unit more than was earned and kept, wherever it went.
        expect(total + outside - debt).toBe(issued - gone);
        // No lot below nothing, and no debt where the policy knows none.
        for (const { balance } of mine) expect(balance).toBeGreaterThan(0);
        if (returns !== "debt") expect(debt).toBe(0);
        expect(balancesOf(draft, facts, ADA).points?.available).toBe(spendable(draft, facts, ADA, "points"));
        // At no day is more of it good from then on than was earned to be good so long.
        const good = (day: number) =>
          mine.reduce((sum, { lastDay, balance }) => sum + (lastDay >= day ? balance : 0), 0);
        const may = (day: number) =>
          earned.reduce((sum, { lot, amount }) => sum + (lot.expiresOn >= day ? amount : 0), 0);
        expect(DAYS.filter((day) => good(day) > may(day))).toEqual([]);
      }
    }),
    { numRuns: 400 },
  );
});
