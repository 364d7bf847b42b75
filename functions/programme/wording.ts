/** How a programme's amounts and names are written for its members, in its own language or in one that they ask for. */
import { DAY_MS } from "../values/day.ts";
import { dateFormat, numberFormat, pluralRules } from "../values/formats.ts";
import { moneyText } from "../values/money.ts";
import { eventSentence } from "./event.ts";
import type { Named, Speaking, Wording } from "./kinds.ts";
import type { Metric } from "./metric.ts";
import type { Programme } from "./programme.ts";
import { en, tongueOf } from "./tongues/index.ts";
import { formOf, type Unit } from "./unit.ts";
import { calledEither, say, type Words } from "./words.ts";

/** Numbers and words in a language, where no programme is needed. */
export function speakingIn(language: string, tongue = tongueOf(language)): Speaking {
  return {
    tongue,
    language,
    count: (amount) => numberFormat(language).format(amount),
    say: (text) => tongue.inside(say(text, language)),
  };
}

/** Wordings that were made, by their programme and language. */
const made = new WeakMap<Programme, Map<string, Wording>>();

/** The wording of a programme, for the sentences that its members read; in the programme's own language unless another is given. */
export function wordingOf(programme: Programme, language: string = programme.language): Wording {
  const known = made.get(programme) ?? new Map<string, Wording>();
  const ready = known.get(language) ?? newWording(programme, language);
  made.set(programme, known.set(language, ready));
  return ready;
}

/** The same in English, with the names that the programme's own language has: for those who run it, whose pages are in English. */
export function staffWordingOf(programme: Programme): Wording {
  return newWording(programme, programme.language, en);
}

function newWording(programme: Programme, language: string, tongue = tongueOf(language)): Wording {
  const { currency, zone } = programme;
  const speaking = speakingIn(language, tongue);
  const { count } = speaking;
  const money = (minor: number) => moneyText(minor, currency, language);
  const amount = (much: number, unit: string) => (programme.units[unit]?.money ? money(much) : count(much));
  const unitOf = (much: number, unit: string) => {
    const terms = programme.units[unit];
    if (terms) return nameOfUnit(terms, pluralRules(languageOfUnit(terms)).select(much));
    return unit.startsWith("ticket:") ? tongue.metricAmounts.ticket(much) : unit;
  };
  const units = (much: number, unit: string) => tongue.amount({ amount: amount(much, unit), name: unitOf(much, unit) });
  const languageOfUnit = (terms: Unit) => formOf(terms, "other", language, programme.language).language;
  const nameOfUnit = (terms: Unit, category: Intl.LDMLPluralRule) =>
    tongue.inside(formOf(terms, category, language, programme.language).name);
  const { inactiveAfterDays } = programme;
  const event = (name: string) =>
    name === "inactivity" && inactiveAfterDays !== undefined
      ? tongue.events.inactive(inactiveAfterDays)
      : eventSentence(name, programme.events, speaking);
  const called = (word: string) => {
    const name = Object.hasOwn(programme.called, word) ? programme.called[word] : undefined;
    if (name !== undefined) return speaking.say(name);
    return isNumber(word) ? null : tongue.inside(word.replaceAll("-", " "));
  };
  const found = (what: Named, id: string) => {
    const unit = what === "unit" ? programme.units[id] : undefined;
    if (unit) return nameOfUnit(unit, tongue.asSuch);
    const name = nameIn(programme, what, id);
    return name === undefined ? null : speaking.say(name);
  };
  const name = (what: Named, id: string) => found(what, id) ?? id;
  const eventsOf = ({ on = [] }: Metric) => on.map(event);
  const goodsOf = (metric: Metric) => goods(metric, { called, tongue });
  return {
    ...speaking,
    money,
    units,
    amount,
    one: (unit) => unitOf(1, unit),
    wholeOne: (unit) => (programme.units[unit]?.money ? money(1) : tongue.earned.one(unitOf(1, unit))),
    metric(metric, much) {
      const terms = programme.metrics[metric];
      const says = tongue.metricAmounts;
      switch (terms?.counts) {
        case "spend":
          return money(much);
        case "orders":
        case "check-ins":
        case "tenure":
          return says[terms.counts]({ amount: much, count: count(much) });
        case "earned":
          return terms.unit === undefined ? count(much) : units(much, terms.unit);
        default:
          return says.other({ count: count(much), metric });
      }
    },
    event,
    called,
    name,
    found,
    bare: (much, metric) => (programme.metrics[metric]?.counts === "spend" ? money(much) : count(much)),
    counted(much, metric, more) {
      const terms = programme.metrics[metric];
      const many = { amount: much, count: count(much), isMore: more !== undefined };
      const says = tongue.counted;
      switch (terms?.counts) {
        case "spend":
          return says.spend({ money: money(much), isMore: many.isMore, ...goodsOf(terms) });
        case "orders":
          return says.orders({ ...many, ...goodsOf(terms) });
        case "earned":
          return says.earned({ units: units(much, terms.unit ?? ""), isMore: many.isMore });
        case "check-ins":
        case "tenure":
          return says[terms.counts](many);
        case "events":
          return says.events({ ...many, of: eventsOf(terms) });
        default:
          return says.other({ ...many, metric });
      }
    },
    measured(metric) {
      const terms = programme.metrics[metric];
      const says = tongue.measured;
      switch (terms?.counts) {
        case "spend":
        case "orders":
          return says[terms.counts](goodsOf(terms));
        case "earned":
          return says.earned(name("unit", terms.unit ?? ""));
        case "check-ins":
        case "tenure":
          return says[terms.counts];
        case "events":
          return says.events(eventsOf(terms));
        default:
          return says.other(metric);
      }
    },
    day: (day) => dateFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(day * DAY_MS),
    instant(instant) {
      const at = Date.parse(instant);
      return tongue.instant({
        date: dateFormat(tongue.dates, { dateStyle: "long", timeZone: zone }).format(at),
        time: dateFormat(tongue.dates, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone }).format(
          at,
        ),
      });
    },
  };
}

/** Numbers by which stores know their goods, and our ids of stores and venues, say nothing to people. */
function isNumber(word: string): boolean {
  return /^(sto|ven)_/.test(word) || (/\d/.test(word) && !/\s/.test(word)) || /^[A-Z]+[-_A-Z]*$/.test(word);
}

/** Which goods a metric counts, and where. */
function goods({ only = {} }: Metric, wording: Pick<Wording, "called" | "tongue">) {
  const { categories, skus, stores, channels } = only;
  return {
    goods: [categories, skus].flatMap((words) => (words ? [calledEither(words, wording, "goods")] : [])),
    stores: stores ? calledEither(stores, wording, "stores") : null,
    channels: channels ? calledEither(channels, wording, "channels") : null,
  };
}

function nameIn(programme: Programme, what: Named, id: string): Words | undefined {
  switch (what) {
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
    case "unit":
    case "metric":
      return undefined;
    default:
      return what satisfies never;
  }
}
