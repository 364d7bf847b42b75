/** Events and what metrics count, in Vietnamese. */
import type { Counted, Tongue } from "../en/index.ts";
import { either, quoted } from "./speech.ts";

const only = (before: "cho" | "có", { goods, stores, channels }: Counted) =>
  [
    ...goods.map((each) => ` ${before} ${each}`),
    ...(stores === null ? [] : [` tại ${stores}`]),
    ...(channels === null ? [] : [` qua ${channels}`]),
  ].join("");
const many = ({ amount, count, isMore }: { amount: number; count: string; isMore: boolean }) =>
  amount === 0 ? "không có" : isMore ? `thêm ${count}` : count;

export const events: Tongue["events"] = {
  names: {
    purchase: "mua hàng",
    "check-in": "check-in tại chỗ",
    "top-up": "nạp tiền",
    refund: "hoàn tiền",
    membership: "mua, gia hạn, đổi hoặc kết thúc gói thành viên",
    referral: "giới thiệu bạn bè",
    review: "viết đánh giá",
    photo: "gửi ảnh",
    share: "chia sẻ",
    comment: "bình luận",
    link: "gửi liên kết",
    like: "bấm thích",
    follow: "theo dõi",
    survey: "trả lời khảo sát",
    feedback: "góp ý",
    profile: "điền một mục trong hồ sơ",
    "paid-on-time": "thanh toán đúng hạn",
    "late-delivery": "giao hàng trễ",
    device: "thiết bị báo về",
    custom: "sự kiện riêng của cửa hàng",
    "tier-reached": "đạt hạng mới",
    "card-filled": "đầy một thẻ tích",
    "badge-earned": "nhận huy hiệu",
    "prize-won": "trúng giải",
    birthday: "sinh nhật",
    anniversary: "ngày kỷ niệm tham gia",
    renewal: "gia hạn gói thành viên",
    inactivity: "lâu không mua hàng",
  },
  inactive: (days) => `${days} ngày không mua hàng`,
  own: quoted,
};

export const counted: Tongue["counted"] = {
  spend: ({ money, isMore, ...of }) => `${isMore ? "thêm " : ""}${money} chi tiêu${only("cho", of)}`,
  orders: (given) => `${many(given)} đơn hàng${only("có", given)}`,
  "check-ins": (given) => `${many(given)} lần check-in`,
  earned: ({ units, isMore }) => `${isMore ? "thêm " : ""}${units}`,
  tenure: (given) => `${many(given)} ngày tham gia`,
  events: ({ of, ...given }) => `${many(given)} lần ${either(of)}`,
  other: ({ metric, ...given }) => `${many(given)} (${quoted(metric)})`,
};

export const measured: Tongue["measured"] = {
  spend: (of) => `số tiền bạn chi${only("cho", of)}`,
  orders: (of) => `số đơn hàng${only("có", of)}`,
  "check-ins": "số lần check-in",
  earned: (unit) => `số ${unit} bạn nhận được`,
  tenure: "số ngày là thành viên",
  events: (of) => `số lần ${either(of)}`,
  other: quoted,
};
