import { countedIn } from "../../../values/plural.ts";
import type { HowPhrases } from "./index.ts";

const counted = countedIn("ar");

export const ar: HowPhrases = {
  how: {
    earn: "كيف تكسب",
    rewards: "ما يمكنك الحصول عليه",
    tiers: "المستوى",
    units: "كم تساوي",
    unitWorth: (units, money) => `${units} = ${money}`,
    surprises: "المفاجآت واحتمالاتها",
    contests: "السحوبات",
    memberships: "الاشتراكات",
    membership: (months, name, money) =>
      counted(months, {
        one: `${name}: ${money} في الشهر`,
        two: `${name}: ${money} لشهرين`,
        few: `${name}: ${money} لمدة # أشهر`,
        many: `${name}: ${money} لمدة # شهراً`,
        other: `${name}: ${money} لمدة # شهر`,
      }),
    terms: "الشروط",
    next: (day) => `ما يتغير في ${day}`,
    nextNothing: "لا شيء قد تلاحظه.",
    noNext: "لا تغييرات مخططة.",
    version: (version) => `الإصدار ${version}. ما كسبته يبقى بالشروط التي كُسب بها.`,
  },
};
