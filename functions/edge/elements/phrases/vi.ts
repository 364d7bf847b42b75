import type { ElementPhrases } from "./index.ts";

export const vi: ElementPhrases = {
  earns: (units) => `Nhận ${units}`,
  membersEarn: (units) => `Thành viên nhận ${units}`,
  cartEarns: (units) => `Giỏ hàng này mang lại ${units}.`,
  cartEarnsMembers: (units) => `Là thành viên, bạn sẽ nhận ${units} cho giỏ hàng này.`,
  cartReaches: (units, reward) => `Giỏ hàng này mang lại ${units}: đủ để đổi ${reward}.`,
  voucherTakes: (money) => `Phiếu của bạn giảm ${money} cho giỏ hàng này.`,
  rewardTakes: (money, units) => `Giảm ${money} cho giỏ hàng này với ${units}.`,
  rewardReady: (reward, units) => `Bạn có thể đổi ${reward} với ${units}.`,
  allReached: "Bạn đã đủ để đổi mọi phần thưởng.",
  use: "Dùng ngay",
  join: "Tham gia",
  dismiss: "Để sau",
  open: "Phần thưởng của tôi",
  close: "Đóng",
  card: "Hiện thẻ của tôi",
  account: "Mở tài khoản của tôi",
  ready: "Có thể đổi ngay",
  toGo: (units) => `còn thiếu ${units}`,
};
