/** Events and what metrics count, in traditional Chinese. */
import type { Counted, Tongue } from "../en/index.ts";
import { zh } from "../spacing.ts";
import { either, quoted } from "./speech.ts";

const only = ({ goods, stores, channels }: Counted) => {
  const parts = [
    ...goods,
    ...(stores === null ? [] : [zh`在${stores}`]),
    ...(channels === null ? [] : [zh`透過${channels}`]),
  ];
  return parts.length === 0 ? "" : `（${parts.join("，")}）`;
};
const more = (isMore: boolean) => (isMore ? "再" : "");

export const events: Tongue["events"] = {
  names: {
    purchase: "消費",
    "check-in": "打卡",
    "top-up": "儲值",
    refund: "退款",
    membership: "會籍的購買、續期、變更或終止",
    referral: "推薦好友",
    review: "評價",
    photo: "分享照片",
    share: "分享",
    comment: "留言",
    link: "分享連結",
    like: "按讚",
    follow: "關注",
    survey: "完成問卷",
    feedback: "意見回饋",
    profile: "完善個人資料",
    "paid-on-time": "按時付款",
    "late-delivery": "配送延誤",
    device: "裝置上報",
    custom: "商家自訂的事件",
    "tier-reached": "達到新等級",
    "card-filled": "集滿一張卡",
    "badge-earned": "獲得徽章",
    "prize-won": "中獎",
    birthday: "生日",
    anniversary: "入會週年",
    renewal: "會籍續期",
    inactivity: "長期沒有消費",
  },
  inactive: (days) => `${days} 天沒有消費`,
  own: quoted,
};

export const counted: Tongue["counted"] = {
  spend: ({ money, isMore, ...of }) => zh`${more(isMore)}消費 ${money}${only(of)}`,
  orders: ({ amount, count, isMore, ...of }) =>
    amount === 0 ? `沒有下單${only(of)}` : `${more(isMore)}下單 ${count} 筆${only(of)}`,
  "check-ins": ({ amount, count, isMore }) => (amount === 0 ? "沒有打卡" : `${more(isMore)}打卡 ${count} 次`),
  earned: ({ units, isMore }) => zh`${more(isMore)}獲得${units}`,
  tenure: ({ count, isMore }) => (isMore ? `再過 ${count} 天` : `入會 ${count} 天`),
  events: ({ amount, count, isMore, of }) =>
    amount === 0 ? zh`沒有${either(of)}` : zh`${more(isMore)}${either(of)} ${count} 次`,
  other: ({ count, isMore, metric }) => `${more(isMore)}達到 ${count}（「${metric}」）`,
};

export const measured: Tongue["measured"] = {
  spend: (of) => `消費額${only(of)}`,
  orders: (of) => `下單數${only(of)}`,
  "check-ins": "打卡次數",
  earned: (unit) => zh`獲得的${unit}`,
  tenure: "入會天數",
  events: (of) => zh`${either(of)}的次數`,
  other: quoted,
};
