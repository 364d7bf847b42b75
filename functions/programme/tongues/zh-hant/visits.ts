/** What a check-in showed and gave, in traditional Chinese. */
import type { Tongue } from "../en/index.ts";

const unconfirmed = "這次到訪沒能得到足夠的確認。";

export const visits: Tongue["visits"] = {
  evidence: {
    gps: "您裝置的定位顯示您在這裡。",
    qr: "櫃檯的行動條碼證明您在這裡。",
    nfc: "您的感應證明您在這裡。",
    purchase: "您在這裡的消費證明您來過。",
    staff: "櫃檯的店員確認您在這裡。",
    "demo position": "選擇了示範位置，本示範計畫予以接受。",
    claimed: "您表示自己在這裡。",
    no_fix: "沒有傳送定位，因此只憑您的說明。",
    stale: "定位不是剛剛取得的，因此只憑您的說明。",
    coarse: "定位過於粗略，無法確定地點，因此只憑您的說明。",
    elsewhere: "定位沒有顯示您在這裡，因此只憑您的說明。",
    too_fast: "您上次獲得獎勵的打卡離這裡太遠，與間隔的時間不符。",
    contradicted: unconfirmed,
    abroad: unconfirmed,
    hidden: unconfirmed,
    shared_device: unconfirmed,
    harvested: unconfirmed,
    copied: unconfirmed,
  },
  codesOver: "今天輸錯的碼太多，明天之前不再核對。",
  wrongCode: "這不是櫃檯現在顯示的碼。",
  wrongTap: "這不是對本店標籤的感應。",
  closed: "現在不在此處的營業時間內。",
  recorded: "已記錄，這次沒有累積。您可以請工作人員核實。",
  tooOften: "一小時或一天內的獎勵次數已達上限：本次已記錄。",
  again: "今天已獲獎勵：每個地點每天獎勵一次打卡。",
  againTogether: "今天已獲獎勵：每個地點每天獎勵一次打卡。現在您們一起到場，這次也算數。",
  first: "這是您今天在這裡的第一次，因此算數。",
  nothing: "此時此地沒有規則獎勵打卡。",
};
