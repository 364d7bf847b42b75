import { orderNumber } from "../order-number.ts";
import { sentenceOf, write } from "../write.ts";
import { type Done, rememberOrder, type Step, type StepElement, unitsText } from "./step.ts";

/** The shop's server checks out the tour's basket and reports it. */
export const buy: Step = {
  isPossible: () => true,
  async run({ terms }: StepElement): Promise<Done> {
    const { status, json } = await write("tour-buy", "/demo/shop/purchases", () => ({
      order: orderNumber(),
      occurredAt: new Date().toISOString(),
      lines: JSON.parse(terms.basket ?? "[]"),
    }));
    const sent = [{ method: json.method, path: json.path, as: "STORE_KEY" as const, key: json.key, body: json.body }];
    if (status !== 201) return { says: sentenceOf(json.answer ?? json), sent: json.path ? sent : [], operations: [] };
    const { order, earned, operation } = json.answer;
    rememberOrder({ order, earned, totalMinor: json.body.totalMinor });
    return { says: `${unitsText(earned)} earned.`, sent, operations: [operation] };
  },
};
