/** Units, tiers and terms in Russian. */

import { amountsSaid } from "../amounts.ts";
import type { EndOf, Lasting, Tongue } from "../en/index.ts";
import { both, capital, DAYS, either, OF_DAYS, quoted, so } from "./speech.ts";

const MONTHS: [string, string, string] = ["месяц", "месяца", "месяцев"];
const lasting = ({ days, months, years }: Lasting) =>
  days !== null ? so(days, DAYS) : months !== null ? so(months, MONTHS) : so(years ?? 0, ["год", "года", "лет"]);
const ENDS: Record<EndOf, string> = { month: "месяца", quarter: "квартала", "half-year": "полугодия", year: "года" };
const toEnd = (endOf: EndOf | null) => (endOf === null ? "" : `, до конца того ${ENDS[endOf]}`);

export const expiry: Tongue["expiry"] = {
  never: (units) => `${units}: срок не ограничен.`,
  rolling: ({ units, endOf, ...length }) =>
    `${units}: можно использовать ${lasting(length)} с того дня, как стали доступны${toEnd(endOf)}.`,
  calendar: ({ units, dates, atLeastDays }) =>
    `${units}: можно использовать до ближайшей даты (${dates})${atLeastDays === 0 ? "" : `, до которой не меньше ${so(atLeastDays, OF_DAYS)}`}.`,
  sliding: ({ units, by, endOf, ...length }) =>
    `${units}: можно использовать ${lasting(length)} после последнего из событий (${either(by)})${toEnd(endOf)}.`,
  activities: { earn: "начисление", redeem: "списание" },
};

export const pending: Tongue["pending"] = {
  days: ({ units, days }) => `${units}: станут доступны через ${so(days, DAYS)} после начисления.`,
  dates: ({ units, dates }) => `${units}: станут доступны в ближайшую дату (${dates}) после начисления.`,
  event: ({ units, on, cancelOn, cancelAfterDays }) => {
    const ends = [
      ...(cancelOn === null ? [] : [`при событии ${quoted(cancelOn)}`]),
      ...(cancelAfterDays === null ? [] : [`через ${so(cancelAfterDays, DAYS)} после начисления`]),
    ];
    return `${units}: станут доступны при событии ${quoted(on)}${ends.length === 0 ? "" : `, а списываются ${ends.join(" или ")}`}.`;
  },
};

export const units: Tongue["units"] = {
  money: capital,
  many: capital,
  membership: ({ units: one, money, months }) =>
    `${capital(one)}: ${money} за ${months === 1 ? "месяц" : so(months, MONTHS)}.`,
  membershipGives: (benefits) => `Что даёт: ${benefits.join("; ")}.`,
  membershipGrace: (days) => `Действует ещё ${so(days, DAYS)}, пока продление не оплачено.`,
  rounding: {
    down: (many) =>
      `${many}: только целые; дробная часть заработанного за заказ переносится на следующий и не теряется.`,
    nearest: (many) => `${many}: только целые; заработанное за заказ округляется до ближайшего.`,
    up: (many) => `${many}: только целые; заработанное за заказ округляется вверх.`,
  },
  returns: {
    "only-pending": (name) => `${capital(name)}: возврат покупки забирает только то, что ещё не стало доступным.`,
    "within-balance": (name) => `${capital(name)}: возврат покупки забирает не больше, чем у вас есть.`,
  },
  grace: ({ many, days }) =>
    `${many}: возвращённое после истечения срока из-за отмены награды действует ещё ${so(days, DAYS)}.`,
  transferable: (many) => `${many}: можно передать другому участнику.`,
  notTransferable: (many) => `${many}: нельзя передать другому участнику.`,
  worth: ({ units: much, money }) => `${much} = ${money}.`,
};

export const terms: Tongue["terms"] = {
  basis: "Начисление идёт на стоимость товаров после скидок, без налога и доставки.",
  refunds: "Возврат покупки забирает ровно то, что принесла возвращённая часть.",
  late: (days) =>
    days === 0
      ? "Покупка записывается в тот же день."
      : `Покупку можно записать в течение ${so(days, OF_DAYS)} после неё.`,
  presence: ({ seconds, metres, minutes }) =>
    `Местоположение подтверждает посещение, если ему не более ${seconds} с и оно точно до ${metres} м; покупка на месте подтверждает его ${minutes} мин.`,
  checkIns: ({ hour, day, device }) =>
    `Отметок о посещении засчитывается максимум ${hour} за час, ${day} за 24 часа и ${device} за 24 часа с одного устройства, кто бы им ни пользовался.`,
  boundary: ({ zone, steps }) => `День начинается в полночь (${zone}), в таком порядке: ${steps.join("; ")}.`,
  steps: {
    activate: "становится доступным то, что ждало этого дня",
    redeem: "награды, которые обмениваются сами, обмениваются на доступное в этот день",
    review: "пересматриваются уровни",
    occasions: "к дням рождения, годовщинам и продлениям применяются правила",
    expire: "то, чей последний день был вчера, списывается как истёкшее; с полуночи этим уже нельзя воспользоваться",
  },
};

const nested = (said: string) => `(${said})`;

export const tiers: Tongue["tiers"] = {
  group: ({ measured, held }) => `основание — ${measured}${held === null ? "" : `; ${held}`}`,
  held: ({ upgrade, downgrade, graceDays, months, more, year }) => {
    const begins = upgrade === "at-once" ? "уровень начинается сразу" : "уровень начинается со следующего периода";
    if (downgrade === "none") return `${begins} и не теряется`;
    const of = year === "calendar" ? "календарного года" : "года участия";
    const until =
      months !== null
        ? months === 1
          ? "до конца месяца, следующего за тем, в котором он достигнут"
          : `до конца ${months}-го месяца после того, в котором он достигнут`
        : more === 0
          ? `до конца своего ${of}`
          : `до конца ${more === 1 ? "следующего" : `${more}-го`} ${of} после того, в котором он достигнут`;
    const grace = graceDays === 0 ? "" : ` и ещё ${so(graceDays, DAYS)}`;
    const then =
      downgrade === "one"
        ? "затем он снижается на один уровень за каждый период, в котором не достигнут"
        : "затем — тот уровень, который достигнут к тому времени";
    return `${begins} и сохраняется ${until}${grace}; ${then}`;
  },
  part: ({ measured, window, rollsOver }) =>
    `${measured} ${window}${rollsOver ? " (то, что сверх уровня, идёт в следующий)" : ""}`,
  nested,
  any: (parts) => parts.join(" или "),
  all: (parts) => parts.join(" и "),
  window: {
    lifetime: "с момента вступления",
    rolling: (months) => (months === 1 ? "за месяц" : `за ${so(months, MONTHS)}`),
    "calendar-year": "за календарный год",
    "anniversary-year": "за год участия",
  },
  entered: (much) => `для тех, у кого есть ${much}`,
  everybody: "для всех",
  from: (given) => {
    const one = ({ measured, bare }: { counted: string; measured: string; bare: string }) => `${measured} — от ${bare}`;
    return amountsSaid(given, { one, both, either, nested });
  },
  forLife: "навсегда",
  level: ({ way, forLife, benefits }) =>
    `${way}${forLife === null ? "" : `, ${forLife}`}${benefits.length > 0 ? `: ${benefits.join(", ")}` : ""}`,
};

/** What the next version of a programme changes. */
export const changes: Tongue["changes"] = {
  begins: (says) => `Новое: ${says}`,
  ends: (says) => `Больше нет: ${says}`,
  becomes: ({ was, now }) => `С этого дня: ${now} До этого: ${was}`,
};
