import type { CounterPhrases } from "./index.ts";

export const zhHant: CounterPhrases = {
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
