import type { ElementPhrases } from "./index.ts";

export const zhHant: ElementPhrases = {
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
