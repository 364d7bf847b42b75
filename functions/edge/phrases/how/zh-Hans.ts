import { countedIn } from "../../../values/plural.ts";
import type { HowPhrases } from "./index.ts";

const counted = countedIn("zh-Hans");

export const zhHans: HowPhrases = {
  how: {
    earn: "如何获得",
    rewards: "可以换什么",
    tiers: "等级",
    units: "价值多少",
    unitWorth: (units, money) => `${units} = ${money}`,
    surprises: "惊喜及其概率",
    contests: "抽奖",
    memberships: "会员资格",
    membership: (months, name, money) => counted(months, { other: `${name}：${money}，# 个月` }),
    terms: "条款",
    next: (day) => `${day}起的变化`,
    nextNothing: "没有您会注意到的变化。",
    noNext: "没有计划中的变化。",
    version: (version) => `第 ${version} 版。您已获得的，仍按获得时的条款。`,
  },
};
