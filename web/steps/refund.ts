import { orderNumber } from "../order-number.ts";
import { sentenceOf, write } from "../write.ts";
import { type Done, moneyIn, rememberedOrder, type Step, type StepElement, unitsText } from "./step.ts";

/** The shop gives a third of the order back. */
export const refund: Step = {
  isPossible: () => rememberedOrder() !== null,
  async run({ terms }: StepElement): Promise<Done> {
    const order = rememberedOrder();
    if (!order) throw new Error("nothing was bought");
    const amountMinor = Math.floor(order.totalMinor / 3);
    const { status, json } = await write("tour-refund", "/demo/shop/refunds", () => ({
      order: order.order,
      refund: orderNumber("R"),
      amountMinor,
    }));
    const sent = json.path
      ? [{ method: json.method, path: json.path, as: "STORE_KEY" as const, key: json.key, body: json.body }]
      : [];
    if (status !== 201) return { says: sentenceOf(json.answer ?? json), sent, operations: [] };
    const { takenBack, operation, balances } = json.answer;
    const left = Object.entries(balances as Record<string, { available: number; pending: number; debt: number }>).map(
      ([unit, { available, pending, debt }]) => ({ unit, amount: available + pending - debt }),
    );
    return {
      says: `${moneyIn(terms, amountMinor)} went back, and ${unitsText(takenBack)} with it. ${unitsText(left)} remain.`,
      sent,
      operations: [operation],
    };
  },
};
