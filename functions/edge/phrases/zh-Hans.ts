import { countedIn } from "../../values/plural.ts";
import type { Phrases } from "./index.ts";

const counted = countedIn("zh-Hans");

/** 简体中文. */
export const zhHans: Phrases = {
  common: {
    skip: "跳到正文",
    language: "语言",
    check: "核验",
    until: (day) => `有效期至${day}`,
    and: "和",
    or: "或",
  },
  nav: {
    label: "你的会员计划",
    home: "首页",
    rewards: "奖励",
    cards: "集章卡",
    tiers: "等级",
    wallet: "钱包",
    vouchers: "优惠券",
    play: "惊喜",
    history: "记录",
    how: "规则说明",
    profile: "资料",
    privacy: "隐私",
    more: "更多",
  },
  home: {
    worth: (money) => `价值 ${money}`,
    pending: (units) => `${units}即将到账`,
    held: (units) => `${units}已预留`,
    debt: (units) => `须先补回 ${units}`,
    missing: (units, reward) => `再得 ${units}即可换${reward}`,
    expiring: (units, day) => `${units}将于${day}到期`,
    tickets: (tickets) => counted(tickets, { other: "# 张抽奖券" }),
  },
};
