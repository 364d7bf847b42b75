import { countedIn } from "../../values/plural.ts";
import type { Phrases } from "./index.ts";

const counted = countedIn("vi");

/** Tiếng Việt. */
export const vi: Phrases = {
  common: {
    skip: "Đến phần nội dung",
    language: "Ngôn ngữ",
    check: "Kiểm chứng",
    until: (day) => `đến ${day}`,
    and: " và ",
    or: " hoặc ",
  },
  nav: {
    label: "Chương trình của bạn",
    home: "Trang chủ",
    rewards: "Quà",
    cards: "Thẻ",
    tiers: "Hạng",
    wallet: "Ví",
    vouchers: "Phiếu",
    play: "Bất ngờ",
    history: "Lịch sử",
    how: "Cách hoạt động",
    profile: "Hồ sơ",
    privacy: "Quyền riêng tư",
    more: "Thêm",
  },
  home: {
    worth: (money) => `trị giá ${money}`,
    pending: (units) => `${units} sắp về`,
    held: (units) => `${units} đang giữ lại`,
    debt: (units) => `cần bù ${units} trước`,
    missing: (units, reward) => `Còn ${units} nữa là được ${reward}`,
    expiring: (units, day) => `${units} hết hạn ${day}`,
    tickets: (tickets) => counted(tickets, { other: "# vé" }),
  },
};
