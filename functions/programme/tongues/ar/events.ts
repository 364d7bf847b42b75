/** Events and what metrics count, in Arabic. */
import type { Counted, Tongue } from "../en/index.ts";
import { CHECK_INS, comma, DAYS, either, ORDERS, quoted, so, TIMES } from "./speech.ts";

const only = ({ goods, stores, channels }: Counted) => {
  const parts = [
    ...goods,
    ...(stores === null ? [] : [`في ${stores}`]),
    ...(channels === null ? [] : [`عبر ${channels}`]),
  ];
  return parts.length === 0 ? "" : ` (${comma(parts)})`;
};

export const events: Tongue["events"] = {
  names: {
    purchase: "الشراء",
    "check-in": "تسجيل الحضور",
    "top-up": "شحن الرصيد",
    refund: "إرجاع المبلغ",
    membership: "شراء العضوية أو تجديدها أو تغييرها أو انتهائها",
    referral: "دعوة صديق",
    review: "كتابة تقييم",
    photo: "إرسال صورة",
    share: "مشاركة محتوى",
    comment: "كتابة تعليق",
    link: "إرسال رابط",
    like: "الإعجاب",
    follow: "المتابعة",
    survey: "إكمال استبيان",
    feedback: "إبداء الرأي",
    profile: "إكمال خانة في الملف الشخصي",
    "paid-on-time": "السداد في الموعد",
    "late-delivery": "تأخر التوصيل",
    device: "إشارة من جهاز",
    custom: "حدث خاص بالمتجر",
    "tier-reached": "بلوغ مستوى جديد",
    "card-filled": "اكتمال بطاقة",
    "badge-earned": "نيل وسام",
    "prize-won": "الفوز بجائزة",
    birthday: "عيد الميلاد",
    anniversary: "ذكرى الانضمام",
    renewal: "تجديد العضوية",
    inactivity: "مرور مدة طويلة دون شراء",
  },
  inactive: (days) => `مرور ${so(days, DAYS)} دون شراء`,
  own: quoted,
};

/** What is missing says so itself, so that no amount says "more". */
export const counted: Tongue["counted"] = {
  spend: ({ money, isMore: _, ...of }) => `إنفاق ${money}${only(of)}`,
  orders: ({ amount, count, ...of }) => `${so(amount, ORDERS, count)}${only(of)}`,
  "check-ins": ({ amount, count }) => so(amount, CHECK_INS, count),
  earned: ({ units }) => units,
  tenure: ({ amount, count }) => `${so(amount, DAYS, count)} منذ الانضمام`,
  events: ({ of, amount, count }) => `${so(amount, TIMES, count)} (${either(of)})`,
  other: ({ count, metric }) => `${count} (${quoted(metric)})`,
};

export const measured: Tongue["measured"] = {
  spend: (of) => `قيمة مشترياتك${only(of)}`,
  orders: (of) => `عدد طلباتك${only(of)}`,
  "check-ins": "عدد مرات تسجيل حضورك",
  earned: (unit) => `ما تكسبه من ${unit}`,
  tenure: "عدد أيام عضويتك",
  events: (of) => `عدد المرات (${either(of)})`,
  other: quoted,
};
