import type { CodePhrases } from "./index.ts";

export const zhHans: CodePhrases = {
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
