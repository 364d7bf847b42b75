import { countedIn } from "../../values/plural.ts";
import type { Phrases } from "./index.ts";

const counted = countedIn("zh-Hant");

/** 繁體中文. */
export const zhHant: Phrases = {
  common: {
    skip: "跳到內文",
    language: "語言",
    check: "核驗",
    until: (day) => `有效期限至${day}`,
    and: "和",
    or: "或",
  },
  nav: {
    label: "你的會員計畫",
    home: "首頁",
    rewards: "獎勵",
    cards: "集章卡",
    tiers: "等級",
    wallet: "錢包",
    vouchers: "優惠券",
    play: "驚喜",
    history: "紀錄",
    how: "規則說明",
    profile: "個人資料",
    privacy: "隱私",
    more: "更多",
  },
  home: {
    worth: (money) => `價值 ${money}`,
    pending: (units) => `${units}即將入帳`,
    held: (units) => `${units}已保留`,
    debt: (units) => `須先補回 ${units}`,
    missing: (units, reward) => `再得 ${units}即可換${reward}`,
    expiring: (units, day) => `${units}將於${day}到期`,
    tickets: (tickets) => counted(tickets, { other: "# 張抽獎券" }),
  },
};
