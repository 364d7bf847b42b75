/** Rules, rewards, benefits and odds in traditional Chinese. */
import type { Tongue } from "../en/index.ts";
import { zh } from "../spacing.ts";
import { both, comma, either, quoted } from "./speech.ts";

const PERIODS = { day: "每天", week: "每週", month: "每月", year: "每年", lifetime: "總共" };
const APART = { day: "天", hour: "小時", minute: "分鐘" };

const tickets: Tongue["effects"]["tickets"] = ({ count, contest }) => `「${contest}」抽獎券 ${count} 張`;
const surprise = (name: string) => `「${name}」驚喜抽獎一次`;

export const effects: Tongue["effects"] = {
  "cash-back": ({ percent, unit }) => zh`按消費額的 ${percent}% 返還${unit}`,
  earn: {
    perMoney: ({ units, money }) => zh`每消費 ${money} 得${units}`,
    perPieces: ({ units, pieces, count }) => (pieces === 1 ? zh`每件得${units}` : zh`每 ${count} 件得${units}`),
    inTier: ({ more, percent, tier }) => `「${tier}」等級${more === null ? `得其 ${percent}%` : `多得 ${more}%`}`,
  },
  "member-price": {
    percent: (percent) => `會員價優惠 ${percent}%`,
    money: (money) => `會員價每件 ${money}`,
  },
  message: (text) => `訊息「${text}」`,
  multiply: ({ percent, unit, rules: of }) => zh`${of ? both(of.map(quoted)) : "其他規則"}所得${unit}的 ${percent}%`,
  reward: (name) => `贈送「${name}」`,
  surprise,
  tickets,
};

export const limits: Tongue["limits"] = {
  cap: {
    interval: ({ count, of }) => `每次至少間隔 ${count} ${APART[of]}`,
    times: ({ count, per }) => `${PERIODS[per]}最多 ${count} 次`,
    amount: ({ units, per }) => zh`${PERIODS[per]}最多${units}`,
  },
  budget: {
    units: ({ unit, units }) => zh`${unit}以${units}的預算為限`,
    money: ({ unit, money }) => zh`${unit}以價值 ${money} 的預算為限`,
  },
  holdout: (percent) => `${percent}% 的會員不參加，以衡量效果`,
  stacking: {
    best: "僅當同組中沒有更划算的規則時",
    exclusive: "僅當同組中前面的規則都不適用時",
  },
  moderated: "經我們的工作人員審核通過後",
};

export const rules: Tongue["rules"] = {
  says: ({ event, when, gives, limits: within }) => `${comma([event, ...when])}：${comma([both(gives), ...within])}。`,
  campaign: (shared) => `整個活動：${comma(shared)}。`,
  ends: (instant) => `活動於 ${instant} 結束。`,
};

export const notApplied: Tongue["notApplied"] = {
  holdout: (campaign) => `該會員不參加活動「${campaign}」，以衡量其效果`,
  interval: (cap) => `再次獲得須${cap}`,
  cap: (cap) => `${cap}，已經用完`,
  budget: ({ campaign, unit }) => zh`活動「${campaign}」的${unit}預算已經用完`,
  best: (rule) => `同組中只有最划算的規則生效：「${rule}」`,
  had: (unit) => `會員已擁有「${unit}」`,
  gone: "贈品已送完",
  closed: "所贈內容目前不對該會員開放",
  exclusive: (rule) => `同組中只有第一條規則生效：「${rule}」`,
};

export const odds: Tongue["odds"] = {
  line: ({ chance, days, count }) =>
    `每次抽中的機會為 ${chance}，${days === 1 ? "" : "當天"}獎品送完為止；共 ${count} 份獎品`,
  noWin: ({ chance, instead }) => `每次的機會為 ${chance}${instead === null ? "" : zh`；改送${instead}`}`,
  chance: ({ part, whole }) => `${whole} 分之 ${part}`,
  about: ({ whole, exact }) => `約 ${whole} 分之 1（${exact}）`,
  prize: ({ name, says }) => `${name}：${says}。`,
  none: (says) => `未中獎：${says}。`,
  plays: ({ plays, count }) => `每位會員每天${plays === 1 ? "可抽一次" : `最多可抽 ${count} 次`}，每次的機會都相同。`,
  wins: ({ wins, count }) =>
    `每位會員每天${wins === 1 ? "可中獎一次" : `最多可中獎 ${count} 次`}；超出後抽中的，按未中獎處理。`,
  free: (how) => `每天可免費抽一次：${how}`,
  labels: {
    commit: "竄改可查，由營運方執行",
    drand: "獨立隨機",
    manual: "公開開獎隨機",
    fixed: "並非隨機，為測試而事先固定",
  },
  luck: {
    commit: "由營運方事先鎖定的秘密決定；營運方事先知道這個秘密。",
    drand: "由事先無人能知的公開隨機信標決定。",
    manual: (source) => `由事先指定的公開開獎號碼決定：${source}`,
    fixed: "任何人都可能事先知道結果。",
  },
};

export const benefits: Tongue["benefits"] = {
  access: (name) => zh`可享用${name}`,
  "birthday-gift": (name) => zh`生日當天獲贈${name}`,
  "free-delivery": { any: "免運費", from: (money) => `滿 ${money} 免運費` },
  own: (name) => name,
  rate: ({ percent, unit }) => zh`規則所得${unit}的 ${percent}%`,
  earns: (percent) => `按 ${percent}% 累積`,
  off: (percent) => `優惠 ${percent}%`,
};

export const rewards: Tongue["rewards"] = {
  "discount-level": (levels) =>
    `按等級優惠：${levels.map(({ percent, tier }) => `${tier === null ? "" : `「${tier}」`}${percent}%`).join("、")}`,
  donation: ({ money, charity }) => zh`向${charity}捐贈 ${money}`,
  "free-delivery": "免運費一次",
  partner: ({ count, points, partner }) => zh`${partner}的 ${count} ${points}`,
  seat: {
    on: (day) => zh`${day}的一個座位`,
    line: (hours) => `座位換完後可以候補，輪到時保留 ${hours} 小時`,
  },
  "points-as-money": {
    says: (money) => `訂單折抵 ${money}`,
    upTo: (most) => `一次最多 ${most}`,
    between: ({ least, most }) => `一次 ${least} 至 ${most}`,
  },
  product: "商品一件",
  sent: "寄送到府",
  good: (days) => `${days} 天內有效`,
  collect: (days) => `${days} 天內領取`,
  surprise,
  tickets,
  voucher: {
    percent: (percent) => `折抵 ${percent}% 的優惠券`,
    free: { cheapest: "免去最便宜一件的券", dearest: "免去最貴一件的券" },
    worth: (money) => `價值 ${money} 的券`,
    atMost: (money) => `最多減 ${money}`,
    inParts: "可分次使用",
    goods: (goods) => zh`適用於${goods}`,
    fromMoney: (money) => `滿 ${money} 可用`,
    channels: (channels) => zh`僅限透過${channels}`,
    stores: (stores) => zh`僅限在${stores}`,
    venues: (places) => zh`僅限在${places}`,
    here: "僅限在獲得的地點使用",
    minutes: (minutes) => `${minutes} 分鐘內有效`,
    from: (date) => `${date} 起`,
    until: (date) => `至 ${date}`,
  },
  priced: ({ what, aside, price }) => zh`${comma(aside === null ? [what] : [what, aside])}，需${price}`,
  given: ({ what, aside }) => comma(aside === null ? [what] : [what, aside]),
  price: ({ units, follows, also, isAutomatic }) =>
    [
      units,
      follows === null ? "" : `（隨「${follows.input}」在 ${follows.min} 至 ${follows.max} 之間變動）`,
      ...also.map((each) => zh`加${each}`),
      isAutomatic ? "，集滿即自動兌換" : "",
    ].reduce((said, part) => zh`${said}${part}`),
  upTo: (count) => `一次最多 ${count} 份`,
  tiers: (names) => `限${either(names.map(quoted))}等級的會員`,
  segments: (names) => `限${either(names.map(quoted))}群體的會員`,
  only: (conditions) => `僅${conditions.join("，且")}`,
  awaits: ({ only, value }) => (value === null ? `${only}；目前尚未公布` : `${only}；現在是 ${value}`),
  perPeriod: ({ count, per }) => `${PERIODS[per]}最多 ${count} 次`,
  perMember: ({ count }) => `總共最多 ${count} 次`,
  stock: ({ pieces, count }) => (pieces === 1 ? "僅此一份" : `限量 ${count} 份，送完為止`),
  from: (instant) => `${instant} 起`,
  until: (instant) => `至 ${instant}`,
};
