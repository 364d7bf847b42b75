import type { CheckInPhrases } from "./index.ts";

const anotherWay = "也可以掃描櫃檯的代碼，或輸入下方的六位數字。";
const again = "請再按一次：只會執行一次。";

/** 繁體中文. */
export const zhHant: CheckInPhrases = {
  title: (place) => `在${place}打卡`,
  at: "您在",
  hours: (hours) => `營業時間：${hours}`,
  ask: "按下按鈕後，手機會詢問您的位置。只用這一次來確認您在這裡，不會保存。",
  press: "在這裡打卡",
  also: "同時傳送我的位置。有些獎勵兩樣都要；只用於這次打卡，不會保存。",
  whose: "是誰在打卡？",
  nobody: "這支手機上沒有人登入。您掃描或感應的內容暫時保留在這個分頁中。",
  fromShop: "請在這個瀏覽器裡從您所加入的商店開啟您的頁面，然後回到這裡。如果超過半分鐘，請再掃一次櫃檯的代碼。",
  typing: "改為輸入六位數字",
  digits: "櫃檯代碼下方的數字",
  submit: "打卡",
  mine: "我的頁面",
  places: "所有地點",
  needsScript: "打卡需要 JavaScript。沒有它時，櫃檯可以幫您。",
  unknown: "沒有這個地點",
  unknownLead: "它已不再參加這個計畫，或是連結沒有複製完整。",
  script: {
    looking: "正在尋找您的位置……",
    holding: "請把相機對準代碼……",
    busy: "正在打卡……",
    sixDigits: "六位數字，就在代碼下方。",
    byTap: "您感應了標籤，表示您在這裡。",
    byCode: "櫃檯的代碼表示您在這裡。",
    noCode: "這不是櫃檯的代碼。請找櫃檯平板上的那個。",
    otherProgramme: "這個代碼屬於另一個計畫。請用手機相機開啟它的連結。",
    thisPlace: "這裡",
    failed: { title: "沒有成功", helps: again },
    noAnswer: { title: "沒有收到回應", helps: again },
    offline: { title: "您已離線", helps: "什麼都沒有遺失。恢復網路後，請掃描新的代碼，或再按一次。" },
    nowhere: {
      title: "您附近沒有這個計畫的地點",
      helps: "如果您就在某個地點，請掃描櫃檯的代碼，或輸入下方的六位數字。",
    },
    noFix: {
      denied: {
        title: "此頁面無法取得手機的位置",
        helps: "沒關係：請掃描櫃檯的代碼，或輸入下方的六位數字。想要變更，請在瀏覽器設定中允許此頁面使用「位置」。",
      },
      unavailable: { title: "手機找不到自己的位置", helps: `請在手機設定中開啟定位，或靠近窗邊。${anotherWay}` },
      slow: { title: "手機還在尋找位置", helps: `在室內需要多一點時間：請稍後再按一次。${anotherWay}` },
      stale: { title: "手機只知道之前的位置", helps: `請稍等它重新定位，再按一次。${anotherWay}` },
      approximate: { title: "手機只給出大致位置", helps: `請為這個瀏覽器開啟「精確位置」，再按一次。${anotherWay}` },
      unsupported: {
        title: "這個瀏覽器不提供位置",
        helps: "只有安全（https）頁面才能取得位置。請掃描櫃檯的代碼，或輸入下方的六位數字。",
      },
    },
    camera: {
      denied: {
        title: "此頁面無法使用相機",
        helps: "請輸入代碼下方的六位數字，或在瀏覽器設定中允許此頁面使用「相機」。",
      },
      busy: { title: "另一個應用程式正在使用相機", helps: "請關閉它再試一次，或輸入六位數字。" },
      none: { title: "沒有找到相機", helps: "請輸入代碼下方的六位數字。" },
    },
    refused: {
      tap_used: {
        title: "這次感應已經用過",
        helps: "請用手機再感應一次標籤：每次感應只算一次。如果剛才就是您，這次到訪已經算上了。",
      },
      venue_unknown: { title: "這個地點已不再參加", helps: "請到櫃檯詢問。" },
      member_frozen: { title: "您的帳戶被暫停", helps: "什麼都沒有遺失。櫃檯可以告訴您該問誰。" },
      earning_paused: {
        title: "累積暫停片刻",
        helps: "什麼都沒有用掉。請稍後再試；如果代碼屆時已失效，請掃描新的。",
      },
      too_many_requests: { title: "稍微快了一點", helps: "請等一分鐘，再按一次。" },
      outcome_unknown: { title: "沒有及時收到回應", helps: again },
    },
    unshown: {
      tap: { title: "感應的不是這個地點的標籤", helps: "請再感應一次櫃檯的標籤，或掃描代碼。" },
      code: { title: "這個代碼已失效", helps: "櫃檯的代碼有效半分鐘。請掃描現在顯示的那個，或輸入它的數字。" },
      position: {
        title: "您的位置沒有顯示您在這裡",
        helps: "請掃描櫃檯的代碼，或輸入下方的六位數字：無論手機認為自己在哪裡都可以。",
      },
    },
    earned: "您獲得 {what}",
    checkedIn: "已在{place}打卡。",
    waiting: "有驚喜等著您",
    voucher: "送您一張優惠券",
    nothing: "您已在{place}打卡",
    counterHelps: "櫃檯可以幫您。",
    noReward: "目前打卡沒有可獲得的獎勵。",
    tickets: { other: "# 張抽獎券" },
    aVoucher: "優惠券",
    until: "有效期限至{day}",
    have: "您有 {what}。",
    onYourPage: "您的頁面上有一份驚喜等著您。",
    appeal: "請工作人員查看",
    appealed: "工作人員會查看。如果他們認可，您應得的會補給您。",
    again: "沒有收到回應。請再按一次：只會執行一次。",
  },
};
