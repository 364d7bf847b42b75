/** Rules, rewards, benefits and odds in Arabic. */
import type { Tongue } from "../en/index.ts";
import { both, comma, DAYS, either, HOURS, MINUTES, PIECES, quoted, so, TICKETS, TIMES } from "./speech.ts";

const PERIODS = { day: "في اليوم", week: "في الأسبوع", month: "في الشهر", year: "في السنة", lifetime: "إجمالًا" };
const APART = {
  day: DAYS,
  hour: HOURS,
  minute: MINUTES,
};
const PRIZES = { one: "جائزة واحدة", two: "جائزتان", few: "جوائز", many: "جائزة", other: "جائزة" };
const PLAYS = { one: "محاولة واحدة", two: "محاولتان", few: "محاولات", many: "محاولة", other: "محاولة" };

const timesText = ({ times, count }: { times: number; count: string }) => `بحد أقصى ${so(times, TIMES, count)}`;
const tickets: Tongue["effects"]["tickets"] = ({ amount, count, contest }) =>
  `${so(amount, TICKETS, count)} في سحب ${quoted(contest)}`;
const surprise = (name: string) => `محاولة واحدة في مفاجأة ${quoted(name)}`;

export const effects: Tongue["effects"] = {
  "cash-back": ({ percent, unit }) => `استرداد ${percent}% مما تنفقه (${unit})`,
  earn: {
    perMoney: ({ units, money }) => `${units} لكل ${money} من الإنفاق`,
    perPieces: ({ units, pieces, count }) => `${units} لكل ${pieces === 1 ? "قطعة" : so(pieces, PIECES, count)}`,
    inTier: ({ more, percent, tier }) =>
      `${more === null ? `${percent}% من ذلك` : `أكثر بنسبة ${more}%`} في مستوى ${quoted(tier)}`,
  },
  "member-price": {
    percent: (percent) => `سعر أقل بنسبة ${percent}%`,
    money: (money) => `سعر ${money} للقطعة`,
  },
  message: (text) => `رسالة ${quoted(text)}`,
  multiply: ({ percent, unit, rules: of }) =>
    `${percent}% مما تمنحه ${of === null ? "القواعد الأخرى" : both(of.map(quoted))} (${unit})`,
  reward: (name) => `هدية ${quoted(name)}`,
  surprise,
  tickets,
};

export const limits: Tongue["limits"] = {
  cap: {
    interval: ({ count, of }) => `بفاصل لا يقل عن ${so(count, APART[of])}`,
    times: ({ per, ...times }) => `${timesText(times)} ${PERIODS[per]}`,
    amount: ({ units, per }) => `بحد أقصى ${units} ${PERIODS[per]}`,
  },
  budget: {
    units: ({ unit, units }) => `${unit} فقط حتى نفاد الميزانية (${units})`,
    money: ({ unit, money }) => `${unit} فقط حتى نفاد الميزانية (بقيمة ${money})`,
  },
  holdout: (percent) => `دون ${percent}% من الأعضاء، لقياس الأثر`,
  stacking: {
    best: "فقط إذا لم يكن في المجموعة ما هو أفضل",
    exclusive: "فقط إذا لم ينطبق ما قبله في المجموعة",
  },
  moderated: "بعد موافقة موظفينا",
};

export const rules: Tongue["rules"] = {
  says: ({ event, when, gives, limits: within }) =>
    `${[`عند ${event}`, ...(when.length > 0 ? [comma(when)] : [])].join(" ")}: ${comma([both(gives), ...within])}.`,
  campaign: (shared) => `للحملة كلها: ${comma(shared)}.`,
  ends: (instant) => `تنتهي في ${instant}.`,
};

export const notApplied: Tongue["notApplied"] = {
  holdout: (campaign) => `العضو مستثنى من حملة ${quoted(campaign)} لقياس أثرها`,
  interval: (cap) => `يُمنح من جديد ${cap}`,
  cap: (cap) => `لم يبق شيء من الحد: ${cap}`,
  budget: ({ campaign, unit }) => `نفدت ميزانية حملة ${quoted(campaign)} (${unit})`,
  had: (unit) => `لدى العضو ${quoted(unit)} بالفعل`,
  gone: "لم يبق شيء مما تمنحه",
  closed: "ما تمنحه غير متاح للعضو الآن",
  best: (rule) => `لا تنطبق من المجموعة إلا القاعدة الأفضل: ${quoted(rule)}`,
  exclusive: (rule) => `لا تنطبق من المجموعة إلا القاعدة الأولى: ${quoted(rule)}`,
};

export const odds: Tongue["odds"] = {
  line: ({ chance, days, items, count }) =>
    `${chance} في كل محاولة ما دامت جوائز${days === 1 ? " متوفرة" : " ذلك اليوم متوفرة"}؛ ${so(items, PRIZES, count)} إجمالًا`,
  noWin: ({ chance, instead }) => `${chance} في كل محاولة${instead === null ? "" : `؛ والبديل ${instead}`}`,
  chance: ({ part, whole }) => `${part} من ${whole}`,
  about: ({ whole, exact }) => `نحو 1 من ${whole} (${exact})`,
  prize: ({ name, says }) => `${name}: ${says}.`,
  none: (says) => `دون فوز: ${says}.`,
  plays: ({ plays, count }) =>
    `لكل عضو في اليوم ${so(plays, PLAYS, count)}${plays === 1 ? "" : " على الأكثر"}، والفرص متساوية في كل محاولة.`,
  wins: ({ wins, count }) =>
    `يفوز كل عضو ${wins === 1 ? "بجائزة واحدة" : `بعدد ${count} من الجوائز على الأكثر`} في اليوم؛ وما يصيبه بعد ذلك يعطي ما تعطيه محاولة بلا جائزة.`,
  free: (how) => `محاولة واحدة في اليوم مجانية: ${how}`,
  labels: {
    commit: "التلاعب يُكتشف، والسحب بإدارة المنظِّم",
    drand: "عشوائية مستقلة",
    manual: "عشوائية سحب عام",
    fixed: "ليست عشوائية، بل محددة مسبقًا للاختبار",
  },
  luck: {
    commit: "يحسمه سر التزم به المنظِّم مسبقًا، ومن يدير البرنامج كان يعرفه.",
    drand: "تحسمها منارة عامة لا يستطيع أحد معرفتها مسبقًا.",
    manual: (source) => `تحسمها أرقام سحب عام سُمِّي مسبقًا: ${source}`,
    fixed: "كان بوسع أي أحد معرفة النتيجة مسبقًا.",
  },
};

export const benefits: Tongue["benefits"] = {
  access: (name) => `الاستفادة من ${name}`,
  "birthday-gift": (name) => `${name} في عيد ميلادك`,
  "free-delivery": { any: "توصيل مجاني", from: (money) => `توصيل مجاني ابتداءً من ${money}` },
  own: (name) => name,
  rate: ({ percent, unit }) => `${percent}% مما تمنحه القواعد (${unit})`,
  earns: (percent) => `كسب ${percent}%`,
  off: (percent) => `خصم ${percent}%`,
};

export const rewards: Tongue["rewards"] = {
  "discount-level": (levels) =>
    `خصم حسب المستوى: ${comma(levels.map(({ percent, tier }) => `${percent}%${tier === null ? "" : ` في ${quoted(tier)}`}`))}`,
  donation: ({ money, charity }) => `${money} لصالح ${charity}`,
  "free-delivery": "توصيل مجاني مرة واحدة",
  partner: ({ count, points, partner }) => `${count} ${points} لدى ${partner}`,
  seat: {
    on: (day) => `مقعد يوم ${day}`,
    line: (hours) => `وعند نفاد المقاعد قائمة انتظار يبقى عرضها محجوزًا ${so(hours, HOURS)}`,
  },
  "points-as-money": {
    says: (money) => `خصم ${money} من الطلب`,
    upTo: (most) => `حتى ${most} في المرة`,
    between: ({ least, most }) => `من ${least} إلى ${most} في المرة`,
  },
  product: "منتج",
  sent: "يُرسل إليك",
  good: (days) => `بصلاحية ${so(days, DAYS)}`,
  collect: (days) => `يُستلم خلال ${so(days, DAYS)}`,
  surprise,
  tickets,
  voucher: {
    percent: (percent) => `قسيمة خصم ${percent}%`,
    free: { cheapest: "قسيمة بأرخص السلع مجانًا", dearest: "قسيمة بأغلى السلع مجانًا" },
    worth: (money) => `قسيمة بقيمة ${money}`,
    atMost: (money) => `بحد أقصى ${money}`,
    inParts: "يمكن استخدامها على دفعات",
    goods: (goods) => `على ${goods}`,
    fromMoney: (money) => `ابتداءً من ${money}`,
    channels: (channels) => `عبر ${channels} فقط`,
    stores: (stores) => `في ${stores} فقط`,
    venues: (places) => `في ${places} فقط`,
    here: "في المكان الذي مُنحت فيه",
    minutes: (minutes) => `صالحة لمدة ${so(minutes, MINUTES)}`,
    from: (date) => `من ${date}`,
    until: (date) => `حتى ${date}`,
  },
  priced: ({ what, aside, price }) => `${what}${aside === null ? "" : `، ${aside}،`} مقابل ${price}`,
  given: ({ what, aside }) => comma(aside === null ? [what] : [what, aside]),
  price: ({ units, follows, also, isAutomatic }) =>
    [
      units,
      follows === null ? "" : `، تبعًا لـ${quoted(follows.input)} بين ${follows.min} و${follows.max}`,
      ...also.map((each) => ` و${each}`),
      isAutomatic ? "، تلقائيًا متى توفر ذلك لديك" : "",
    ].join(""),
  upTo: (count) => `حتى ${count} في المرة`,
  tiers: (names) => `للأعضاء في مستوى ${either(names.map(quoted))}`,
  segments: (names) => `للأعضاء في فئة ${either(names.map(quoted))}`,
  only: (conditions) => `فقط ${both(conditions)}`,
  awaits: ({ only, value }) => (value === null ? `${only}؛ ولم يُعلن بعد` : `${only}؛ وهو الآن ${value}`),
  perPeriod: ({ per, ...times }) => `${timesText(times)} ${PERIODS[per]}`,
  perMember: (times) => `${timesText(times)} إجمالًا`,
  stock: ({ pieces, count }) => (pieces === 1 ? "قطعة واحدة فقط" : `حتى نفاد الكمية (${count})`),
  from: (instant) => `من ${instant}`,
  until: (instant) => `حتى ${instant}`,
};
