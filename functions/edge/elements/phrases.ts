/** What the elements on a shop's pages say, in each language. Amounts of units and money come in as text. */
import type { Language } from "../../values/language.ts";

const en = {
  earns: (units: string) => `Earn ${units}`,
  membersEarn: (units: string) => `Members earn ${units}`,
  cartEarns: (units: string) => `This cart earns ${units}.`,
  cartEarnsMembers: (units: string) => `As a member you would earn ${units} on this cart.`,
  cartReaches: (units: string, reward: string) => `This cart earns ${units}: enough for ${reward}.`,
  voucherTakes: (money: string) => `Your voucher takes ${money} off this cart.`,
  rewardTakes: (money: string, units: string) => `Take ${money} off this cart for ${units}.`,
  rewardReady: (reward: string, units: string) => `${reward} is yours for ${units}.`,
  allReached: "Every reward is within your reach.",
  use: "Use it",
  join: "Join",
  dismiss: "Not now",
  open: "My rewards",
  close: "Close",
  card: "Show my card",
  account: "Open my account",
  ready: "Yours to take",
  toGo: (units: string) => `${units} to go`,
};
export type ElementPhrases = typeof en;

const zhHans: ElementPhrases = {
  earns: (units) => `可得 ${units}`,
  membersEarn: (units) => `会员可得 ${units}`,
  cartEarns: (units) => `购物车可得 ${units}。`,
  cartEarnsMembers: (units) => `成为会员，这笔订单可得 ${units}。`,
  cartReaches: (units, reward) => `购物车可得 ${units}，足够兑换“${reward}”。`,
  voucherTakes: (money) => `您的优惠券可减 ${money}。`,
  rewardTakes: (money, units) => `用 ${units} 抵减 ${money}。`,
  rewardReady: (reward, units) => `可用 ${units} 兑换“${reward}”。`,
  allReached: "所有奖励您都可以兑换。",
  use: "使用",
  join: "加入",
  dismiss: "暂不",
  open: "我的奖励",
  close: "关闭",
  card: "出示会员卡",
  account: "打开我的账户",
  ready: "可兑换",
  toGo: (units) => `还差 ${units}`,
};

const zhHant: ElementPhrases = {
  earns: (units) => `可得 ${units}`,
  membersEarn: (units) => `會員可得 ${units}`,
  cartEarns: (units) => `購物車可得 ${units}。`,
  cartEarnsMembers: (units) => `成為會員，這筆訂單可得 ${units}。`,
  cartReaches: (units, reward) => `購物車可得 ${units}，足夠兌換「${reward}」。`,
  voucherTakes: (money) => `您的優惠券可折抵 ${money}。`,
  rewardTakes: (money, units) => `用 ${units} 折抵 ${money}。`,
  rewardReady: (reward, units) => `可用 ${units} 兌換「${reward}」。`,
  allReached: "所有獎勵您都可以兌換。",
  use: "使用",
  join: "加入",
  dismiss: "暫不",
  open: "我的獎勵",
  close: "關閉",
  card: "出示會員卡",
  account: "開啟我的帳戶",
  ready: "可兌換",
  toGo: (units) => `還差 ${units}`,
};

const ru: ElementPhrases = {
  earns: (units) => `Вы получите ${units}`,
  membersEarn: (units) => `Участникам: ${units}`,
  cartEarns: (units) => `За эту корзину вы получите ${units}.`,
  cartEarnsMembers: (units) => `Участникам за эту корзину: ${units}.`,
  cartReaches: (units, reward) => `За эту корзину вы получите ${units}: хватит на награду «${reward}».`,
  voucherTakes: (money) => `Ваш купон: скидка ${money} на эту корзину.`,
  rewardTakes: (money, units) => `Скидка ${money} на эту корзину за ${units}.`,
  rewardReady: (reward, units) => `Награда «${reward}» доступна за ${units}.`,
  allReached: "Вам доступны все награды.",
  use: "Использовать",
  join: "Вступить",
  dismiss: "Не сейчас",
  open: "Мои награды",
  close: "Закрыть",
  card: "Показать карту",
  account: "Открыть мой счёт",
  ready: "Уже доступно",
  toGo: (units) => `осталось ${units}`,
};

const vi: ElementPhrases = {
  earns: (units) => `Nhận ${units}`,
  membersEarn: (units) => `Thành viên nhận ${units}`,
  cartEarns: (units) => `Giỏ hàng này mang lại ${units}.`,
  cartEarnsMembers: (units) => `Là thành viên, bạn sẽ nhận ${units} cho giỏ hàng này.`,
  cartReaches: (units, reward) => `Giỏ hàng này mang lại ${units}: đủ để đổi ${reward}.`,
  voucherTakes: (money) => `Phiếu của bạn giảm ${money} cho giỏ hàng này.`,
  rewardTakes: (money, units) => `Giảm ${money} cho giỏ hàng này với ${units}.`,
  rewardReady: (reward, units) => `Bạn có thể đổi ${reward} với ${units}.`,
  allReached: "Bạn đã đủ để đổi mọi phần thưởng.",
  use: "Dùng ngay",
  join: "Tham gia",
  dismiss: "Để sau",
  open: "Phần thưởng của tôi",
  close: "Đóng",
  card: "Hiện thẻ của tôi",
  account: "Mở tài khoản của tôi",
  ready: "Có thể đổi ngay",
  toGo: (units) => `còn thiếu ${units}`,
};

const ar: ElementPhrases = {
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

const PHRASES: Record<Language, ElementPhrases> = { en, "zh-Hans": zhHans, "zh-Hant": zhHant, ru, vi, ar };

/** What the elements say in a language. */
export function elementPhrasesFor(language: Language): ElementPhrases {
  return PHRASES[language];
}
