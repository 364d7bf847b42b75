/** How a programme's amounts and names are written for its members. */
import { moneyText } from "../values/money.ts";
import type { Named, Wording } from "./kinds.ts";
import type { Programme } from "./programme.ts";
import { unitText } from "./why.ts";
import { say, type Words } from "./words.ts";

/** The wording of a programme, for the sentences of its conditions. */
export function wordingOf(programme: Programme): Wording {
  const { currency, language } = programme;
  const money = (minor: number) => moneyText(minor, currency, language);
  const units = (amount: number, unit: string) => unitText(amount, unit, programme);
  return {
    money,
    units,
    counted(amount, metric) {
      const terms = programme.metrics[metric];
      switch (terms?.counts) {
        case "spend":
          return money(amount);
        case "orders":
          return `${amount} ${amount === 1 ? "order" : "orders"}`;
        case "check-ins":
          return `${amount} ${amount === 1 ? "check-in" : "check-ins"}`;
        case "earned":
          return units(amount, terms.unit ?? "");
        default:
          return `${amount} of "${metric}"`;
      }
    },
    name(what, id) {
      const name = nameIn(programme, what, id);
      return name === undefined ? id : say(name, language);
    },
  };
}

function nameIn(programme: Programme, what: Named, id: string): Words | undefined {
  if (what === "tier") return programme.tiers.flatMap(({ levels }) => levels).find((level) => level.id === id)?.name;
  if (what === "segment") return programme.segments[id]?.name;
  if (what === "attribute") return programme.attributes[id]?.name;
  if (what === "input") return programme.inputs[id]?.name;
  if (what === "reward") return programme.rewards.find((reward) => reward.id === id)?.name;
  if (what !== "choice") return undefined;
  const [attribute = "", choice = ""] = id.split(": ");
  const terms = programme.attributes[attribute];
  return terms && "choices" in terms ? terms.choices.find((one) => one.id === choice)?.name : undefined;
}
