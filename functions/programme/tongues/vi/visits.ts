/** What a check-in showed and gave, in Vietnamese. */
import type { Tongue } from "../en/index.ts";

const unconfirmed = "Chưa thể xác nhận đủ chắc chắn lần ghé này.";

export const visits: Tongue["visits"] = {
  evidence: {
    gps: "Vị trí của thiết bị cho thấy bạn đang ở đây.",
    qr: "Mã tại quầy cho thấy bạn đang ở đây.",
    nfc: "Thao tác chạm thẻ cho thấy bạn đang ở đây.",
    purchase: "Việc mua hàng tại đây cho thấy bạn đã có mặt.",
    staff: "Nhân viên tại quầy đã xác nhận bạn đang ở đây.",
    "demo position": "Đã chọn một vị trí thử nghiệm, được chương trình thử nghiệm này chấp nhận.",
    claimed: "Bạn cho biết bạn đang ở đây.",
    no_fix: "Không có vị trí nào được gửi, nên chỉ có lời của bạn.",
    stale: "Vị trí không phải vừa được lấy, nên chỉ có lời của bạn.",
    coarse: "Vị trí quá thô để xác định địa điểm, nên chỉ có lời của bạn.",
    elsewhere: "Vị trí không cho thấy bạn đang ở đây, nên chỉ có lời của bạn.",
    too_fast: "Lần check-in được thưởng trước của bạn ở quá xa so với thời gian đã trôi qua.",
    contradicted: unconfirmed,
    abroad: unconfirmed,
    hidden: unconfirmed,
    shared_device: unconfirmed,
    harvested: unconfirmed,
    copied: unconfirmed,
  },
  codesOver: "Hôm nay đã có quá nhiều mã sai, nên đến ngày mai mới kiểm tra tiếp.",
  wrongCode: "Đó không phải mã mà quầy đang hiển thị.",
  wrongTap: "Đó không phải thao tác chạm thẻ của địa điểm này.",
  closed: "Hiện ngoài giờ mở cửa của địa điểm này.",
  recorded: "Đã ghi nhận, nhưng lần này không tích được gì. Bạn có thể nhờ nhân viên xem lại.",
  tooOften: "Đã được thưởng đủ số lần cho phép trong một giờ hoặc một ngày: lần này được ghi nhận.",
  again: "Hôm nay đã được thưởng: mỗi địa điểm thưởng một lần check-in mỗi ngày.",
  againTogether:
    "Hôm nay đã được thưởng: mỗi địa điểm thưởng một lần check-in mỗi ngày. Giờ các bạn ở cùng nhau, nên lần này cũng được tính.",
  first: "Đây là lần đầu của bạn ở đây hôm nay, nên được tính.",
  nothing: "Hiện không có quy tắc nào thưởng cho việc check-in ở đây.",
};
