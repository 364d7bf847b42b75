/** Why units moved, in traditional Chinese. */
import type { Tongue } from "../en/index.ts";
import { zh } from "../spacing.ts";
import { both, quoted } from "./speech.ts";

const ROUNDED = { down: "", up: "（向上取整數）", nearest: "（四捨五入）" };

export const earned: Tongue["earned"] = {
  perMoney: ({ units, money }) => zh`每 ${money} 得${units}`,
  perPieces: ({ units, pieces }) => zh`每 ${pieces} 件得${units}`,
  pieces: (pieces) => `${pieces} 件`,
  one: (unit) => `1 ${unit}`,
  says: ({ rule, more, rate, percent, tier, on, result, cut, repaid, waits, ...given }) => {
    const { carriedBefore, carriedAfter, rounding } = given;
    return [
      rule === null ? "" : `${rule}：`,
      more === null ? "" : `加贈 ${more}%，`,
      rate,
      percent === null ? "" : ` × ${percent}%${tier === null ? "" : `（${tier}）`}`,
      on === null ? "" : `，計 ${on}`,
      carriedBefore === null ? "" : zh`，加上次結餘 ${carriedBefore.one}的 ${carriedBefore.fraction}`,
      result === null ? "" : ` = ${result}${ROUNDED[rounding]}`,
      cut === null ? "" : `，因${cut.by === "budget" ? "活動預算" : "上限"}只餘 ${cut.left}`,
      repaid === null ? "" : `，其中 ${repaid} 抵還所欠`,
      waits ? "，審核通過後生效" : "",
      carriedAfter === null ? "" : zh`；${carriedAfter.one}的 ${carriedAfter.fraction} 留到下次消費`,
    ].join("");
  },
  unnamed: "累積",
};

export const refunded: Tongue["refunded"] = {
  cancelled: ({ units, event }) => zh`收回${units}：${event ?? "未在期限內得到確認"}`,
  money: ({ units, money }) => zh`因退款 ${money}，收回${units}`,
  notAccepted: ({ units, event }) => zh`因${event}未獲通過，收回${units}`,
  undone: ({ units, event }) => zh`因${event}被撤銷，收回${units}`,
  forgiven: (amount) => `；其中 ${amount} 免於收回`,
  owed: (amount) => `；其中 ${amount} 已經使用，記為欠額，由之後的累積抵還`,
};

export const moved: Tongue["moved"] = {
  forgiven: {
    "only-pending": (units) => zh`免於收回${units}：退款只收回尚未可用的部分`,
    "within-balance": (units) => zh`免於收回${units}：退款收回的不超過您現有的數量`,
  },
  aReward: "一項獎勵",
  exchanged: (reward) => `兌換：${reward}`,
  exchangedByItself: (reward) => `自動兌換：${reward}`,
  setAside: (reward) => `預留給：${reward}`,
  handedOver: (reward) => `已交付：${reward}`,
  released: { lapsed: "退回：已過使用期限", unused: "退回：沒有使用" },
  reversed: {
    takenBack: (because) => `收回：${because}`,
    givenBack: (because) => `退回：${because}`,
    refund: (reward) => zh`${reward}已撤銷，因為相關的消費已退款`,
    exchange: "兌換已撤銷",
    grace: (day) => `；原已過期，可用至 ${day}`,
  },
  adjusted: {
    taken: (code) => `由我們的工作人員扣除${code === null ? "" : `：${code}`}`,
    given: (code) => `由我們的工作人員發放${code === null ? "" : `：${code}`}`,
  },
  expired: (day) => `最後有效日為 ${day}`,
  erased: "帳戶刪除時失效",
  accepted: (rule) => `${rule}：已獲通過，現在可用`,
  activated: (event) => `現在可用${event === null ? "" : `：${event}`}`,
  ticketsTaken: (units) => zh`因消費已退款，收回${units}`,
  won: (units) => `中獎：${units}`,
  toppedUp: ({ units, isRepaid }) => `儲值 ${units}${isRepaid ? "，已抵還所欠" : ""}`,
  topUpTaken: (units) => zh`收回${units}：付款已撤回`,
  membershipEnded: (units) => zh`${units}終止：已取消`,
  membership: ({ units, day, isGrace }) => `${units}，有效至 ${day}${isGrace ? "，等待付款" : ""}`,
  giftCard: ({ units, isRepaid }) => zh`禮品卡存入${units}${isRepaid ? "，已抵還所欠" : ""}`,
  giftCardTaken: (units) => zh`收回禮品卡的${units}：其付款已撤回`,
  merged: {
    repaid: "抵還您另一個帳戶的欠額，該帳戶已并入此帳戶",
    brought: "由您另一個帳戶轉入，該帳戶已并入此帳戶",
  },
  transferred: {
    given: "轉贈給其他會員",
    received: ({ isRepaid }) => `其他會員轉贈${isRepaid ? "，已抵還所欠" : ""}`,
  },
  budget: ({ amount, budget }) => `「${budget}」預算中的 ${amount}`,
  stock: (units) => `入庫 ${units}`,
};

const because = (reached: string[]) => (reached.length === 0 ? "" : `：${both(reached)}`);
const until = (day: string | null) => (day === null ? "" : `，有效至 ${day}`);

export const levels: Tongue["levels"] = {
  undone: (tier) => `失去${quoted(tier)}：達到它所憑的累積已被收回`,
  removed: (tier) => `${quoted(tier)}已不再是本計畫的等級`,
  ended: ({ tier, day }) => `${quoted(tier)}已結束：最後有效日為 ${day}`,
  floated: ({ tier, counts }) => `${quoted(tier)}已結束${counts.length === 0 ? "" : `：目前計入的是 ${both(counts)}`}`,
  givesWay: ({ tier, to }) => `${quoted(tier)}改為${quoted(to)}`,
  by: ({ tier, unit, until: day }) => zh`憑您的${unit}享有${quoted(tier)}${until(day)}`,
  fell: ({ tier, reached, until: day }) => `即日起為${quoted(tier)}${because(reached)}${until(day)}`,
  renewed: ({ tier, reached, until: day }) => `保留${quoted(tier)}${because(reached)}${until(day)}`,
  reached: ({ tier, reached, until: day }) => `達到${quoted(tier)}${because(reached)}${until(day)}`,
};

export const metricAmounts: Tongue["metricAmounts"] = {
  orders: ({ count }) => `${count} 筆訂單`,
  "check-ins": ({ count }) => `${count} 次打卡`,
  tenure: ({ count }) => `入會 ${count} 天`,
  other: ({ count, metric }) => `${count}（「${metric}」）`,
  ticket: () => "張抽獎券",
};
