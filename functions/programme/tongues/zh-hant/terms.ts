/** Units, tiers and terms in traditional Chinese. */

import { amountsSaid } from "../amounts.ts";
import type { EndOf, Lasting, Tongue } from "../en/index.ts";
import { zh } from "../spacing.ts";
import { both, either } from "./speech.ts";

const lasting = ({ days, months, years }: Lasting) =>
  days !== null ? `${days} 天` : months !== null ? `${months} 個月` : `${years} 年`;
const ENDS: Record<EndOf, string> = { month: "當月", quarter: "當季", "half-year": "當半年", year: "當年" };
const toEnd = (endOf: EndOf | null) => (endOf === null ? "" : `，并延至${ENDS[endOf]}的最後一天`);

export const expiry: Tongue["expiry"] = {
  never: (units) => zh`${units}永不過期。`,
  rolling: ({ units, endOf, ...length }) => zh`${units}自可用之日起 ${lasting(length)}內有效${toEnd(endOf)}。`,
  calendar: ({ units, dates, atLeastDays }) =>
    atLeastDays === 0
      ? zh`${units}可用至下一個 ${dates}。`
      : zh`${units}可用至下一個 ${dates}，且至少可用 ${atLeastDays} 天。`,
  sliding: ({ units, by, endOf, ...length }) =>
    zh`${units}自最近一次${either(by)}起 ${lasting(length)}內有效${toEnd(endOf)}。`,
  activities: { earn: "獲得", redeem: "使用" },
};

export const pending: Tongue["pending"] = {
  days: ({ units, days }) => zh`${units}在獲得 ${days} 天後可用。`,
  dates: ({ units, dates }) => zh`${units}在獲得後的下一個 ${dates} 起可用。`,
  event: ({ units, on, cancelOn, cancelAfterDays }) => {
    const ends = [
      ...(cancelOn === null ? [] : [`「${cancelOn}」時`]),
      ...(cancelAfterDays === null ? [] : [`獲得 ${cancelAfterDays} 天後`]),
    ];
    return zh`${units}在「${on}」後可用${ends.length === 0 ? "" : `，${ends.join("或")}收回`}。`;
  },
};

export const units: Tongue["units"] = {
  money: (name) => name,
  many: (name) => name,
  membership: ({ units: one, money, months }) => `${one}：${money}，為期 ${months} 個月。`,
  membershipGives: (benefits) => `權益：${benefits.join("；")}。`,
  membershipGrace: (days) => `續費未付期間仍保留 ${days} 天。`,
  rounding: {
    down: (many) => zh`${many}按整數計：訂單所得不足一的部分留到下次訂單，不會丟失。`,
    nearest: (many) => zh`${many}按整數計：訂單所得四捨五入。`,
    up: (many) => zh`${many}按整數計：訂單所得向上取整數。`,
  },
  returns: {
    "only-pending": (name) => zh`退款只收回尚未可用的${name}。`,
    "within-balance": (name) => zh`退款收回的${name}不超過您現有的數量。`,
  },
  grace: ({ many, days }) => zh`因獎勵撤銷而退回、但已過期的${many}，還可使用 ${days} 天。`,
  transferable: (many) => zh`${many}可以轉贈給其他會員。`,
  notTransferable: (many) => zh`${many}不能轉贈給其他會員。`,
  worth: ({ units: much, money }) => zh`${much}價值 ${money}。`,
};

export const terms: Tongue["terms"] = {
  basis: "累積以折扣後的商品金額計算，不含稅費和運費。",
  refunds: "退款會如數收回所退部分的累積。",
  late: (days) => (days === 0 ? "消費須在當天登記。" : `消費後 ${days} 天內均可登記。`),
  presence: ({ seconds, metres, minutes }) =>
    `定位須在 ${seconds} 秒內取得且精確到 ${metres} 公尺，才能證明會員在場；在該處消費可在 ${minutes} 分鐘內證明在場。`,
  checkIns: ({ hour, day, device }) =>
    `有獎勵的打卡：一小時內最多 ${hour} 次，24 小時內最多 ${day} 次；同一裝置 24 小時內最多 ${device} 次，不論由誰使用。`,
  boundary: ({ zone, steps }) => `每天從 ${zone} 的零點開始，依次為：${steps.join("；")}。`,
  steps: {
    activate: "此前待生效的部分從當天起可用",
    redeem: "自動兌換的獎勵以當天可用的部分兌換",
    review: "複查等級",
    occasions: "按規則處理生日、週年和續期",
    expire: "昨天為最後有效日的部分記為過期，自零點起已不可使用",
  },
};

const nested = (said: string) => `（${said}）`;

export const tiers: Tongue["tiers"] = {
  group: ({ measured, held }) => `依據：${measured}${held === null ? "" : `；${held}`}`,
  held: ({ upgrade, downgrade, graceDays, months, more, year }) => {
    const begins = upgrade === "at-once" ? "達到的等級即刻生效" : "達到的等級從下一個週期起生效";
    if (downgrade === "none") return `${begins}，且不會失去`;
    const of = year === "calendar" ? "自然年" : "會籍年";
    const until =
      months !== null
        ? `達到後第 ${months} 個月的月底`
        : more === 0
          ? `當個${of}的年底`
          : `達到之後${more === 1 ? "下一個" : `第 ${more} 個`}${of}的年底`;
    const grace = graceDays === 0 ? "" : `，另加 ${graceDays} 天`;
    const then = downgrade === "one" ? "此後每有一個週期未達到便降一級" : "此後為當時所達到的等級";
    return `${begins}，保留至${until}${grace}；${then}`;
  },
  part: ({ measured, window, rollsOver }) => zh`${window}${measured}${rollsOver ? "，超出等級的部分計入下一年" : ""}`,
  nested,
  any: (parts) => parts.reduce((said, part) => zh`${said}或${part}`),
  all: (parts) => parts.reduce((said, part) => zh`${said}和${part}`),
  window: {
    lifetime: "入會以來",
    rolling: (months) => `${months} 個月內`,
    "calendar-year": "一個自然年內",
    "anniversary-year": "一個會籍年內",
  },
  entered: (much) => zh`持有${much}的會員`,
  everybody: "所有會員",
  from: (given) => {
    const one = ({ counted }: { counted: string; measured: string; bare: string }) => `至少${counted}`;
    return amountsSaid(given, { one, both, either, nested });
  },
  forLife: "終身保留",
  level: ({ way, forLife, benefits }) =>
    `${way}${forLife === null ? "" : `，${forLife}`}${benefits.length > 0 ? `：${benefits.join("、")}` : ""}`,
};

/** What the next version of a programme changes. */
export const changes: Tongue["changes"] = {
  begins: (says) => `新增：${says}`,
  ends: (says) => `不再有：${says}`,
  becomes: ({ was, now }) => `此後：${now}此前：${was}`,
};
