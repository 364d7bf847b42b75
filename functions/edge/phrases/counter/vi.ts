import type { CounterPhrases } from "./index.ts";

export const vi: CounterPhrases = {
  title: "Mã ở quầy",
  none: "Chưa có mã để hiển thị",
  how: "Hãy đăng nhập bảng điều khiển trên máy, mở “Venues” và nhấn “Open the counter’s page” ở địa điểm của bạn. Sau đó giữ trang ấy mở, hoặc đánh dấu trang.",
  console: "Đến bảng điều khiển",
  needsScript: "Mã được tạo trên máy này bằng JavaScript: hãy cho phép cho trang này.",
  scan: "Quét bằng máy ảnh điện thoại để check-in.",
  type: "Hoặc nhập",
  script: {
    title: "Check-in tại {place}",
    thisPlace: "Địa điểm này",
    label: "Mã để quét, thay đổi mỗi 30 giây",
    untold: "Máy này chưa được cho biết đang đặt ở địa điểm nào.",
    cut: "Liên kết chưa được sao chép đầy đủ: thiếu khóa của địa điểm, hoặc có thêm thứ khác.",
    ahead:
      "Đồng hồ của máy này nhanh {span}, nên mã có thể không được chấp nhận. Hãy để máy tự đặt giờ: Cài đặt, Ngày và giờ, Tự động.",
    behind:
      "Đồng hồ của máy này chậm {span}, nên mã có thể không được chấp nhận. Hãy để máy tự đặt giờ: Cài đặt, Ngày và giờ, Tự động.",
    full: "Toàn màn hình",
    leaveFull: "Thoát toàn màn hình",
  },
};
