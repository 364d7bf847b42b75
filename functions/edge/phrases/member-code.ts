/** What the page with a member's code says, in each language. English is the contract. */
import type { Language } from "../../values/language.ts";

const en = {
  title: "Your code",
  label: "Your code for the counter; it changes every 30 seconds",
  how: "Show it at the counter. It is good once, for this half minute.",
  typed: "No camera at the counter? Say these letters:",
  bright: "Is it hard to scan? Turn your screen’s brightness up.",
  offline: "No network: the code works all the same.",
  nobody: "Nobody is signed in on this phone, so there is no code to show.",
  signIn: "Sign in",
  needsScript: "The code is made on your phone, by JavaScript. Without it, tell the counter your e-mail address.",
};
export type CodePhrases = typeof en;

const zhHans: CodePhrases = {
  title: "您的会员码",
  label: "您在柜台出示的会员码，每 30 秒更换一次",
  how: "请在柜台出示。此码在这半分钟内可使用一次。",
  typed: "柜台没有摄像头？请报出这些字符：",
  bright: "扫不出来？请调高屏幕亮度。",
  offline: "没有网络，会员码仍然可用。",
  nobody: "此手机上无人登录，因此没有会员码。",
  signIn: "登录",
  needsScript: "会员码由手机上的 JavaScript 生成。没有它时，请告诉柜台您的邮箱地址。",
};
const zhHant: CodePhrases = {
  title: "您的會員碼",
  label: "您在櫃檯出示的會員碼，每 30 秒更換一次",
  how: "請在櫃檯出示。此碼在這半分鐘內可使用一次。",
  typed: "櫃檯沒有相機？請報出這些字元：",
  bright: "掃不出來？請調高螢幕亮度。",
  offline: "沒有網路，會員碼仍然可用。",
  nobody: "此手機上無人登入，因此沒有會員碼。",
  signIn: "登入",
  needsScript: "會員碼由手機上的 JavaScript 產生。沒有它時，請告訴櫃檯您的電子郵件地址。",
};
const ru: CodePhrases = {
  title: "Ваш код",
  label: "Ваш код для кассы; он меняется каждые 30 секунд",
  how: "Покажите его на кассе. Он действует один раз, эти полминуты.",
  typed: "На кассе нет камеры? Назовите эти знаки:",
  bright: "Не сканируется? Прибавьте яркость экрана.",
  offline: "Сети нет: код всё равно работает.",
  nobody: "На этом телефоне никто не вошёл, поэтому кода нет.",
  signIn: "Войти",
  needsScript: "Код создаёт JavaScript на вашем телефоне. Без него назовите на кассе адрес почты.",
};
const vi: CodePhrases = {
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
const ar: CodePhrases = {
  title: "رمزك",
  label: "رمزك عند الصندوق، ويتغيّر كل 30 ثانية",
  how: "أظهره عند الصندوق. وهو صالح مرة واحدة، في نصف الدقيقة هذا.",
  typed: "لا توجد كاميرا عند الصندوق؟ اذكر هذه الرموز:",
  bright: "يصعب مسحه؟ زد سطوع الشاشة.",
  offline: "لا توجد شبكة: والرمز يعمل رغم ذلك.",
  nobody: "لا أحد مسجل الدخول على هذا الهاتف، فلا رمز لعرضه.",
  signIn: "تسجيل الدخول",
  needsScript: "يصنع هاتفك الرمز بواسطة JavaScript. ومن دونها اذكر عند الصندوق بريدك الإلكتروني.",
};

const PHRASES: Record<Language, CodePhrases> = { en, "zh-Hans": zhHans, "zh-Hant": zhHant, ru, vi, ar };

/** What the page with a member's code says in a language. */
export function codePhrases(language: Language): CodePhrases {
  return PHRASES[language];
}
