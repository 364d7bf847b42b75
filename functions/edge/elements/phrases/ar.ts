import type { ElementPhrases } from "./index.ts";

export const ar: ElementPhrases = {
  earns: (units) => `اكسب ${units}`,
  membersEarn: (units) => `يكسب الأعضاء ${units}`,
  cartEarns: (units) => `تكسب من هذه السلة ${units}.`,
  cartEarnsMembers: (units) => `لو كنت عضواً لكسبت من هذه السلة ${units}.`,
  cartReaches: (units, reward) => `تكسب من هذه السلة ${units}، وهو ما يكفي للحصول على ${reward}.`,
  voucherTakes: (money) => `قسيمتك تخصم ${money} من هذه السلة.`,
  rewardTakes: (money, units) => `اخصم ${money} من هذه السلة مقابل ${units}.`,
  rewardReady: (reward, units) => `يمكنك الحصول على ${reward} مقابل ${units}.`,
  allReached: "كل المكافآت في متناولك.",
  use: "استخدمها",
  join: "انضم",
  dismiss: "ليس الآن",
  open: "مكافآتي",
  close: "إغلاق",
  card: "أظهر بطاقتي",
  account: "افتح حسابي",
  ready: "جاهزة لك",
  toGo: (units) => `بقي ${units}`,
};
