/** Conditions in Arabic, by kind. */
import type { Bounds, Tongue } from "../en/index.ts";
import { both, comma, DAYS, either, HOURS, MINUTES, quoted, so, TIMES } from "./speech.ts";

const bounds = ({ atLeast, atMost }: Bounds) =>
  both([...(atLeast === null ? [] : [`لا يقل عن ${atLeast}`]), ...(atMost === null ? [] : [`لا يزيد على ${atMost}`])]);
const inTiers = (names: string[]) => `للأعضاء في مستوى ${either(names.map(quoted))}`;

const PEOPLE = { one: "شخص واحد", two: "شخصين", few: "أشخاص", many: "شخصًا", other: "شخص" };
const VISITS = { one: "زيارة واحدة", two: "زيارتين", few: "زيارات", many: "زيارة", other: "زيارة" };
const lasting = (minutes: number) => (minutes % 60 === 0 ? so(minutes / 60, HOURS) : so(minutes, MINUTES));

export const conditions: Tongue["conditions"] = {
  counts: (when) => `يُحتسب ${when}.`,
  applies: (when) => `يسري ${comma(when)}.`,
  "age-band": ({ from, to }) =>
    to === null
      ? `للأعضاء من عمر ${from} فما فوق`
      : from === null
        ? `للأعضاء حتى عمر ${to}`
        : `للأعضاء من عمر ${from} إلى ${to}`,
  amount: {
    says: (money) => `بقيمة ${money} على الأقل`,
    missing: (money) => `أضف سلعًا مشمولة بقيمة ${money}.`,
  },
  any: (parts) => parts.join(" أو "),
  arrival: (first) =>
    first === 1 ? "لأول من يصل إلى المكان في اليوم" : `لأول ${so(first, PEOPLE)} يصلون إلى المكان في اليوم`,
  attribute: {
    choices: ({ choices, name }) => `للأعضاء الذين اختاروا ${either(choices.map(quoted))} في ${quoted(name)}`,
    "yes-no": ({ isYes, name }) => `للأعضاء الذين أجابوا «${isYes ? "نعم" : "لا"}» عن ${quoted(name)}`,
    bounds: ({ name, ...given }) => `للأعضاء الذين أجابوا عن ${quoted(name)} بما ${bounds(given)}`,
  },
  category: {
    says: (goods) => `من ${goods}`,
    missing: (goods) => `أضف شيئًا من ${goods}.`,
  },
  channel: (channels) => `عبر ${channels}`,
  city: (cities) => `في ${either(cities)}`,
  data: {
    values: ({ field, values }) => `حيث ${quoted(field)} هو ${values}`,
    bounds: ({ field, ...given }) => `حيث ${quoted(field)} ${bounds(given)}`,
  },
  "day-of-month": (days) =>
    `في ${either(days.map((day) => (day === "last" ? "اليوم الأخير" : `اليوم ${day}`)))} من الشهر`,
  evidence: {
    says: (ways) => `عند إثبات الحضور بواسطة ${either(ways)}`,
    ways: {
      gps: "موقع الجهاز",
      qr: "الرمز المعروض عند الصندوق",
      nfc: "لمس البطاقة الذكية",
      purchase: "شراء في المكان",
      staff: "موظف في المكان",
    },
  },
  holds: {
    says: ({ units, isOne }) => `للأعضاء الذين لديهم ${units}${isOne ? "" : " على الأقل"}`,
    missing: (units) => `ينقصك ليُحتسب ذلك: ${units}.`,
  },
  hour: ({ from, to }) => `بين ${from} و${to}`,
  input: ({ name, ...given }) => `ما دام ${quoted(name)} ${bounds(given)}`,
  joined: {
    anyTime: "للأعضاء المنضمين",
    since: (days) => `للأعضاء المنضمين منذ ${so(days, DAYS)} على الأقل`,
    firstDays: (days) => (days === 1 ? "في اليوم الأول من الانضمام" : `خلال أول ${so(days, DAYS)} من الانضمام`),
    between: ({ from, to }) => `من اليوم ${from} إلى اليوم ${to} من الانضمام`,
    join: "انضم أولًا.",
    wait: (days) => `يُحتسب بعد ${so(days, DAYS)}.`,
  },
  mayor: ({ days, of }) => `لمن حضر إلى المكان أكثر الأيام خلال آخر ${so(of, DAYS)}، بما لا يقل عن ${so(days, DAYS)}`,
  metric: {
    says: ({ atLeast, atMost, when }) => {
      const said = [
        ...(atLeast ? [`${atLeast.counted} على الأقل`] : []),
        ...(atMost ? [`${atMost.counted} على الأكثر`] : []),
      ];
      return `للأعضاء الذين لديهم ${both(said)} ${when}`;
    },
    none: ({ counted, when }) => `للأعضاء الذين لديهم ${counted} ${when}`,
    missing: ({ counted, when }) => `ينقصك ليُحتسب ذلك: ${counted} ${when}.`,
    days: (days) => (days === 1 ? "خلال اليوم" : `خلال ${so(days, DAYS)}`),
  },
  month: {
    says: (months) => `في ${either(months)}`,
    names: {
      january: "يناير",
      february: "فبراير",
      march: "مارس",
      april: "أبريل",
      may: "مايو",
      june: "يونيو",
      july: "يوليو",
      august: "أغسطس",
      september: "سبتمبر",
      october: "أكتوبر",
      november: "نوفمبر",
      december: "ديسمبر",
    },
  },
  not: (part) => `إلا ${part}`,
  nth: {
    is: (which) => (which === 1 ? "للمرة الأولى" : `للمرة رقم ${which}`),
    every: (each) => (each === 1 ? "في كل مرة" : `مرة في كل ${so(each, TIMES)}`),
    first: (times) => (times === 1 ? "للمرة الأولى" : `لأول ${so(times, TIMES)}`),
    missing: (ahead) => (ahead === 1 ? "المرة القادمة تُحتسب." : `ينقصك ليُحتسب ذلك: ${so(ahead, TIMES)}.`),
  },
  open: { says: "ما دام المكان مفتوحًا", missing: "يُحتسب ما دام المكان مفتوحًا." },
  segment: (names) => `للأعضاء في فئة ${either(names.map(quoted))}`,
  sku: {
    says: (goods) => `من ${goods}`,
    missing: (goods) => `أضف ${goods}.`,
  },
  store: (stores) => `في ${stores}`,
  tier: {
    says: inTiers,
    missing: (names) => `هذا ${inTiers(names)}.`,
  },
  together: {
    says: ({ people, minutes }) => `عند حضور ${so(people, PEOPLE)} خلال ${lasting(minutes)}`,
    friends: ({ people, minutes }) => `عند حضور ${so(people, PEOPLE)} خلال ${lasting(minutes)}، العضو وأصدقاؤه`,
    missing: (ahead) => `ينقصكم هنا ليُحتسب ذلك لكم جميعًا: ${so(ahead, PEOPLE)}.`,
    missingFriends: (ahead) => `ينقصكم هنا من أصدقائك ليُحتسب ذلك لكم جميعًا: ${so(ahead, PEOPLE)}.`,
  },
  trust: {
    low: "مهما قلّ ما يثبت حضورك",
    ok: "عندما يكون حضورك مرجحًا",
    high: "عندما يكون حضورك شبه مؤكد",
  },
  venue: (places) => `في ${places}`,
  visit: {
    is: (which) => (which === 1 ? "في أول زيارة لمكان" : `في الزيارة رقم ${which} لمكان`),
    every: (each) => (each === 1 ? "في كل زيارة لمكان" : `مرة في كل ${so(each, VISITS)} لمكان`),
    missing: (ahead) => (ahead === 1 ? "زيارتك القادمة هنا تُحتسب." : `ينقصك هنا ليُحتسب ذلك: ${so(ahead, VISITS)}.`),
  },
  "week-of-month": (weeks) =>
    `في ${either(weeks.map((week) => (week === "last" ? "الأسبوع الأخير" : `الأسبوع ${week}`)))} من الشهر`,
  weekday: {
    says: (days) => `أيام ${either(days)}`,
    names: {
      sunday: "الأحد",
      monday: "الاثنين",
      tuesday: "الثلاثاء",
      wednesday: "الأربعاء",
      thursday: "الخميس",
      friday: "الجمعة",
      saturday: "السبت",
    },
  },
  all: both,
};
