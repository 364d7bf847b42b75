import { countedIn } from "../../values/plural.ts";
import type { Phrases } from "./index.ts";

const counted = countedIn("ar");

/** العربية. */
export const ar: Phrases = {
  common: {
    skip: "انتقل إلى المحتوى",
    language: "اللغة",
    check: "تحقّق",
    until: (day) => `حتى ${day}`,
    and: " و",
    or: " أو ",
  },
  nav: {
    label: "برنامجك",
    home: "الرئيسية",
    rewards: "المكافآت",
    cards: "البطاقات",
    tiers: "المستوى",
    wallet: "المحفظة",
    vouchers: "القسائم",
    play: "المفاجآت",
    history: "السجل",
    how: "كيف يعمل",
    profile: "الملف الشخصي",
    privacy: "الخصوصية",
    more: "المزيد",
  },
  home: {
    worth: (money) => `بقيمة ${money}`,
    pending: (units) => `${units} في الطريق`,
    held: (units) => `${units} محجوزة`,
    debt: (units) => `يجب تعويض ${units} أولاً`,
    missing: (units, reward) => `بقي ${units} للحصول على ${reward}`,
    expiring: (units, day) => `تنتهي صلاحية ${units} في ${day}`,
    tickets: (tickets) =>
      counted(tickets, {
        zero: "لا تذاكر",
        one: "تذكرة واحدة",
        two: "تذكرتان",
        few: "# تذاكر",
        many: "# تذكرة",
        other: "# تذكرة",
      }),
  },
};
