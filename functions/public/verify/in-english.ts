/** What a reader of another language is told of the verify pages, whose steps are written in English. */
import type { Language } from "../../values/language.ts";

/** The sentence in each language but English. */
export const IN_ENGLISH: Record<Exclude<Language, "en">, string> = {
  "zh-Hans": "这一页用英文写成：检查的步骤和结果是同样的，与语言无关。",
  "zh-Hant": "這一頁以英文寫成：檢查的步驟和結果是同樣的，與語言無關。",
  ru: "Эта страница на английском: шаги проверки и её итог от языка не зависят.",
  vi: "Trang này viết bằng tiếng Anh: các bước kiểm tra và kết quả không phụ thuộc vào ngôn ngữ.",
  ar: "هذه الصفحة بالإنجليزية: خطوات التحقق ونتيجته لا تختلف باختلاف اللغة.",
};
