/** A catalogue whose numbers tests go to the edge of, and people with points to spend in it. */
import { expect } from "vitest";
import type { JsonObject } from "../../functions/values/json.ts";
import { memberToken } from "./member-token.ts";
import { pointsProgramme } from "./programmes.ts";
import { orderOf, type World } from "./world.ts";

/** Two points per 1.00, tiers by what was earned, and a reward of every sort. */
export function shop(more: JsonObject = {}): JsonObject {
  return pointsProgramme({
    metrics: { earned: { counts: "earned", unit: "points" } },
    tiers: [
      {
        id: "status",
        measure: { metric: "earned", window: { kind: "lifetime" } },
        levels: [
          { id: "new", name: "New", from: 0 },
          { id: "gold", name: "Gold", from: 2000 },
        ],
      },
    ],
    rewards: [
      { id: "coffee", name: "Coffee", kind: "product", cost: { unit: "points", amount: 600 } },
      {
        id: "five-off",
        name: "€5.00 off",
        kind: "voucher",
        cost: { unit: "points", amount: 500 },
        valueMinor: 500,
        stepsMax: 10,
        validDays: 30,
      },
      { id: "bag", name: "Bag", kind: "product", cost: { unit: "points", amount: 100 }, stock: 10 },
      { id: "last-bag", name: "Last bag", kind: "product", cost: { unit: "points", amount: 100 }, stock: 1 },
      { id: "once", name: "Once", kind: "product", cost: { unit: "points", amount: 100 }, perMember: 1 },
      { id: "golden", name: "Golden", kind: "product", cost: { unit: "points", amount: 100 }, tiers: ["gold"] },
      { id: "level", name: "Level", kind: "discount-level", percentByTier: { gold: 10 } },
    ],
    ...more,
  });
}

let people = 0;
/** Somebody who has joined and holds a number of points. */
export async function memberWith(points: number, at: World): Promise<{ email: string; id: string; token: string }> {
  people += 1;
  const number = people;
  const email = `member-${number}@example.com`;
  const joined = await at.post("/v1/members", { email });
  expect(joined.status, joined.text).toBe(201);
  const id = joined.json.member as string;
  if (points > 0) await at.post("/v1/purchases", orderOf(`given-${number}`, points * 50, { email }));
  const token = memberToken(id);
  return { email, id, token };
}
