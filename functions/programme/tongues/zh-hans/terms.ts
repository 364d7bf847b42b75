/** Units, tiers and terms in simplified Chinese. */

import { amountsSaid } from "../amounts.ts";
import type { EndOf, Lasting, Tongue } from "../en/index.ts";
import { zh } from "../spacing.ts";
import { both, either } from "./speech.ts";

const lasting = ({ days, months, years }: Lasting) =>
  days !== null ? `${days} 天` : months !== null ? `${months} 个月` : `${years} 年`;
const ENDS: Record<EndOf, string> = { month: "当月", quarter: "当季", "half-year": "当半年", year: "当年" };
const toEnd = (endOf: EndOf | null) => (endOf === null ? "" : `，并延至${ENDS[endOf]}的最后一天`);

export const expiry: Tongue["expiry"] = {
  never: (units) => zh`${units}永不过期。`,
  rolling: ({ units, endOf, ...length }) => zh`${units}自可用之日起 ${lasting(length)}内有效${toEnd(endOf)}。`,
  calendar: ({ units, dates, atLeastDays }) =>
    atLeastDays === 0
      ? zh`${units}可用至下一个 ${dates}。`
      : zh`${units}可用至下一个 ${dates}，且至少可用 ${atLeastDays} 天。`,
  sliding: ({ units, by, endOf, ...length }) =>
    zh`${units}自最近一次${either(by)}起 ${lasting(length)}内有效${toEnd(endOf)}。`,
  activities: { earn: "获得", redeem: "使用" },
};

export const pending: Tongue["pending"] = {
  days: ({ units, days }) => zh`${units}在获得 ${days} 天后可用。`,
  dates: ({ units, dates }) => zh`${units}在获得后的下一个 ${dates} 起可用。`,
  event: ({ units, on, cancelOn, cancelAfterDays }) => {
    const ends = [
      ...(cancelOn === null ? [] : [`“${cancelOn}”时`]),
      ...(cancelAfterDays === null ? [] : [`获得 ${cancelAfterDays} 天后`]),
    ];
    return zh`${units}在“${on}”后可用${ends.length === 0 ? "" : `，${ends.join("或")}收回`}。`;
  },
};

export const units: Tongue["units"] = {
  money: (name) => name,
  many: (name) => name,
  membership: ({ units: one, money, months }) => `${one}：${money}，为期 ${months} 个月。`,
  membershipGives: (benefits) => `权益：${benefits.join("；")}。`,
  membershipGrace: (days) => `续费未付期间仍保留 ${days} 天。`,
  rounding: {
    down: (many) => zh`${many}按整数计：订单所得不足一的部分留到下次订单，不会丢失。`,
    nearest: (many) => zh`${many}按整数计：订单所得四舍五入。`,
    up: (many) => zh`${many}按整数计：订单所得向上取整。`,
  },
  returns: {
    "only-pending": (name) => zh`退款只收回尚未可用的${name}。`,
    "within-balance": (name) => zh`退款收回的${name}不超过您现有的数量。`,
  },
  grace: ({ many, days }) => zh`因奖励撤销而退回、但已过期的${many}，还可使用 ${days} 天。`,
  transferable: (many) => zh`${many}可以转赠给其他会员。`,
  notTransferable: (many) => zh`${many}不能转赠给其他会员。`,
  worth: ({ units: much, money }) => zh`${much}价值 ${money}。`,
};

export const terms: Tongue["terms"] = {
  basis: "累积以折扣后的商品金额计算，不含税费和运费。",
  refunds: "退款会如数收回所退部分的累积。",
  late: (days) => (days === 0 ? "消费须在当天登记。" : `消费后 ${days} 天内均可登记。`),
  presence: ({ seconds, metres, minutes }) =>
    `定位须在 ${seconds} 秒内取得且精确到 ${metres} 米，才能证明会员在场；在该处消费可在 ${minutes} 分钟内证明在场。`,
  checkIns: ({ hour, day, device }) =>
    `有奖励的签到：一小时内最多 ${hour} 次，24 小时内最多 ${day} 次；同一设备 24 小时内最多 ${device} 次，不论由谁使用。`,
  boundary: ({ zone, steps }) => `每天从 ${zone} 的零点开始，依次为：${steps.join("；")}。`,
  steps: {
    activate: "此前待生效的部分从当天起可用",
    redeem: "自动兑换的奖励以当天可用的部分兑换",
    review: "复核等级",
    occasions: "按规则处理生日、周年和续期",
    expire: "昨天为最后有效日的部分记为过期，自零点起已不可使用",
  },
};

const nested = (said: string) => `（${said}）`;

export const tiers: Tongue["tiers"] = {
  group: ({ measured, held }) => `依据：${measured}${held === null ? "" : `；${held}`}`,
  held: ({ upgrade, downgrade, graceDays, months, more, year }) => {
    const begins = upgrade === "at-once" ? "达到的等级即刻生效" : "达到的等级从下一个周期起生效";
    if (downgrade === "none") return `${begins}，且不会失去`;
    const of = year === "calendar" ? "自然年" : "会籍年";
    const until =
      months !== null
        ? `达到后第 ${months} 个月的月底`
        : more === 0
          ? `当个${of}的年底`
          : `达到之后${more === 1 ? "下一个" : `第 ${more} 个`}${of}的年底`;
    const grace = graceDays === 0 ? "" : `，另加 ${graceDays} 天`;
    const then = downgrade === "one" ? "此后每有一个周期未达到便降一级" : "此后为当时所达到的等级";
    return `${begins}，保留至${until}${grace}；${then}`;
  },
  part: ({ measured, window, rollsOver }) => zh`${window}${measured}${rollsOver ? "，超出等级的部分计入下一年" : ""}`,
  nested,
  any: (parts) => parts.reduce((said, part) => zh`${said}或${part}`),
  all: (parts) => parts.reduce((said, part) => zh`${said}和${part}`),
  window: {
    lifetime: "入会以来",
    rolling: (months) => `${months} 个月内`,
    "calendar-year": "一个自然年内",
    "anniversary-year": "一个会籍年内",
  },
  entered: (much) => zh`持有${much}的会员`,
  everybody: "所有会员",
  from: (given) => {
    const one = ({ counted }: { counted: string; measured: string; bare: string }) => `至少${counted}`;
    return amountsSaid(given, { one, both, either, nested });
  },
  forLife: "终身保留",
  level: ({ way, forLife, benefits }) =>
    `${way}${forLife === null ? "" : `，${forLife}`}${benefits.length > 0 ? `：${benefits.join("、")}` : ""}`,
};

/** What the next version of a programme changes. */
export const changes: Tongue["changes"] = {
  begins: (says) => `新增：${says}`,
  ends: (says) => `不再有：${says}`,
  becomes: ({ was, now }) => `此后：${now}此前：${was}`,
};
