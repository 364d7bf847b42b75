/** Why units moved, in Vietnamese. */
import type { Tongue } from "../en/index.ts";
import { both, quoted } from "./speech.ts";

const ROUNDED = { down: "", up: " (làm tròn lên)", nearest: " (làm tròn)" };

export const earned: Tongue["earned"] = {
  perMoney: ({ units, money }) => `${units} cho mỗi ${money}`,
  perPieces: ({ units, pieces }) => `${units} cho mỗi ${pieces} món`,
  pieces: (pieces) => `${pieces} món`,
  one: (unit) => `1 ${unit}`,
  says: ({ rule, more, rate, percent, tier, on, result, cut, repaid, waits, ...given }) => {
    const { carriedBefore, carriedAfter, rounding } = given;
    return [
      rule === null ? "" : `${rule}: `,
      more === null ? "" : `thêm ${more}% của `,
      rate,
      percent === null ? "" : ` × ${percent}%${tier === null ? "" : ` ở hạng ${tier}`}`,
      on === null ? "" : `, tính trên ${on}`,
      carriedBefore === null ? "" : `, cộng ${carriedBefore.fraction} của ${carriedBefore.one} còn lại từ trước`,
      result === null ? "" : ` = ${result}${ROUNDED[rounding]}`,
      cut === null ? "" : `, giảm còn ${cut.left} do ${cut.by === "budget" ? "ngân sách chương trình" : "giới hạn"}`,
      repaid === null ? "" : `, trong đó ${repaid} bù vào số bạn nợ`,
      waits ? ", sau khi được duyệt" : "",
      carriedAfter === null ? "" : `; ${carriedAfter.fraction} của ${carriedAfter.one} được chuyển sang lần mua sau`,
    ].join("");
  },
  unnamed: "tích được",
};

export const refunded: Tongue["refunded"] = {
  cancelled: ({ units, event }) => `thu hồi ${units}: ${event ?? "không có xác nhận kịp thời"}`,
  money: ({ units, money }) => `thu hồi ${units} vì đã hoàn ${money}`,
  notAccepted: ({ units, event }) => `thu hồi ${units} vì không được duyệt: ${event}`,
  undone: ({ units, event }) => `thu hồi ${units} vì đã bị hủy: ${event}`,
  forgiven: (amount) => `; trong đó ${amount} được miễn`,
  owed: (amount) => `; trong đó ${amount} đã dùng và thành số nợ: phần bạn tích tiếp theo sẽ bù vào`,
};

export const moved: Tongue["moved"] = {
  forgiven: {
    "only-pending": (units) => `được miễn ${units}: khi hoàn tiền chỉ thu hồi phần chưa có hiệu lực`,
    "within-balance": (units) => `được miễn ${units}: khi hoàn tiền không thu hồi nhiều hơn số bạn có`,
  },
  aReward: "một phần thưởng",
  exchanged: (reward) => `đổi lấy ${reward}`,
  exchangedByItself: (reward) => `tự động đổi lấy ${reward}`,
  setAside: (reward) => `để dành cho ${reward}`,
  handedOver: (reward) => `đã giao ${reward}`,
  released: { lapsed: "trả lại: đã hết thời gian sử dụng", unused: "trả lại: không được sử dụng" },
  reversed: {
    takenBack: (because) => `thu hồi: ${because}`,
    givenBack: (because) => `trả lại: ${because}`,
    refund: (reward) => `${reward} bị hủy vì đơn mua liên quan đã được hoàn tiền`,
    exchange: "việc đổi thưởng đã bị hủy",
    grace: (day) => `; đã hết hạn, nhưng còn dùng được đến ${day}`,
  },
  adjusted: {
    taken: (code) => `nhân viên của chúng tôi trừ${code === null ? "" : `: ${code}`}`,
    given: (code) => `nhân viên của chúng tôi tặng${code === null ? "" : `: ${code}`}`,
  },
  expired: (day) => `ngày cuối sử dụng là ${day}`,
  erased: "mất hiệu lực khi tài khoản bị xóa",
  accepted: (rule) => `${rule}: đã được duyệt, dùng được từ bây giờ`,
  activated: (event) => `dùng được từ bây giờ${event === null ? "" : `: ${event}`}`,
  ticketsTaken: (units) => `thu hồi ${units} vì đơn mua đã được hoàn tiền`,
  won: (units) => `trúng: ${units}`,
  toppedUp: ({ units, isRepaid }) => `nạp ${units}${isRepaid ? ", bù vào số bạn nợ" : ""}`,
  topUpTaken: (units) => `thu hồi ${units} vì khoản thanh toán đã bị rút lại`,
  membershipEnded: (units) => `kết thúc ${units}: đã hủy`,
  membership: ({ units, day, isGrace }) => `${units} đến ${day}${isGrace ? ", đang chờ thanh toán" : ""}`,
  giftCard: ({ units, isRepaid }) => `${units} từ thẻ quà tặng${isRepaid ? ", bù vào số bạn nợ" : ""}`,
  giftCardTaken: (units) => `thu hồi ${units} của thẻ quà tặng vì khoản thanh toán đã bị rút lại`,
  merged: {
    repaid: "bù vào số nợ của tài khoản khác của bạn, đã gộp vào tài khoản này",
    brought: "chuyển từ tài khoản khác của bạn, đã gộp vào tài khoản này",
  },
  transferred: {
    given: "tặng cho thành viên khác",
    received: ({ isRepaid }) => `nhận từ thành viên khác${isRepaid ? ", bù vào số bạn nợ" : ""}`,
  },
  budget: ({ amount, budget }) => `${amount} trong ngân sách ${quoted(budget)}`,
  stock: (units) => `nhập kho ${units}`,
};

const because = (reached: string[]) => (reached.length === 0 ? "" : `: ${both(reached)}`);
const until = (day: string | null) => (day === null ? "" : `, của bạn đến ${day}`);

export const levels: Tongue["levels"] = {
  undone: (tier) => `mất hạng ${tier}: những gì giúp đạt hạng đã bị thu hồi`,
  removed: (tier) => `${tier} không còn là hạng của chương trình`,
  ended: ({ tier, day }) => `hạng ${tier} đã kết thúc: ngày cuối là ${day}`,
  floated: ({ tier, counts }) =>
    `hạng ${tier} đã kết thúc${counts.length === 0 ? "" : `: hiện chỉ còn tính ${both(counts)}`}`,
  givesWay: ({ tier, to }) => `hạng ${tier} đổi thành ${to}`,
  by: ({ tier, unit, until: day }) => `hạng ${tier} nhờ ${unit} của bạn${until(day)}`,
  fell: ({ tier, reached, until: day }) => `hạng ${tier} từ bây giờ${because(reached)}${until(day)}`,
  renewed: ({ tier, reached, until: day }) => `giữ hạng ${tier}${because(reached)}${until(day)}`,
  reached: ({ tier, reached, until: day }) => `đạt hạng ${tier}${because(reached)}${until(day)}`,
};

export const metricAmounts: Tongue["metricAmounts"] = {
  orders: ({ count }) => `${count} đơn hàng`,
  "check-ins": ({ count }) => `${count} lần check-in`,
  tenure: ({ count }) => `${count} ngày tham gia`,
  other: ({ count, metric }) => `${count} (${quoted(metric)})`,
  ticket: () => "vé rút thăm",
};
