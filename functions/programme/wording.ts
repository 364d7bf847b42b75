/** How a programme's amounts and names are written for its members. */
import { numberFormat } from "../values/formats.ts";
import { moneyText } from "../values/money.ts";
import { unitText } from "./amounts.ts";
import { eventSentence } from "./event.ts";
import type { Named, Wording } from "./kinds.ts";
import type { Metric } from "./metric.ts";
import type { Programme } from "./programme.ts";
import { calledEither, either, say, type Words } from "./words.ts";

/** The wording of a programme, for the sentences that its members read. */
export function wordingOf(programme: Programme): Wording {
  const { currency, language } = programme;
  const count = (amount: number) => numberFormat(language).format(amount);
  const money = (minor: number) => moneyText(minor, currency, language);
  const units = (amount: number, unit: string) => unitText(amount, unit, programme);
  const event = (name: string) => eventSentence(name, programme.events, language);
  const called = (word: string) => {
    const name = Object.hasOwn(programme.called, word) ? programme.called[word] : undefined;
    if (name !== undefined) return say(name, language);
    return isNumber(word) ? null : word.replaceAll("-", " ");
  };
  const eventsOf = ({ on = [] }: Metric) => either(on.map(event));
  return {
    count,
    money,
    units,
    event,
    called,
    counted(amount, metric, more) {
      const terms = programme.metrics[metric];
      const many = amount === 0 ? "no" : more ? `${count(amount)} more` : count(amount);
      switch (terms?.counts) {
        case "spend":
          return `${money(amount)} ${more ? "more " : ""}spent${goodsText(terms, "on", called)}`;
        case "orders":
          return `${many} ${amount === 1 ? "order" : "orders"}${goodsText(terms, "of", called)}`;
        case "check-ins":
          return `${many} ${amount === 1 ? "check-in" : "check-ins"}`;
        case "earned":
          return `${units(amount, terms.unit ?? "")}${more ? " more" : ""}`;
        case "tenure":
          return `${many} ${amount === 1 ? "day" : "days"} as a member`;
        case "events":
          return `${many} ${amount === 1 ? "event" : "events"} (${eventsOf(terms)})`;
        default:
          return `${many} of "${metric}"`;
      }
    },
    measured(metric) {
      const terms = programme.metrics[metric];
      switch (terms?.counts) {
        case "spend":
          return `what you spend${goodsText(terms, "on", called)}`;
        case "orders":
          return `your orders${goodsText(terms, "of", called)}`;
        case "check-ins":
          return "your check-ins";
        case "earned":
          return `the ${nameOf("unit", terms.unit ?? "")} that you earn`;
        case "tenure":
          return "the days since you joined";
        case "events":
          return `how often there is ${eventsOf(terms)}`;
        default:
          return `"${metric}"`;
      }
    },
    name: nameOf,
    say: (text) => say(text, language),
  };

  function nameOf(what: Named, id: string): string {
    const name = nameIn(programme, what, id);
    return name === undefined ? id : say(name, language);
  }
}

/** Numbers by which stores know their goods, and our ids of stores and venues, say nothing to people. */
function isNumber(word: string): boolean {
  return /^(sto|ven)_/.test(word) || (/\d/.test(word) && !/\s/.test(word)) || /^[A-Z]+[-_A-Z]*$/.test(word);
}

/** Which goods a metric counts, and where: " on drinks at the Harbour bar". */
function goodsText({ only = {} }: Metric, with_: "of" | "on", called: Wording["called"]): string {
  const { categories, skus, stores, channels } = only;
  const said = (words: string[] | undefined, before: string, otherwise: string) =>
    words ? ` ${before} ${calledEither(words, { called }, otherwise)}` : "";
  return [
    said(categories, with_, "certain goods"),
    said(skus, with_, "certain goods"),
    said(stores, "at", "certain stores"),
    said(channels, "in", "certain channels"),
  ].join("");
}

function nameIn(programme: Programme, what: Named, id: string): Words | undefined {
  switch (what) {
    case "unit":
      return programme.units[id]?.name.other;
    case "tier":
      return programme.tiers.flatMap(({ levels }) => levels).find((level) => level.id === id)?.name;
    case "pool":
      return programme.surprises.find((pool) => pool.id === id)?.name;
    case "contest":
      return programme.contests.find((contest) => contest.id === id)?.name;
    case "reward":
      return programme.rewards.find((reward) => reward.id === id)?.name;
    case "campaign":
      return programme.campaigns.find((campaign) => campaign.id === id)?.name;
    case "rule":
      return programme.campaigns.flatMap(({ rules }) => rules).find((rule) => rule.id === id)?.name;
    case "segment":
      return programme.segments[id]?.name;
    case "attribute":
      return programme.attributes[id]?.name;
    case "input":
      return programme.inputs[id]?.name;
    case "choice": {
      const [attribute = "", choice = ""] = id.split(": ");
      const terms = programme.attributes[attribute];
      return terms && "choices" in terms ? terms.choices.find((one) => one.id === choice)?.name : undefined;
    }
    case "metric":
      return undefined;
    default:
      return what satisfies never;
  }
}
