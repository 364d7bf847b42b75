import type { CodePhrases } from "./index.ts";

export const vi: CodePhrases = {
  title: "Mã của bạn",
  label: "Mã của bạn tại quầy, thay đổi mỗi 30 giây",
  how: "Hãy đưa mã tại quầy. Mã dùng được một lần, trong nửa phút này.",
  typed: "Quầy không có máy ảnh? Hãy đọc các ký tự này:",
  bright: "Khó quét? Hãy tăng độ sáng màn hình.",
  offline: "Không có mạng: mã vẫn dùng được.",
  nobody: "Chưa có ai đăng nhập trên điện thoại này nên không có mã.",
  signIn: "Đăng nhập",
  needsScript: "Mã được tạo trên điện thoại bằng JavaScript. Nếu không có, hãy cho quầy biết địa chỉ email của bạn.",
};
