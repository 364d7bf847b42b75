/** Conditions in Russian, by kind. */
import type { Bounds, Tongue } from "../en/index.ts";
import { capital, comma, DAYS, either, formOf, OF_DAYS, OF_YEARS, quoted, so, TIMES } from "./speech.ts";

const bounds = ({ atLeast, atMost }: Bounds) =>
  [...(atLeast === null ? [] : [`не меньше ${atLeast}`]), ...(atMost === null ? [] : [`не больше ${atMost}`])].join(
    " и ",
  );
const inTiers = (names: string[]) => `для участников уровня ${either(names.map(quoted))}`;

/** How long, after "за". */
const lasting = (minutes: number) =>
  minutes % 60 === 0 ? so(minutes / 60, ["час", "часа", "часов"]) : so(minutes, ["минуту", "минуты", "минут"]);

export const conditions: Tongue["conditions"] = {
  counts: (when) => `Засчитывается ${when}.`,
  applies: (when) => `Действует ${comma(when)}.`,
  "age-band": ({ from, to }) =>
    to === null
      ? `для участников от ${so(from ?? 0, OF_YEARS)}`
      : from === null
        ? `для участников не старше ${so(to, OF_YEARS)}`
        : `для участников от ${from} до ${so(to, OF_YEARS)}`,
  amount: {
    says: (money) => `на сумму от ${money}`,
    missing: (money) => `Добавьте подходящие товары ещё на ${money}.`,
  },
  any: (parts) => parts.join(" или "),
  arrival: (first) =>
    first === 1
      ? "для того, кто приходит на место первым за день"
      : `для первых ${first}, кто приходит на место за день`,
  attribute: {
    choices: ({ choices, name }) => `для участников с ответом ${either(choices.map(quoted))} на вопрос ${quoted(name)}`,
    "yes-no": ({ isYes, name }) => `для участников с ответом «${isYes ? "да" : "нет"}» на вопрос ${quoted(name)}`,
    bounds: ({ name, ...given }) => `для участников с ответом на вопрос ${quoted(name)} ${bounds(given)}`,
  },
  category: {
    says: (goods) => `товары (${goods})`,
    missing: (goods) => `Добавьте что-нибудь из этого: ${goods}.`,
  },
  channel: (channels) => `через (${channels})`,
  city: (cities) => `в городе (${either(cities)})`,
  data: {
    values: ({ field, values }) => `где ${quoted(field)} — ${values}`,
    bounds: ({ field, ...given }) => `где ${quoted(field)} ${bounds(given)}`,
  },
  "day-of-month": (days) =>
    `${either(days.map((day) => (day === "last" ? "в последний день" : `${day}-го числа`)))} месяца`,
  evidence: {
    says: (ways) => `если посещение подтверждает ${either(ways)}`,
    ways: {
      gps: "геопозиция устройства",
      qr: "код на кассе",
      nfc: "касание метки",
      purchase: "покупка на месте",
      staff: "сотрудник на кассе",
    },
  },
  holds: {
    says: ({ units, isOne }) => `для участников, у кого есть ${units}${isOne ? "" : " или больше"}`,
    missing: (units) => `Ещё ${units} — и это засчитывается.`,
  },
  hour: ({ from, to }) => `с ${from} до ${to}`,
  input: ({ name, ...given }) => `пока ${quoted(name)} ${bounds(given)}`,
  joined: {
    anyTime: "для вступивших в программу",
    since: (days) => `для тех, кто участвует не меньше ${so(days, OF_DAYS)}`,
    firstDays: (days) =>
      days === 1 ? "в первый день участия" : `в первые ${so(days, ["день", "дня", "дней"])} участия`,
    between: ({ from, to }) => `с ${from}-го по ${to}-й день участия`,
    join: "Сначала вступите в программу.",
    wait: (days) => `Начнёт засчитываться через ${so(days, DAYS)}.`,
  },
  mayor: ({ days, of }) =>
    `для того, кто за последние ${so(of, DAYS)} был на месте больше всех дней, но не меньше ${so(days, OF_DAYS)}`,
  metric: {
    says: ({ measured, when, atLeast, atMost }) =>
      `для участников, у кого ${measured} ${when} — ${bounds({ atLeast: atLeast?.bare ?? null, atMost: atMost?.bare ?? null })}`,
    none: ({ measured, when, bare }) => `для участников, у кого ${measured} ${when} — ${bare}`,
    missing: ({ counted, when }) => `${capital(counted)} ${when} — и это засчитывается.`,
    days: (days) => (days === 1 ? "за день" : `за ${so(days, DAYS)}`),
  },
  month: {
    says: (months) => `в ${either(months)}`,
    names: {
      january: "январе",
      february: "феврале",
      march: "марте",
      april: "апреле",
      may: "мае",
      june: "июне",
      july: "июле",
      august: "августе",
      september: "сентябре",
      october: "октябре",
      november: "ноябре",
      december: "декабре",
    },
  },
  not: (part) => `но не ${part}`,
  nth: {
    is: (which) => (which === 1 ? "в первый раз" : `в ${which}-й раз`),
    every: (each) => (each === 1 ? "каждый раз" : `каждый ${each}-й раз`),
    first: (times) => (times === 1 ? "в первый раз" : `первые ${so(times, TIMES)}`),
    missing: (ahead) =>
      ahead === 1 ? "Следующий раз засчитывается." : `Ещё ${ahead} ${formOf(ahead, TIMES)} — и это засчитывается.`,
  },
  open: { says: "пока место открыто", missing: "Засчитывается, пока место открыто." },
  segment: (names) => `для участников группы ${either(names.map(quoted))}`,
  sku: {
    says: (goods) => `товары (${goods})`,
    missing: (goods) => `Добавьте товар: ${goods}.`,
  },
  store: (stores) => `в магазине (${stores})`,
  tier: {
    says: inTiers,
    missing: (names) => `Это ${inTiers(names)}.`,
  },
  together: {
    says: ({ people, minutes }) => `когда там ${so(people, ["человек", "человека", "человек"])} за ${lasting(minutes)}`,
    friends: ({ people, minutes }) =>
      `когда там ${so(people, ["человек", "человека", "человек"])} за ${lasting(minutes)} — участник и его друзья`,
    missing: (ahead) => `Ещё ${so(ahead, ["человек", "человека", "человек"])} здесь — и это засчитается всем вам.`,
    missingFriends: (ahead) =>
      `Ещё ${so(ahead, ["ваш друг", "ваших друга", "ваших друзей"])} здесь — и это засчитается всем вам.`,
  },
  trust: {
    low: "как бы мало ни подтверждало посещение",
    ok: "если посещение вероятно",
    high: "если посещение почти несомненно",
  },
  venue: (places) => `на месте (${places})`,
  visit: {
    is: (which) => (which === 1 ? "в первый раз на месте" : `в ${which}-й раз на месте`),
    every: (each) => (each === 1 ? "каждый раз на месте" : `каждый ${each}-й раз на месте`),
    missing: (ahead) =>
      ahead === 1
        ? "Следующее посещение засчитывается."
        : `Ещё ${so(ahead, ["посещение", "посещения", "посещений"])} здесь — и это засчитывается.`,
  },
  "week-of-month": (weeks) =>
    `в ${either(weeks.map((week) => (week === "last" ? "последнюю" : `${week}-ю`)))} неделю месяца`,
  weekday: {
    says: (days) => `по ${either(days)}`,
    names: {
      sunday: "воскресеньям",
      monday: "понедельникам",
      tuesday: "вторникам",
      wednesday: "средам",
      thursday: "четвергам",
      friday: "пятницам",
      saturday: "субботам",
    },
  },
  all: (parts) => parts.join(" и "),
};
