import { lastingIn } from "../../../values/plural.ts";
import type { ProfilePhrases } from "./index.ts";

const lasting = lastingIn("vi");

export const vi: ProfilePhrases = {
  profile: {
    name: "Chúng tôi gọi bạn là gì?",
    language: "Ngôn ngữ",
    languageAny: "Theo trình duyệt của tôi",
    birthDate: "Ngày sinh",
    birthDateHint: "Để tặng quà đúng ngày. Chỉ bạn thấy ngày này.",
    region: "Quốc gia",
    regionHint: "Hai chữ cái, như VN hoặc DE.",
    about: "Về bạn",
    aboutHint: "Chỉ điều bạn muốn nói. Rút lại lúc nào cũng được.",
    consents: "Điều bạn đồng ý",
    consentsHint: "Mặc định là tắt. Mỗi điều đều có thể rút lại ở đây.",
    unsaid: "Không muốn nói",
    save: "Lưu",
    more: "Dữ liệu của bạn",
    toPrivacy: "Mang theo hoặc xóa dữ liệu",
    toSessions: "Bạn đang đăng nhập ở đâu",
    signOut: "Đăng xuất",
  },
  privacy: {
    lead: "Mọi điều lưu về bạn là của bạn.",
    held: "Chúng tôi lưu gì",
    heldList:
      "Tên và địa chỉ liên lạc của bạn, điều bạn nói về mình, và mỗi thay đổi số dư cùng lý do. Nơi bạn đứng khi check-in không được lưu.",
    whereabouts: "Nơi bạn đã check-in",
    position: "Vị trí của bạn chỉ dùng để trả lời và không được lưu ở đâu cả.",
    sighting: (hours: number) =>
      `Dấu không đọc được của trình duyệt và của vị trí nó gửi, để nhận ra bản sao: ${lasting(hours, "hour")}.`,
    tap: (days: number) => `Việc chính bạn đã chạm thẻ: ${lasting(days, "day")}.`,
    evidence: (days: number) =>
      `Điều cho thấy bạn đã ở đó, mức chúng tôi tin, và điều bạn nói với nhân viên về việc ấy: ${lasting(days, "day")}, và thêm chừng ấy sau khi họ trả lời.`,
    place: (days: number) => `Địa điểm: ${lasting(days, "day")}. Sau đó chỉ còn loại địa điểm.`,
    dayStays: "Ngày và những gì bạn nhận được vẫn ở lại cùng số dư.",
    take: "Mang theo",
    takeLead: "Tất cả, trong một tệp mà chương trình khác đọc được.",
    download: "Tải dữ liệu của tôi",
    consents: "Điều bạn đã đồng ý",
    agreed: "đã đồng ý",
    notAgreed: "chưa đồng ý",
    noConsents: "Bạn chưa được hỏi điều gì.",
    seeSessions: "Xem thiết bị của bạn và đăng xuất ở nơi khác",
    erase: "Xóa tài khoản của tôi",
    eraseLead: (units) => `Tên, địa chỉ và lời của bạn sẽ bị xóa. ${units} sẽ mất. Không thể hoàn tác.`,
    eraseWord: "xóa",
    eraseType: (word) => `Nhập “${word}” để tiếp tục`,
    eraseButton: "Xóa tất cả",
    erased: "Đã xóa",
    erasedLead: "Ở đây không còn gì về bạn ngoài những con số không tên. Cảm ơn bạn đã từng ở đây.",
  },
  visits: {
    see: "Xem các nơi và xóa nơi bạn muốn",
    lead: "Những nơi bạn đã check-in. Chỉ bạn thấy danh sách này. Những gì bạn xóa sẽ mất hẳn; những gì bạn đã nhận vẫn còn.",
    none: "Bạn chưa check-in ở đâu, hoặc đã xóa.",
    delete: "Xóa",
    all: "Xóa tất cả",
    allLead: "Mỗi lần tối đa một trăm mục mới nhất. Những gì bạn đã nhận vẫn là của bạn.",
    deleteAll: "Xóa tất cả",
    ask: "Nhờ nhân viên xem lại",
    asked: "Nhân viên sẽ xem lại.",
    answered: "Nhân viên đã xem",
    deleted: "Đã xóa. Những gì bạn đã nhận vẫn là của bạn.",
  },
};
