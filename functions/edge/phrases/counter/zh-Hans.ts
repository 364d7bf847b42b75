import type { CounterPhrases } from "./index.ts";

export const zhHans: CounterPhrases = {
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
