/** Conditions in simplified Chinese, by kind. */
import type { Bounds, Tongue } from "../en/index.ts";
import { zh } from "../spacing.ts";
import { comma, either, quoted } from "./speech.ts";

const bounds = ({ atLeast, atMost }: Bounds) =>
  [...(atLeast === null ? [] : [`不低于 ${atLeast}`]), ...(atMost === null ? [] : [`不高于 ${atMost}`])].reduce(
    (said, part) => zh`${said}且${part}`,
  );
const inTiers = (names: string[]) => `${either(names.map(quoted))}等级的会员`;

const lasting = (minutes: number) => (minutes % 60 === 0 ? `${minutes / 60} 小时` : `${minutes} 分钟`);

export const conditions: Tongue["conditions"] = {
  counts: (when) => zh`须符合：${when}。`,
  applies: (when) => `须符合：${comma(when)}。`,
  "age-band": ({ from, to }) =>
    to === null ? `${from} 岁及以上的会员` : from === null ? `${to} 岁及以下的会员` : `${from} 至 ${to} 岁的会员`,
  amount: {
    says: (money) => `满 ${money}`,
    missing: (money) => `再添 ${money} 的适用商品即可。`,
  },
  any: (parts) => parts.join("，或"),
  arrival: (first) => (first === 1 ? "当天第一位到店的会员" : `当天前 ${first} 位到店的会员`),
  attribute: {
    choices: ({ choices, name }) => `在“${name}”中选择${either(choices.map(quoted))}的会员`,
    "yes-no": ({ isYes, name }) => `对“${name}”回答“${isYes ? "是" : "否"}”的会员`,
    bounds: ({ name, ...given }) => `“${name}”${bounds(given)}的会员`,
  },
  category: {
    says: (goods) => zh`购买${goods}`,
    missing: (goods) => zh`再添一件${goods}即可。`,
  },
  channel: (channels) => zh`通过${channels}`,
  city: (cities) => zh`在${either(cities)}`,
  data: {
    values: ({ field, values }) => zh`“${field}”为${values}`,
    bounds: ({ field, ...given }) => `“${field}”${bounds(given)}`,
  },
  "day-of-month": (days) => `每月 ${either(days.map((day) => (day === "last" ? "最后一天" : `${day} 日`)))}`,
  evidence: {
    says: (ways) => `以${either(ways)}证明到场`,
    ways: { gps: "设备定位", qr: "柜台二维码", nfc: "碰一碰", purchase: "现场消费", staff: "店员确认" },
  },
  holds: {
    says: ({ units, isOne }) => zh`${isOne ? "持有" : "至少持有"}${units}的会员`,
    missing: (units) => zh`再得${units}即可。`,
  },
  hour: ({ from, to }) => `${from} 至 ${to}`,
  input: ({ name, ...given }) => `当“${name}”${zh`${bounds(given)}时`}`,
  joined: {
    anyTime: "已入会的会员",
    since: (days) => `入会满 ${days} 天的会员`,
    firstDays: (days) => `入会后的前 ${days} 天内`,
    between: ({ from, to }) => `入会第 ${from} 天至第 ${to} 天`,
    join: "请先入会。",
    wait: (days) => `${days} 天后即可。`,
  },
  mayor: ({ days, of }) => `最近 ${of} 天里到场天数最多、且不少于 ${days} 天的会员`,
  metric: {
    says: ({ atLeast, atMost, when }) => {
      const said = [...(atLeast ? [`至少${atLeast.counted}`] : []), ...(atMost ? [`至多${atMost.counted}`] : [])];
      return `${when}${said.join("且")}的会员`;
    },
    none: ({ counted, when }) => zh`${when}${counted}的会员`,
    missing: ({ counted, when }) => zh`${when}${counted}即可。`,
    days: (days) => (days === 1 ? "当天" : `${days} 天内`),
  },
  month: {
    says: (months) => `在 ${either(months)}`,
    names: {
      january: "1 月",
      february: "2 月",
      march: "3 月",
      april: "4 月",
      may: "5 月",
      june: "6 月",
      july: "7 月",
      august: "8 月",
      september: "9 月",
      october: "10 月",
      november: "11 月",
      december: "12 月",
    },
  },
  not: (part) => zh`${part}除外`,
  nth: {
    is: (which) => (which === 1 ? "首次" : `第 ${which} 次`),
    every: (each) => (each === 1 ? "每一次" : `每满 ${each} 次`),
    first: (times) => `前 ${times} 次`,
    missing: (ahead) => (ahead === 1 ? "下一次即可。" : `再来 ${ahead} 次即可。`),
  },
  open: { says: "营业时间内", missing: "须在营业时间内。" },
  segment: (names) => `${either(names.map(quoted))}群体的会员`,
  sku: {
    says: (goods) => zh`购买${goods}`,
    missing: (goods) => zh`再添${goods}即可。`,
  },
  store: (stores) => zh`在${stores}`,
  tier: {
    says: inTiers,
    missing: (names) => `仅限${inTiers(names)}。`,
  },
  together: {
    says: ({ people, minutes }) => `${lasting(minutes)}内有 ${people} 人到场时`,
    friends: ({ people, minutes }) => `${lasting(minutes)}内会员与其好友共 ${people} 人到场时`,
    missing: (ahead) => `再来 ${ahead} 人，您们每个人都会算数。`,
    missingFriends: (ahead) => `再来 ${ahead} 位您的好友，您们每个人都会算数。`,
  },
  trust: {
    low: "无论能否证明到场",
    ok: "很可能确实到场时",
    high: "几乎可以确定到场时",
  },
  venue: (places) => zh`在${places}`,
  visit: {
    is: (which) => (which === 1 ? "首次到访某处" : `第 ${which} 次到访同一处`),
    every: (each) => (each === 1 ? "每次到访" : `每到访同一处 ${each} 次`),
    missing: (ahead) => (ahead === 1 ? "下一次到访这里即可。" : `再到访这里 ${ahead} 次即可。`),
  },
  "week-of-month": (weeks) => `每月${either(weeks.map((week) => (week === "last" ? "最后一周" : `第 ${week} 周`)))}`,
  weekday: {
    says: (days) => `每逢${either(days)}`,
    names: {
      sunday: "星期日",
      monday: "星期一",
      tuesday: "星期二",
      wednesday: "星期三",
      thursday: "星期四",
      friday: "星期五",
      saturday: "星期六",
    },
  },
  all: (parts) => parts.join("，且"),
};
