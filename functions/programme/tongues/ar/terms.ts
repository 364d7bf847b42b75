/** Units, tiers and terms in Arabic. */

import { amountsSaid } from "../amounts.ts";
import type { EndOf, Lasting, Tongue } from "../en/index.ts";
import { both, DAYS, either, MONTHS, quoted, so } from "./speech.ts";

const YEARS = { one: "سنة واحدة", two: "سنتين", few: "سنوات", many: "سنة", other: "سنة" };
const lasting = ({ days, months, years }: Lasting) =>
  days !== null ? so(days, DAYS) : months !== null ? so(months, MONTHS) : so(years ?? 0, YEARS);
const ENDS: Record<EndOf, string> = {
  month: "ذلك الشهر",
  quarter: "ذلك الربع من السنة",
  "half-year": "ذلك النصف من السنة",
  year: "تلك السنة",
};
const toEnd = (endOf: EndOf | null) => (endOf === null ? "" : `، حتى نهاية ${ENDS[endOf]}`);

export const expiry: Tongue["expiry"] = {
  never: (units) => `${units}: لا تنتهي صلاحيتها.`,
  rolling: ({ units, endOf, ...length }) => `${units}: صالحة لمدة ${lasting(length)} من يوم إتاحتها${toEnd(endOf)}.`,
  calendar: ({ units, dates, atLeastDays }) =>
    `${units}: صالحة حتى أقرب موعد (${dates})${atLeastDays === 0 ? "" : `، على ألا يكون قبل ${so(atLeastDays, DAYS)}`}.`,
  sliding: ({ units, by, endOf, ...length }) =>
    `${units}: صالحة لمدة ${lasting(length)} بعد آخر مرة (${either(by)})${toEnd(endOf)}.`,
  activities: { earn: "الكسب", redeem: "الاستخدام" },
};

export const pending: Tongue["pending"] = {
  days: ({ units, days }) => `${units}: تُتاح بعد ${so(days, DAYS)} من كسبها.`,
  dates: ({ units, dates }) => `${units}: تُتاح في أقرب موعد (${dates}) بعد كسبها.`,
  event: ({ units, on, cancelOn, cancelAfterDays }) => {
    const ends = [
      ...(cancelOn === null ? [] : [`عند ${quoted(cancelOn)}`]),
      ...(cancelAfterDays === null ? [] : [`بعد ${so(cancelAfterDays, DAYS)} من كسبها`]),
    ];
    return `${units}: تُتاح عند ${quoted(on)}${ends.length === 0 ? "" : `، وتُسترد ${either(ends)}`}.`;
  },
};

export const units: Tongue["units"] = {
  money: (name) => name,
  many: (name) => name,
  membership: ({ units: one, money, months }) => `${one}: ${money} لمدة ${so(months, MONTHS)}.`,
  membershipGives: (benefits) => `تمنح: ${benefits.join("؛ ")}.`,
  membershipGrace: (days) => `تبقى سارية لمدة ${so(days, DAYS)} ريثما يُسدَّد تجديدها.`,
  rounding: {
    down: (many) => `${many}: بأعداد صحيحة، وكسر ما يكسبه الطلب يُرحَّل إلى طلبك التالي ولا يضيع.`,
    nearest: (many) => `${many}: بأعداد صحيحة، ويُقرَّب ما يكسبه الطلب إلى أقرب عدد.`,
    up: (many) => `${many}: بأعداد صحيحة، ويُقرَّب ما يكسبه الطلب إلى الأعلى.`,
  },
  returns: {
    "only-pending": (name) => `${name}: لا يسترد الإرجاع إلا ما لم يُتح بعد.`,
    "within-balance": (name) => `${name}: لا يسترد الإرجاع أكثر مما لديك.`,
  },
  grace: ({ many, days }) =>
    `${many}: ما أُعيد منها بعد انتهاء صلاحيته لإلغاء مكافأته يبقى صالحًا لمدة ${so(days, DAYS)}.`,
  transferable: (many) => `${many}: يمكن منحها لعضو آخر.`,
  notTransferable: (many) => `${many}: لا يمكن منحها لعضو آخر.`,
  worth: ({ units: much, money }) => `${much} = ${money}.`,
};

export const terms: Tongue["terms"] = {
  basis: "يُحتسب الكسب على قيمة السلع بعد الخصم، دون الضريبة والشحن.",
  refunds: "يسترد الإرجاع ما كسبه الجزء المرتجع بالضبط.",
  late: (days) => (days === 0 ? "يُسجَّل الشراء في يومه." : `يمكن تسجيل الشراء خلال ${so(days, DAYS)} بعده.`),
  presence: ({ seconds, metres, minutes }) =>
    `يثبت الموقع الحضور في المكان إذا لم يمضِ عليه أكثر من ${seconds} ث وكانت دقته ${metres} م على الأكثر؛ والشراء هناك يثبته لمدة ${minutes} د.`,
  checkIns: ({ hour, day, device }) =>
    `عمليات تسجيل الحضور التي تُكافأ: بحد أقصى ${hour} خلال ساعة، و${day} خلال 24 ساعة، و${device} خلال 24 ساعة من جهاز واحد أيًّا كان مستخدمه.`,
  boundary: ({ zone, steps }) => `يبدأ اليوم عند منتصف الليل بتوقيت ${zone}، بهذا الترتيب: ${steps.join("؛ ")}.`,
  steps: {
    activate: "يُتاح ما كان ينتظر هذا اليوم",
    redeem: "تُستبدل المكافآت التلقائية بما يمكن استخدامه في هذا اليوم",
    review: "تُراجَع المستويات",
    occasions: "تُطبَّق القواعد على أعياد الميلاد وذكرى الانضمام والتجديد",
    expire: "يُسجَّل منتهيًا ما كان أمس آخر أيام صلاحيته، ولا يمكن استخدامه منذ منتصف الليل",
  },
};

const nested = (said: string) => `(${said})`;

export const tiers: Tongue["tiers"] = {
  group: ({ measured, held }) => `الأساس: ${measured}${held === null ? "" : `؛ ${held}`}`,
  held: ({ upgrade, downgrade, graceDays, months, more, year }) => {
    const begins = upgrade === "at-once" ? "يبدأ المستوى فورًا" : "يبدأ المستوى مع الفترة التالية";
    if (downgrade === "none") return `${begins} ولا يُفقد`;
    const of = year === "calendar" ? "السنة الميلادية" : "سنة العضوية";
    const until =
      months !== null
        ? months === 1
          ? "حتى نهاية الشهر التالي لبلوغه"
          : `حتى نهاية الشهر رقم ${months} بعد بلوغه`
        : more === 0
          ? `حتى نهاية ${of} التي بُلغ فيها`
          : more === 1
            ? `حتى نهاية ${of} التالية لسنة بلوغه`
            : `حتى نهاية ${of} رقم ${more} بعد سنة بلوغه`;
    const grace = graceDays === 0 ? "" : ` مع زيادة ${so(graceDays, DAYS)}`;
    const then =
      downgrade === "one" ? "ثم ينخفض مستوى واحدًا عن كل فترة لا يُبلغ فيها" : "ثم يكون المستوى الذي يُبلغ حينها";
    return `${begins} ويُحفظ ${until}${grace}؛ ${then}`;
  },
  part: ({ measured, window, rollsOver }) =>
    `${measured} ${window}${rollsOver ? "، وما زاد على المستوى يُحتسب في السنة التالية" : ""}`,
  nested,
  any: (parts) => parts.join(" أو "),
  all: both,
  window: {
    lifetime: "منذ الانضمام",
    rolling: (months) => `خلال ${so(months, MONTHS)}`,
    "calendar-year": "خلال سنة ميلادية",
    "anniversary-year": "خلال سنة عضوية",
  },
  entered: (much) => `لمن لديه ${much}`,
  everybody: "للجميع",
  from: (given) => {
    const one = ({ counted }: { counted: string; measured: string; bare: string }) => counted;
    return `ابتداءً من ${amountsSaid(given, { one, both, either, nested })}`;
  },
  forLife: "مدى الحياة",
  level: ({ way, forLife, benefits }) =>
    `${way}${forLife === null ? "" : `، ${forLife}`}${benefits.length > 0 ? `: ${benefits.join("، ")}` : ""}`,
};

/** What the next version of a programme changes. */
export const changes: Tongue["changes"] = {
  begins: (says) => `جديد: ${says}`,
  ends: (says) => `لم يعد: ${says}`,
  becomes: ({ was, now }) => `منذ ذلك الحين: ${now} وقبله: ${was}`,
};
