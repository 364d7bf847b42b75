import { read, sentenceOf, write } from "../write.ts";
import { type Done, type Step, unitsText } from "./step.ts";

interface Reward {
  id: string;
  name: string;
  cost: { unit: string; amount: number };
  missing: number;
  inReach: boolean;
}

/** She redeems the cheapest reward within her reach; with none in reach she tries the nearest, and is told what is missing. */
export const redeem: Step = {
  isPossible: () => true,
  async run(): Promise<Done> {
    const { json: rewards } = await read("/v1/me/rewards");
    const byCost = (rewards.data as Reward[]).toSorted((one, other) => one.cost.amount - other.cost.amount);
    const reward =
      byCost.find(({ inReach }) => inReach) ?? byCost.toSorted((one, other) => one.missing - other.missing)[0];
    if (!reward) return { says: "This programme has nothing to redeem now.", sent: [], operations: [] };
    const { status, json, key, body } = await write("tour-redeem", "/v1/me/redemptions", () => ({
      reward: reward.id,
      cost: reward.cost.amount,
    }));
    const sent = [{ method: "POST", path: "/v1/me/redemptions", as: "MEMBER_TOKEN" as const, key, body }];
    if (status !== 201) {
      const hint = json.code === "points_short" ? " Buy once more, and try again." : "";
      return { says: `${reward.name}? ${sentenceOf(json)}${hint}`, sent, operations: [] };
    }
    const code = json.voucher ? ` Its code is ${json.voucher.code}.` : "";
    return { says: `${reward.name}, for ${unitsText(json.spent)}.${code}`, sent, operations: [json.operation] };
  },
};
