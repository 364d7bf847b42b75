/** Events and what metrics count, in simplified Chinese. */
import type { Counted, Tongue } from "../en/index.ts";
import { zh } from "../spacing.ts";
import { either, quoted } from "./speech.ts";

const only = ({ goods, stores, channels }: Counted) => {
  const parts = [
    ...goods,
    ...(stores === null ? [] : [zh`在${stores}`]),
    ...(channels === null ? [] : [zh`通过${channels}`]),
  ];
  return parts.length === 0 ? "" : `（${parts.join("，")}）`;
};
const more = (isMore: boolean) => (isMore ? "再" : "");

export const events: Tongue["events"] = {
  names: {
    purchase: "消费",
    "check-in": "签到",
    "top-up": "充值",
    refund: "退款",
    membership: "会籍的购买、续期、变更或终止",
    referral: "推荐好友",
    review: "评价",
    photo: "晒图",
    share: "分享",
    comment: "评论",
    link: "分享链接",
    like: "点赞",
    follow: "关注",
    survey: "完成问卷",
    feedback: "反馈意见",
    profile: "完善个人资料",
    "paid-on-time": "按时付款",
    "late-delivery": "配送延误",
    device: "设备上报",
    custom: "商家自定的事件",
    "tier-reached": "达到新等级",
    "card-filled": "集满一张卡",
    "badge-earned": "获得徽章",
    "prize-won": "中奖",
    birthday: "生日",
    anniversary: "入会周年",
    renewal: "会籍续期",
    inactivity: "长期没有消费",
  },
  inactive: (days) => `${days} 天没有消费`,
  own: quoted,
};

export const counted: Tongue["counted"] = {
  spend: ({ money, isMore, ...of }) => zh`${more(isMore)}消费 ${money}${only(of)}`,
  orders: ({ amount, count, isMore, ...of }) =>
    amount === 0 ? `没有下单${only(of)}` : `${more(isMore)}下单 ${count} 笔${only(of)}`,
  "check-ins": ({ amount, count, isMore }) => (amount === 0 ? "没有签到" : `${more(isMore)}签到 ${count} 次`),
  earned: ({ units, isMore }) => zh`${more(isMore)}获得${units}`,
  tenure: ({ count, isMore }) => (isMore ? `再过 ${count} 天` : `入会 ${count} 天`),
  events: ({ amount, count, isMore, of }) =>
    amount === 0 ? zh`没有${either(of)}` : zh`${more(isMore)}${either(of)} ${count} 次`,
  other: ({ count, isMore, metric }) => `${more(isMore)}达到 ${count}（“${metric}”）`,
};

export const measured: Tongue["measured"] = {
  spend: (of) => `消费额${only(of)}`,
  orders: (of) => `下单数${only(of)}`,
  "check-ins": "签到次数",
  earned: (unit) => zh`获得的${unit}`,
  tenure: "入会天数",
  events: (of) => zh`${either(of)}的次数`,
  other: quoted,
};
