/** What a counter’s tablet says, in each language. English is the contract. */
import type { Language } from "../../values/language.ts";

const en = {
  title: "The counter’s code",
  none: "No code to show yet",
  how: "Sign in to the console on it, open Venues, and press “Open the counter’s page” at your place. Then keep that page open, or bookmark it.",
  console: "To the console",
  needsScript: "The code is made on this tablet, by JavaScript: allow it for this page.",
  scan: "Scan this with your phone’s camera to check in.",
  type: "Or type",
  /** For the script; what stands in braces is put in. */
  script: {
    title: "Check in at {place}",
    thisPlace: "This place",
    label: "The code to scan; it changes every 30 seconds",
    untold: "This tablet has not been told which place it stands at.",
    cut: "This link was not copied whole: it ends before the place’s key, or something else was added.",
    ahead:
      "This tablet’s clock is {span} ahead, so its codes may not be accepted. Let it set its time by itself: Settings, Date and time, Automatic.",
    behind:
      "This tablet’s clock is {span} behind, so its codes may not be accepted. Let it set its time by itself: Settings, Date and time, Automatic.",
    full: "Full screen",
    leaveFull: "Leave full screen",
  },
};
export type CounterPhrases = typeof en;

const zhHans: CounterPhrases = {
  title: "柜台代码",
  none: "还没有可显示的代码",
  how: "请在平板上登录控制台，打开“Venues”，在您的地点按下“Open the counter’s page”。之后让那个页面一直开着，或加入书签。",
  console: "前往控制台",
  needsScript: "代码由这台平板上的 JavaScript 生成：请允许此页面使用。",
  scan: "用手机相机扫描即可签到。",
  type: "或输入",
  script: {
    title: "在{place}签到",
    thisPlace: "这里",
    label: "供扫描的代码，每 30 秒更换一次",
    untold: "这台平板还不知道自己在哪个地点。",
    cut: "链接没有复制完整：缺少地点的密钥，或多了其他内容。",
    ahead: "这台平板的时钟快了 {span}，代码可能不被接受。请在“设置”的“日期和时间”中改为自动。",
    behind: "这台平板的时钟慢了 {span}，代码可能不被接受。请在“设置”的“日期和时间”中改为自动。",
    full: "全屏",
    leaveFull: "退出全屏",
  },
};

const zhHant: CounterPhrases = {
  title: "櫃檯代碼",
  none: "還沒有可顯示的代碼",
  how: "請在平板上登入主控台，開啟「Venues」，在您的地點按下「Open the counter’s page」。之後讓那個頁面一直開著，或加入書籤。",
  console: "前往主控台",
  needsScript: "代碼由這台平板上的 JavaScript 產生：請允許此頁面使用。",
  scan: "用手機相機掃描即可打卡。",
  type: "或輸入",
  script: {
    title: "在{place}打卡",
    thisPlace: "這裡",
    label: "供掃描的代碼，每 30 秒更換一次",
    untold: "這台平板還不知道自己在哪個地點。",
    cut: "連結沒有複製完整：缺少地點的金鑰，或多了其他內容。",
    ahead: "這台平板的時鐘快了 {span}，代碼可能不被接受。請在「設定」的「日期和時間」中改為自動。",
    behind: "這台平板的時鐘慢了 {span}，代碼可能不被接受。請在「設定」的「日期和時間」中改為自動。",
    full: "全螢幕",
    leaveFull: "結束全螢幕",
  },
};

const ru: CounterPhrases = {
  title: "Код у кассы",
  none: "Кода пока нет",
  how: "Войдите на нём в консоль, откройте «Venues» и нажмите у своего места «Open the counter’s page». Затем держите ту страницу открытой или добавьте её в закладки.",
  console: "В консоль",
  needsScript: "Код создаёт JavaScript на этом планшете: разрешите его для этой страницы.",
  scan: "Отсканируйте камерой телефона, чтобы отметиться.",
  type: "Или введите",
  script: {
    title: "Отметиться: {place}",
    thisPlace: "Это место",
    label: "Код для сканирования; он меняется каждые 30 секунд",
    untold: "Этому планшету не сказали, у какого места он стоит.",
    cut: "Ссылка скопирована не целиком: в ней нет ключа места, или добавлено лишнее.",
    ahead:
      "Часы этого планшета спешат ({span}), и его коды могут не принять. Пусть он ставит время сам: Настройки, Дата и время, Автоматически.",
    behind:
      "Часы этого планшета отстают ({span}), и его коды могут не принять. Пусть он ставит время сам: Настройки, Дата и время, Автоматически.",
    full: "На весь экран",
    leaveFull: "Выйти из полного экрана",
  },
};

const vi: CounterPhrases = {
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

const ar: CounterPhrases = {
  title: "رمز الصندوق",
  none: "لا رمز لعرضه بعد",
  how: "سجّل الدخول إلى لوحة الإدارة على الجهاز، وافتح «Venues»، واضغط «Open the counter’s page» عند مكانك. ثم أبقِ تلك الصفحة مفتوحة، أو احفظها.",
  console: "إلى لوحة الإدارة",
  needsScript: "يصنع هذا الجهاز الرمز بواسطة JavaScript: اسمح بها لهذه الصفحة.",
  scan: "امسحه بكاميرا هاتفك لتسجيل الحضور.",
  type: "أو اكتب",
  script: {
    title: "تسجيل الحضور في {place}",
    thisPlace: "هذا المكان",
    label: "الرمز المراد مسحه، ويتغيّر كل 30 ثانية",
    untold: "لم يُخبَر هذا الجهاز بالمكان الذي هو فيه.",
    cut: "لم يُنسخ الرابط كاملاً: ينتهي قبل مفتاح المكان، أو أُضيف إليه شيء آخر.",
    ahead:
      "ساعة هذا الجهاز متقدمة {span}، فقد لا تُقبل رموزه. دعه يضبط وقته تلقائياً: الإعدادات، التاريخ والوقت، تلقائي.",
    behind:
      "ساعة هذا الجهاز متأخرة {span}، فقد لا تُقبل رموزه. دعه يضبط وقته تلقائياً: الإعدادات، التاريخ والوقت، تلقائي.",
    full: "ملء الشاشة",
    leaveFull: "الخروج من ملء الشاشة",
  },
};

const PHRASES: Record<Language, CounterPhrases> = { en, "zh-Hans": zhHans, "zh-Hant": zhHant, ru, vi, ar };

/** What a counter’s tablet says in a language. */
export function counterPhrases(language: Language): CounterPhrases {
  return PHRASES[language];
}
