/** Why units moved, in simplified Chinese. */
import type { Tongue } from "../en/index.ts";
import { zh } from "../spacing.ts";
import { both, quoted } from "./speech.ts";

const ROUNDED = { down: "", up: "（向上取整）", nearest: "（四舍五入）" };

export const earned: Tongue["earned"] = {
  perMoney: ({ units, money }) => zh`每 ${money} 得${units}`,
  perPieces: ({ units, pieces }) => zh`每 ${pieces} 件得${units}`,
  pieces: (pieces) => `${pieces} 件`,
  one: (unit) => `1 ${unit}`,
  says: ({ rule, more, rate, percent, tier, on, result, cut, repaid, waits, ...given }) => {
    const { carriedBefore, carriedAfter, rounding } = given;
    return [
      rule === null ? "" : `${rule}：`,
      more === null ? "" : `加赠 ${more}%，`,
      rate,
      percent === null ? "" : ` × ${percent}%${tier === null ? "" : `（${tier}）`}`,
      on === null ? "" : `，计 ${on}`,
      carriedBefore === null ? "" : zh`，加上次结余 ${carriedBefore.one}的 ${carriedBefore.fraction}`,
      result === null ? "" : ` = ${result}${ROUNDED[rounding]}`,
      cut === null ? "" : `，因${cut.by === "budget" ? "活动预算" : "上限"}只余 ${cut.left}`,
      repaid === null ? "" : `，其中 ${repaid} 抵还所欠`,
      waits ? "，审核通过后生效" : "",
      carriedAfter === null ? "" : zh`；${carriedAfter.one}的 ${carriedAfter.fraction} 留到下次消费`,
    ].join("");
  },
  unnamed: "累积",
};

export const refunded: Tongue["refunded"] = {
  cancelled: ({ units, event }) => zh`收回${units}：${event ?? "未在期限内得到确认"}`,
  money: ({ units, money }) => zh`因退款 ${money}，收回${units}`,
  notAccepted: ({ units, event }) => zh`因${event}未获通过，收回${units}`,
  undone: ({ units, event }) => zh`因${event}被撤销，收回${units}`,
  forgiven: (amount) => `；其中 ${amount} 免于收回`,
  owed: (amount) => `；其中 ${amount} 已经使用，记为欠额，由之后的累积抵还`,
};

export const moved: Tongue["moved"] = {
  forgiven: {
    "only-pending": (units) => zh`免于收回${units}：退款只收回尚未可用的部分`,
    "within-balance": (units) => zh`免于收回${units}：退款收回的不超过您现有的数量`,
  },
  aReward: "一项奖励",
  exchanged: (reward) => `兑换：${reward}`,
  exchangedByItself: (reward) => `自动兑换：${reward}`,
  setAside: (reward) => `预留给：${reward}`,
  handedOver: (reward) => `已交付：${reward}`,
  released: { lapsed: "退回：已过使用期限", unused: "退回：没有使用" },
  reversed: {
    takenBack: (because) => `收回：${because}`,
    givenBack: (because) => `退回：${because}`,
    refund: (reward) => zh`${reward}已撤销，因为相关的消费已退款`,
    exchange: "兑换已撤销",
    grace: (day) => `；原已过期，可用至 ${day}`,
  },
  adjusted: {
    taken: (code) => `由我们的工作人员扣除${code === null ? "" : `：${code}`}`,
    given: (code) => `由我们的工作人员发放${code === null ? "" : `：${code}`}`,
  },
  expired: (day) => `最后有效日为 ${day}`,
  erased: "账户删除时失效",
  accepted: (rule) => `${rule}：已获通过，现在可用`,
  activated: (event) => `现在可用${event === null ? "" : `：${event}`}`,
  ticketsTaken: (units) => zh`因消费已退款，收回${units}`,
  won: (units) => `中奖：${units}`,
  toppedUp: ({ units, isRepaid }) => `充值 ${units}${isRepaid ? "，已抵还所欠" : ""}`,
  topUpTaken: (units) => zh`收回${units}：付款已撤回`,
  membershipEnded: (units) => zh`${units}终止：已取消`,
  membership: ({ units, day, isGrace }) => `${units}，有效至 ${day}${isGrace ? "，等待付款" : ""}`,
  giftCard: ({ units, isRepaid }) => zh`礼品卡存入${units}${isRepaid ? "，已抵还所欠" : ""}`,
  giftCardTaken: (units) => zh`收回礼品卡的${units}：其付款已撤回`,
  merged: {
    repaid: "抵还您另一个账户的欠额，该账户已并入此账户",
    brought: "由您另一个账户转入，该账户已并入此账户",
  },
  transferred: {
    given: "转赠给其他会员",
    received: ({ isRepaid }) => `其他会员转赠${isRepaid ? "，已抵还所欠" : ""}`,
  },
  budget: ({ amount, budget }) => `“${budget}”预算中的 ${amount}`,
  stock: (units) => `入库 ${units}`,
};

const because = (reached: string[]) => (reached.length === 0 ? "" : `：${both(reached)}`);
const until = (day: string | null) => (day === null ? "" : `，有效至 ${day}`);

export const levels: Tongue["levels"] = {
  undone: (tier) => `失去${quoted(tier)}：达到它所凭的累积已被收回`,
  removed: (tier) => `${quoted(tier)}已不再是本计划的等级`,
  ended: ({ tier, day }) => `${quoted(tier)}已结束：最后有效日为 ${day}`,
  floated: ({ tier, counts }) => `${quoted(tier)}已结束${counts.length === 0 ? "" : `：目前计入的是 ${both(counts)}`}`,
  givesWay: ({ tier, to }) => `${quoted(tier)}改为${quoted(to)}`,
  by: ({ tier, unit, until: day }) => zh`凭您的${unit}享有${quoted(tier)}${until(day)}`,
  fell: ({ tier, reached, until: day }) => `即日起为${quoted(tier)}${because(reached)}${until(day)}`,
  renewed: ({ tier, reached, until: day }) => `保留${quoted(tier)}${because(reached)}${until(day)}`,
  reached: ({ tier, reached, until: day }) => `达到${quoted(tier)}${because(reached)}${until(day)}`,
};

export const metricAmounts: Tongue["metricAmounts"] = {
  orders: ({ count }) => `${count} 笔订单`,
  "check-ins": ({ count }) => `${count} 次签到`,
  tenure: ({ count }) => `入会 ${count} 天`,
  other: ({ count, metric }) => `${count}（“${metric}”）`,
  ticket: () => "张抽奖券",
};
