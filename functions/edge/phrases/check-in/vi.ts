import type { CheckInPhrases } from "./index.ts";

const anotherWay = "Hoặc quét mã ở quầy, hoặc nhập sáu chữ số bên dưới mã.";
const again = "Hãy nhấn lại: chỉ thực hiện một lần.";

/** Tiếng Việt. */
export const vi: CheckInPhrases = {
  title: (place) => `Check-in tại ${place}`,
  at: "Bạn đang ở",
  hours: (hours) => `Giờ mở cửa: ${hours}`,
  ask: "Nhấn nút, điện thoại sẽ được hỏi đang ở đâu. Chỉ dùng một lần để biết bạn ở đây và không lưu lại.",
  press: "Check-in tại đây",
  also: "Gửi cả vị trí của tôi. Một số phần thưởng cần cả hai; chỉ dùng cho lần check-in này và không lưu lại.",
  whose: "Ai đang check-in?",
  nobody:
    "Chưa có ai đăng nhập trên điện thoại này. Những gì bạn vừa quét hoặc chạm được giữ tạm trong thẻ trình duyệt này.",
  fromShop:
    "Hãy mở trang của bạn từ cửa hàng mà bạn là thành viên, trong trình duyệt này, rồi quay lại đây. Nếu quá nửa phút, hãy quét lại mã ở quầy.",
  typing: "Nhập sáu chữ số",
  digits: "Các chữ số bên dưới mã ở quầy",
  submit: "Check-in",
  mine: "Trang của tôi",
  places: "Tất cả địa điểm",
  needsScript: "Check-in cần JavaScript. Nếu không có, nhân viên ở quầy có thể giúp.",
  unknown: "Không có địa điểm này",
  unknownLead: "Địa điểm này không còn tham gia chương trình, hoặc liên kết chưa được sao chép đầy đủ.",
  script: {
    looking: "Đang tìm vị trí của bạn …",
    holding: "Hãy đưa máy ảnh vào mã …",
    busy: "Đang check-in …",
    sixDigits: "Sáu chữ số, ngay bên dưới mã.",
    byTap: "Lần chạm thẻ của bạn cho thấy bạn đang ở đây.",
    byCode: "Mã ở quầy cho thấy bạn đang ở đây.",
    noCode: "Đây không phải mã ở quầy. Hãy tìm mã trên máy tính bảng ở quầy.",
    otherProgramme: "Mã này thuộc chương trình khác. Hãy mở liên kết bằng máy ảnh của điện thoại.",
    thisPlace: "địa điểm này",
    failed: { title: "Chưa thành công", helps: again },
    noAnswer: { title: "Không có phản hồi", helps: again },
    offline: {
      title: "Bạn đang ngoại tuyến",
      helps: "Không mất gì cả. Khi có mạng trở lại, hãy quét mã mới hoặc nhấn lại.",
    },
    nowhere: {
      title: "Không có địa điểm nào của chương trình ở gần bạn",
      helps: "Nếu bạn đang ở một địa điểm, hãy quét mã ở quầy hoặc nhập sáu chữ số bên dưới mã.",
    },
    noFix: {
      denied: {
        title: "Trang này không được phép xem vị trí điện thoại",
        helps:
          "Không sao: hãy quét mã ở quầy hoặc nhập sáu chữ số bên dưới mã. Muốn thay đổi, hãy cho phép “Vị trí” cho trang này trong cài đặt trình duyệt.",
      },
      unavailable: {
        title: "Điện thoại không tìm được vị trí",
        helps: `Hãy bật định vị trong cài đặt, hoặc lại gần cửa sổ hơn. ${anotherWay}`,
      },
      slow: {
        title: "Điện thoại vẫn đang tìm vị trí",
        helps: `Trong nhà sẽ lâu hơn một chút: hãy nhấn lại sau giây lát. ${anotherWay}`,
      },
      stale: {
        title: "Điện thoại chỉ biết vị trí trước đó",
        helps: `Hãy chờ điện thoại định vị lại rồi nhấn lại. ${anotherWay}`,
      },
      approximate: {
        title: "Điện thoại chỉ biết vị trí gần đúng",
        helps: `Hãy cho phép “Vị trí chính xác” cho trình duyệt này rồi nhấn lại. ${anotherWay}`,
      },
      unsupported: {
        title: "Trình duyệt này không cho biết vị trí",
        helps: "Chỉ trang bảo mật (https) mới có vị trí. Hãy quét mã ở quầy hoặc nhập sáu chữ số bên dưới mã.",
      },
    },
    camera: {
      denied: {
        title: "Trang này không được phép dùng máy ảnh",
        helps: "Hãy nhập sáu chữ số bên dưới mã. Hoặc cho phép “Máy ảnh” cho trang này trong cài đặt trình duyệt.",
      },
      busy: {
        title: "Ứng dụng khác đang dùng máy ảnh",
        helps: "Hãy đóng ứng dụng đó và thử lại, hoặc nhập sáu chữ số.",
      },
      none: { title: "Không tìm thấy máy ảnh", helps: "Hãy nhập sáu chữ số bên dưới mã." },
    },
    refused: {
      tap_used: {
        title: "Lần chạm này đã được dùng",
        helps: "Hãy chạm điện thoại vào thẻ lần nữa: mỗi lần chạm tính một lần. Nếu là bạn, lượt ghé này đã được tính.",
      },
      venue_unknown: { title: "Địa điểm này không còn tham gia", helps: "Hãy hỏi ở quầy." },
      member_frozen: {
        title: "Tài khoản của bạn đang bị giữ",
        helps: "Không mất gì cả. Nhân viên ở quầy có thể cho bạn biết cần hỏi ai.",
      },
      earning_paused: {
        title: "Việc tích lũy đang tạm dừng",
        helps: "Chưa dùng mất gì cả. Hãy thử lại sau; nếu khi đó mã đã hết hạn, hãy quét mã mới.",
      },
      too_many_requests: { title: "Hơi nhanh một chút", helps: "Hãy chờ một phút rồi nhấn lại." },
      outcome_unknown: { title: "Không có phản hồi kịp thời", helps: again },
    },
    unshown: {
      tap: { title: "Lần chạm này không phải thẻ của địa điểm này", helps: "Hãy chạm lại thẻ ở quầy, hoặc quét mã." },
      code: {
        title: "Mã này đã hết hạn",
        helps: "Mã ở quầy có hiệu lực nửa phút. Hãy quét mã đang hiển thị, hoặc nhập các chữ số của mã.",
      },
      position: {
        title: "Vị trí của bạn chưa cho thấy bạn ở đây",
        helps: "Hãy quét mã ở quầy hoặc nhập sáu chữ số bên dưới mã: cách này dùng được dù điện thoại nghĩ mình ở đâu.",
      },
    },
    earned: "Bạn nhận được {what}",
    checkedIn: "Đã check-in tại {place}.",
    waiting: "Có điều bất ngờ đang chờ bạn",
    voucher: "Một phiếu cho bạn",
    nothing: "Bạn đã check-in tại {place}",
    counterHelps: "Nhân viên ở quầy có thể giúp bạn.",
    noReward: "Hiện không có gì để nhận cho lần này.",
    tickets: { other: "# vé" },
    aVoucher: "Phiếu",
    until: "đến {day}",
    have: "Bạn có {what}.",
    onYourPage: "Một điều bất ngờ đang chờ trên trang của bạn.",
    appeal: "Nhờ nhân viên xem lại",
    appealed: "Nhân viên sẽ xem lại. Nếu họ đồng ý, bạn sẽ nhận được phần của mình.",
    again: "Không có phản hồi. Hãy nhấn lại: chỉ thực hiện một lần.",
  },
};
