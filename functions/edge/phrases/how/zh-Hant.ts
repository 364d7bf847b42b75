import { countedIn } from "../../../values/plural.ts";
import type { HowPhrases } from "./index.ts";

const counted = countedIn("zh-Hant");

export const zhHant: HowPhrases = {
  how: {
    earn: "如何獲得",
    rewards: "可以換什麼",
    tiers: "等級",
    units: "價值多少",
    unitWorth: (units, money) => `${units} = ${money}`,
    surprises: "驚喜及其機率",
    contests: "抽獎",
    memberships: "會員資格",
    membership: (months, name, money) => counted(months, { other: `${name}：${money}，# 個月` }),
    terms: "條款",
    next: (day) => `${day}起的變化`,
    nextNothing: "沒有您會注意到的變化。",
    noNext: "沒有計畫中的變化。",
    version: (version) => `第 ${version} 版。您已獲得的，仍依獲得時的條款。`,
  },
};
