import type { CodePhrases } from "./index.ts";

export const zhHant: CodePhrases = {
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
