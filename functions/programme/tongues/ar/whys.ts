/** Why units moved, in Arabic. */
import type { Tongue } from "../en/index.ts";
import { both, CHECK_INS, DAYS, ORDERS, PIECES, quoted, so } from "./speech.ts";

const ROUNDED = { down: "", up: " (بالتقريب إلى الأعلى)", nearest: " (بالتقريب)" };

export const earned: Tongue["earned"] = {
  perMoney: ({ units, money }) => `${units} لكل ${money}`,
  perPieces: ({ units, pieces }) => `${units} لكل ${so(pieces, PIECES)}`,
  pieces: (pieces) => so(pieces, PIECES),
  one: (unit) => `1 ${unit}`,
  says: ({ rule, more, rate, percent, tier, on, result, cut, repaid, waits, ...given }) => {
    const { carriedBefore, carriedAfter, rounding } = given;
    return [
      rule === null ? "" : `${rule}: `,
      more === null ? "" : `زيادة ${more}% على `,
      rate,
      percent === null ? "" : ` × ${percent}%${tier === null ? "" : ` (${tier})`}`,
      on === null ? "" : ` على ${on}`,
      carriedBefore === null ? "" : `، مع ${carriedBefore.fraction} من ${carriedBefore.one} بقيت من قبل`,
      result === null ? "" : ` = ${result}${ROUNDED[rounding]}`,
      cut === null ? "" : `، خُفِّض إلى ${cut.left} بسبب ${cut.by === "budget" ? "ميزانية الحملة" : "حد أقصى"}`,
      repaid === null ? "" : `، منها ${repaid} سدادًا لما عليك`,
      waits ? "، بعد القبول" : "",
      carriedAfter === null ? "" : `؛ ويُرحَّل ${carriedAfter.fraction} من ${carriedAfter.one} إلى شرائك التالي`,
    ].join("");
  },
  unnamed: "كسب",
};

export const refunded: Tongue["refunded"] = {
  cancelled: ({ units, event }) => `استرداد ${units}: ${event ?? "لم يصل تأكيد في الموعد"}`,
  money: ({ units, money }) => `استرداد ${units} بسبب إرجاع ${money}`,
  notAccepted: ({ units, event }) => `استرداد ${units} لعدم القبول: ${event}`,
  undone: ({ units, event }) => `استرداد ${units} بسبب الإلغاء: ${event}`,
  forgiven: (amount) => `؛ وأُعفيت من ${amount} منها`,
  owed: (amount) => `؛ واستُخدم منها ${amount} من قبل، وهو دين عليك يسدده ما تكسبه لاحقًا`,
};

export const moved: Tongue["moved"] = {
  forgiven: {
    "only-pending": (units) => `إعفاء من ${units}: لا يسترد الإرجاع إلا ما لم يُتح بعد`,
    "within-balance": (units) => `إعفاء من ${units}: لا يسترد الإرجاع أكثر مما لديك`,
  },
  aReward: "مكافأة",
  exchanged: (reward) => `استبدال: ${reward}`,
  exchangedByItself: (reward) => `استبدال تلقائي: ${reward}`,
  setAside: (reward) => `حجز من أجل: ${reward}`,
  handedOver: (reward) => `تسليم: ${reward}`,
  released: { lapsed: "إعادة: انتهت مهلة الاستخدام", unused: "إعادة: لم يُستخدم" },
  reversed: {
    takenBack: (because) => `استرداد: ${because}`,
    givenBack: (because) => `إعادة: ${because}`,
    refund: (reward) => `أُلغي ${quoted(reward)} لإرجاع الشراء المرتبط به`,
    exchange: "أُلغي الاستبدال",
    grace: (day) => `؛ كانت صلاحيتها قد انتهت، ويمكن استخدامها حتى ${day}`,
  },
  adjusted: {
    taken: (code) => `خصم من موظفينا${code === null ? "" : `: ${code}`}`,
    given: (code) => `منحة من موظفينا${code === null ? "" : `: ${code}`}`,
  },
  expired: (day) => `كان آخر يوم صلاحية ${day}`,
  erased: "سقط عند حذف الحساب",
  accepted: (rule) => `${rule}: قُبل، ويمكن استخدامه من الآن`,
  activated: (event) => `يمكن استخدامه من الآن${event === null ? "" : `: ${event}`}`,
  ticketsTaken: (units) => `استرداد ${units} بسبب إرجاع الشراء`,
  won: (units) => `فوز: ${units}`,
  toppedUp: ({ units, isRepaid }) => `شحن ${units}${isRepaid ? "، سدادًا لما عليك" : ""}`,
  topUpTaken: (units) => `استرداد ${units} بسبب سحب الدفعة`,
  membershipEnded: (units) => `إلغاء: ${units}`,
  membership: ({ units, day, isGrace }) => `${units} حتى ${day}${isGrace ? "، بانتظار السداد" : ""}`,
  giftCard: ({ units, isRepaid }) => `${units} من بطاقة هدية${isRepaid ? "، سدادًا لما عليك" : ""}`,
  giftCardTaken: (units) => `استرداد ${units} من بطاقة هدية بسبب سحب دفعتها`,
  merged: {
    repaid: "سداد ما على حسابك الآخر الذي دُمج في هذا الحساب",
    brought: "نقل من حسابك الآخر الذي دُمج في هذا الحساب",
  },
  transferred: {
    given: "منحة لعضو آخر",
    received: ({ isRepaid }) => `منحة من عضو آخر${isRepaid ? "، سدادًا لما عليك" : ""}`,
  },
  budget: ({ amount, budget }) => `${amount} من ميزانية ${quoted(budget)}`,
  stock: (units) => `إضافة ${units} إلى المخزون`,
};

const because = (reached: string[]) => (reached.length === 0 ? "" : `: ${both(reached)}`);
const until = (day: string | null) => (day === null ? "" : `، لك حتى ${day}`);

export const levels: Tongue["levels"] = {
  undone: (tier) => `فقدان مستوى ${quoted(tier)}: استُرد ما بُلغ به`,
  removed: (tier) => `لم يعد ${quoted(tier)} من مستويات البرنامج`,
  ended: ({ tier, day }) => `انتهى مستوى ${quoted(tier)}: كان آخر أيامه ${day}`,
  floated: ({ tier, counts }) =>
    `انتهى مستوى ${quoted(tier)}${counts.length === 0 ? "" : `: ما يُحتسب له الآن ${both(counts)}`}`,
  givesWay: ({ tier, to }) => `حل ${quoted(to)} محل مستوى ${quoted(tier)}`,
  by: ({ tier, unit, until: day }) => `مستوى ${quoted(tier)} بفضل ${quoted(unit)}${until(day)}`,
  fell: ({ tier, reached, until: day }) => `مستوى ${quoted(tier)} من الآن${because(reached)}${until(day)}`,
  renewed: ({ tier, reached, until: day }) => `الاحتفاظ بمستوى ${quoted(tier)}${because(reached)}${until(day)}`,
  reached: ({ tier, reached, until: day }) => `بلوغ مستوى ${quoted(tier)}${because(reached)}${until(day)}`,
};

export const metricAmounts: Tongue["metricAmounts"] = {
  orders: ({ amount, count }) => so(amount, ORDERS, count),
  "check-ins": ({ amount, count }) => so(amount, CHECK_INS, count),
  tenure: ({ amount, count }) => `${so(amount, DAYS, count)} منذ الانضمام`,
  other: ({ count, metric }) => `${count} (${quoted(metric)})`,
  ticket: (amount) => (amount >= 3 && amount <= 10 ? "تذاكر" : "تذكرة"),
};
