/** Rules, rewards, benefits and odds in simplified Chinese. */
import type { Tongue } from "../en/index.ts";
import { zh } from "../spacing.ts";
import { both, comma, either, quoted } from "./speech.ts";

const PERIODS = { day: "每天", week: "每周", month: "每月", year: "每年", lifetime: "总共" };
const APART = { day: "天", hour: "小时", minute: "分钟" };

const tickets: Tongue["effects"]["tickets"] = ({ count, contest }) => `“${contest}”抽奖券 ${count} 张`;
const surprise = (name: string) => `“${name}”惊喜抽奖一次`;

export const effects: Tongue["effects"] = {
  "cash-back": ({ percent, unit }) => zh`按消费额的 ${percent}% 返还${unit}`,
  earn: {
    perMoney: ({ units, money }) => zh`每消费 ${money} 得${units}`,
    perPieces: ({ units, pieces, count }) => (pieces === 1 ? zh`每件得${units}` : zh`每 ${count} 件得${units}`),
    inTier: ({ more, percent, tier }) => `“${tier}”等级${more === null ? `得其 ${percent}%` : `多得 ${more}%`}`,
  },
  "member-price": {
    percent: (percent) => `会员价优惠 ${percent}%`,
    money: (money) => `会员价每件 ${money}`,
  },
  message: (text) => `消息“${text}”`,
  multiply: ({ percent, unit, rules: of }) => zh`${of ? both(of.map(quoted)) : "其他规则"}所得${unit}的 ${percent}%`,
  reward: (name) => `赠送“${name}”`,
  surprise,
  tickets,
};

export const limits: Tongue["limits"] = {
  cap: {
    interval: ({ count, of }) => `每次至少间隔 ${count} ${APART[of]}`,
    times: ({ count, per }) => `${PERIODS[per]}最多 ${count} 次`,
    amount: ({ units, per }) => zh`${PERIODS[per]}最多${units}`,
  },
  budget: {
    units: ({ unit, units }) => zh`${unit}以${units}的预算为限`,
    money: ({ unit, money }) => zh`${unit}以价值 ${money} 的预算为限`,
  },
  holdout: (percent) => `${percent}% 的会员不参加，以衡量效果`,
  stacking: {
    best: "仅当同组中没有更划算的规则时",
    exclusive: "仅当同组中前面的规则都不适用时",
  },
  moderated: "经我们的工作人员审核通过后",
};

export const rules: Tongue["rules"] = {
  says: ({ event, when, gives, limits: within }) => `${comma([event, ...when])}：${comma([both(gives), ...within])}。`,
  campaign: (shared) => `整个活动：${comma(shared)}。`,
  ends: (instant) => `活动于 ${instant} 结束。`,
};

export const notApplied: Tongue["notApplied"] = {
  holdout: (campaign) => `该会员不参加活动“${campaign}”，以衡量其效果`,
  interval: (cap) => `再次获得须${cap}`,
  cap: (cap) => `${cap}，已经用完`,
  budget: ({ campaign, unit }) => zh`活动“${campaign}”的${unit}预算已经用完`,
  had: (unit) => `会员已拥有“${unit}”`,
  gone: "赠品已送完",
  closed: "所赠内容目前不对该会员开放",
  best: (rule) => `同组中只有最划算的规则生效：“${rule}”`,
  exclusive: (rule) => `同组中只有第一条规则生效：“${rule}”`,
};

export const odds: Tongue["odds"] = {
  line: ({ chance, days, count }) =>
    `每次抽中的机会为 ${chance}，${days === 1 ? "" : "当天"}奖品送完为止；共 ${count} 份奖品`,
  noWin: ({ chance, instead }) => `每次的机会为 ${chance}${instead === null ? "" : zh`；改送${instead}`}`,
  chance: ({ part, whole }) => `${whole} 分之 ${part}`,
  about: ({ whole, exact }) => `约 ${whole} 分之 1（${exact}）`,
  prize: ({ name, says }) => `${name}：${says}。`,
  none: (says) => `未中奖：${says}。`,
  plays: ({ plays, count }) => `每位会员每天${plays === 1 ? "可抽一次" : `最多可抽 ${count} 次`}，每次的机会都相同。`,
  wins: ({ wins, count }) =>
    `每位会员每天${wins === 1 ? "可中奖一次" : `最多可中奖 ${count} 次`}；超出后抽中的，按未中奖处理。`,
  free: (how) => `每天可免费抽一次：${how}`,
  labels: {
    commit: "可查篡改，由运营方执行",
    drand: "独立随机",
    manual: "公开开奖随机",
    fixed: "并非随机，为测试而事先固定",
  },
  luck: {
    commit: "由运营方事先锁定的秘密决定；运营方事先知道这个秘密。",
    drand: "由事先无人能知的公共随机信标决定。",
    manual: (source) => `由事先指定的公开开奖号码决定：${source}`,
    fixed: "任何人都可能事先知道结果。",
  },
};

export const benefits: Tongue["benefits"] = {
  access: (name) => zh`可享用${name}`,
  "birthday-gift": (name) => zh`生日当天获赠${name}`,
  "free-delivery": { any: "免运费", from: (money) => `满 ${money} 免运费` },
  own: (name) => name,
  rate: ({ percent, unit }) => zh`规则所得${unit}的 ${percent}%`,
  earns: (percent) => `按 ${percent}% 累积`,
  off: (percent) => `优惠 ${percent}%`,
};

export const rewards: Tongue["rewards"] = {
  "discount-level": (levels) =>
    `按等级优惠：${levels.map(({ percent, tier }) => `${tier === null ? "" : `“${tier}”`}${percent}%`).join("、")}`,
  donation: ({ money, charity }) => zh`向${charity}捐赠 ${money}`,
  "free-delivery": "免运费一次",
  partner: ({ count, points, partner }) => zh`${partner}的 ${count} ${points}`,
  seat: {
    on: (day) => zh`${day}的一个座位`,
    line: (hours) => `座位换完后可以候补，轮到时保留 ${hours} 小时`,
  },
  "points-as-money": {
    says: (money) => `订单立减 ${money}`,
    upTo: (most) => `一次最多 ${most}`,
    between: ({ least, most }) => `一次 ${least} 至 ${most}`,
  },
  product: "商品一件",
  sent: "寄送到家",
  good: (days) => `${days} 天内有效`,
  collect: (days) => `${days} 天内领取`,
  surprise,
  tickets,
  voucher: {
    percent: (percent) => `优惠 ${percent}% 的券`,
    free: { cheapest: "免去最便宜一件的券", dearest: "免去最贵一件的券" },
    worth: (money) => `价值 ${money} 的券`,
    atMost: (money) => `最多减 ${money}`,
    inParts: "可分次使用",
    goods: (goods) => zh`适用于${goods}`,
    fromMoney: (money) => `满 ${money} 可用`,
    channels: (channels) => zh`仅限通过${channels}`,
    stores: (stores) => zh`仅限在${stores}`,
    venues: (places) => zh`仅限在${places}`,
    here: "仅限在获得的地点使用",
    minutes: (minutes) => `${minutes} 分钟内有效`,
    from: (date) => `${date} 起`,
    until: (date) => `至 ${date}`,
  },
  priced: ({ what, aside, price }) => zh`${comma(aside === null ? [what] : [what, aside])}，需${price}`,
  given: ({ what, aside }) => comma(aside === null ? [what] : [what, aside]),
  price: ({ units, follows, also, isAutomatic }) =>
    [
      units,
      follows === null ? "" : `（随“${follows.input}”在 ${follows.min} 至 ${follows.max} 之间变动）`,
      ...also.map((each) => zh`加${each}`),
      isAutomatic ? "，集满即自动兑换" : "",
    ].reduce((said, part) => zh`${said}${part}`),
  upTo: (count) => `一次最多 ${count} 份`,
  tiers: (names) => `限${either(names.map(quoted))}等级的会员`,
  segments: (names) => `限${either(names.map(quoted))}群体的会员`,
  only: (conditions) => `仅${conditions.join("，且")}`,
  awaits: ({ only, value }) => (value === null ? `${only}；目前尚未公布` : `${only}；现在是 ${value}`),
  perPeriod: ({ count, per }) => `${PERIODS[per]}最多 ${count} 次`,
  perMember: ({ count }) => `总共最多 ${count} 次`,
  stock: ({ pieces, count }) => (pieces === 1 ? "仅此一份" : `限量 ${count} 份，送完为止`),
  from: (instant) => `${instant} 起`,
  until: (instant) => `至 ${instant}`,
};
