/** Conditions in traditional Chinese, by kind. */
import type { Bounds, Tongue } from "../en/index.ts";
import { zh } from "../spacing.ts";
import { comma, either, quoted } from "./speech.ts";

const bounds = ({ atLeast, atMost }: Bounds) =>
  [...(atLeast === null ? [] : [`不低於 ${atLeast}`]), ...(atMost === null ? [] : [`不高於 ${atMost}`])].reduce(
    (said, part) => zh`${said}且${part}`,
  );
const inTiers = (names: string[]) => `${either(names.map(quoted))}等級的會員`;

const lasting = (minutes: number) => (minutes % 60 === 0 ? `${minutes / 60} 小時` : `${minutes} 分鐘`);

export const conditions: Tongue["conditions"] = {
  counts: (when) => zh`須符合：${when}。`,
  applies: (when) => `須符合：${comma(when)}。`,
  "age-band": ({ from, to }) =>
    to === null ? `${from} 歲及以上的會員` : from === null ? `${to} 歲及以下的會員` : `${from} 至 ${to} 歲的會員`,
  amount: {
    says: (money) => `滿 ${money}`,
    missing: (money) => `再添 ${money} 的適用商品即可。`,
  },
  any: (parts) => parts.join("，或"),
  arrival: (first) => (first === 1 ? "當天第一位到店的會員" : `當天前 ${first} 位到店的會員`),
  attribute: {
    choices: ({ choices, name }) => `在「${name}」中選擇${either(choices.map(quoted))}的會員`,
    "yes-no": ({ isYes, name }) => `對「${name}」回答「${isYes ? "是" : "否"}」的會員`,
    bounds: ({ name, ...given }) => `「${name}」${bounds(given)}的會員`,
  },
  category: {
    says: (goods) => zh`購買${goods}`,
    missing: (goods) => zh`再添一件${goods}即可。`,
  },
  channel: (channels) => zh`透過${channels}`,
  city: (cities) => zh`在${either(cities)}`,
  data: {
    values: ({ field, values }) => zh`「${field}」為${values}`,
    bounds: ({ field, ...given }) => `「${field}」${bounds(given)}`,
  },
  "day-of-month": (days) => `每月 ${either(days.map((day) => (day === "last" ? "最後一天" : `${day} 日`)))}`,
  evidence: {
    says: (ways) => `以${either(ways)}證明到場`,
    ways: { gps: "裝置定位", qr: "櫃檯的行動條碼", nfc: "感應碰觸", purchase: "現場消費", staff: "店員確認" },
  },
  holds: {
    says: ({ units, isOne }) => zh`${isOne ? "持有" : "至少持有"}${units}的會員`,
    missing: (units) => zh`再得${units}即可。`,
  },
  hour: ({ from, to }) => `${from} 至 ${to}`,
  input: ({ name, ...given }) => `當「${name}」${zh`${bounds(given)}時`}`,
  joined: {
    anyTime: "已入會的會員",
    since: (days) => `入會滿 ${days} 天的會員`,
    firstDays: (days) => `入會後的前 ${days} 天內`,
    between: ({ from, to }) => `入會第 ${from} 天至第 ${to} 天`,
    join: "請先入會。",
    wait: (days) => `${days} 天後即可。`,
  },
  mayor: ({ days, of }) => `最近 ${of} 天裡到場天數最多、且不少於 ${days} 天的會員`,
  metric: {
    says: ({ atLeast, atMost, when }) => {
      const said = [...(atLeast ? [`至少${atLeast.counted}`] : []), ...(atMost ? [`至多${atMost.counted}`] : [])];
      return `${when}${said.join("且")}的會員`;
    },
    none: ({ counted, when }) => zh`${when}${counted}的會員`,
    missing: ({ counted, when }) => zh`${when}${counted}即可。`,
    days: (days) => (days === 1 ? "當天" : `${days} 天內`),
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
    every: (each) => (each === 1 ? "每一次" : `每滿 ${each} 次`),
    first: (times) => `前 ${times} 次`,
    missing: (ahead) => (ahead === 1 ? "下一次即可。" : `再來 ${ahead} 次即可。`),
  },
  open: { says: "營業時間內", missing: "須在營業時間內。" },
  segment: (names) => `${either(names.map(quoted))}群體的會員`,
  sku: {
    says: (goods) => zh`購買${goods}`,
    missing: (goods) => zh`再添${goods}即可。`,
  },
  store: (stores) => zh`在${stores}`,
  tier: {
    says: inTiers,
    missing: (names) => `僅限${inTiers(names)}。`,
  },
  together: {
    says: ({ people, minutes }) => `${lasting(minutes)}內有 ${people} 人到場時`,
    friends: ({ people, minutes }) => `${lasting(minutes)}內會員與其好友共 ${people} 人到場時`,
    missing: (ahead) => `再來 ${ahead} 人，您們每個人都會算數。`,
    missingFriends: (ahead) => `再來 ${ahead} 位您的好友，您們每個人都會算數。`,
  },
  trust: {
    low: "無論能否證明到場",
    ok: "很可能確實到場時",
    high: "幾乎可以確定到場時",
  },
  venue: (places) => zh`在${places}`,
  visit: {
    is: (which) => (which === 1 ? "首次造訪某處" : `第 ${which} 次造訪同一處`),
    every: (each) => (each === 1 ? "每次造訪" : `每造訪同一處 ${each} 次`),
    missing: (ahead) => (ahead === 1 ? "下一次造訪這裡即可。" : `再造訪這裡 ${ahead} 次即可。`),
  },
  "week-of-month": (weeks) => `每月${either(weeks.map((week) => (week === "last" ? "最後一週" : `第 ${week} 週`)))}`,
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
