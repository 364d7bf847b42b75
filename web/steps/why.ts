import { element } from "../element.ts";
import { type Done, moneyIn, rememberedOrder, type Step, type StepElement, type TourOrder, unitsText } from "./step.ts";

/** Says the why that each of the order's postings keeps. */
export const why: Step = {
  isPossible: () => rememberedOrder() !== null,
  prepare({ button }: StepElement): void {
    const [first] = rememberedOrder()?.earned ?? [];
    if (first) button.textContent = `Why ${first.amount}?`;
  },
  async run({ terms }: StepElement): Promise<Done> {
    const order = rememberedOrder();
    if (!order) throw new Error("nothing was bought");
    const { earned } = order;
    return {
      says: earned.length === 0 ? "This order earned nothing." : `${unitsText(earned)}, and this is how:`,
      sent: [{ method: "GET", path: "/v1/me/statement?limit=1", as: "MEMBER_TOKEN" }],
      operations: [],
      more: [element("ul", { className: "whys", children: earned.map((each) => whyShown(each, terms)) })],
    };
  },
};

function whyShown({ unit, amount, rule, why: terms }: TourOrder["earned"][number], page: DOMStringMap): HTMLElement {
  return element("li", {
    children: [
      element("strong", { text: `${amount} ${unit}. ` }),
      sentenceOf(terms, unit, page),
      " ",
      element("code", { text: rule }),
    ],
  });
}

/** The sum in words: basis ÷ per × amount × tier + what was carried. */
function sentenceOf(terms: Record<string, unknown>, unit: string, page: DOMStringMap): string {
  const { basisMinor, amount, perMinor, percent, tier, carriedBefore, carriedAfter, denominator } = terms;
  if (typeof basisMinor !== "number" || typeof perMinor !== "number") return `${amount} ${unit} for the order.`;
  const parts = [`${moneyIn(page, basisMinor)} at ${amount} ${unit} per ${moneyIn(page, perMinor)}`];
  if (typeof percent === "number" && percent !== 100) parts.push(`times ${percent / 100} for the tier ${tier}`);
  const fraction = (carried: unknown) => (Number(carried) / Number(denominator)).toFixed(4).replace(/0+$/, "");
  if (Number(carriedBefore) > 0) parts.push(`and ${fraction(carriedBefore)} carried from before`);
  const left =
    Number(carriedAfter) > 0 ? ` ${fraction(carriedAfter)} is carried to the next order.` : " Nothing is left over.";
  return `${parts.join(", ")}.${left}`;
}
