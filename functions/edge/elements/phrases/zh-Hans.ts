import type { ElementPhrases } from "./index.ts";

export const zhHans: ElementPhrases = {
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
