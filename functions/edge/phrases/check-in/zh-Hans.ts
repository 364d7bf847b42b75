import type { CheckInPhrases } from "./index.ts";

const anotherWay = "也可以扫描柜台的代码，或输入下方的六位数字。";
const again = "请再按一次：只会执行一次。";

/** 简体中文. */
export const zhHans: CheckInPhrases = {
  title: (place) => `在${place}签到`,
  at: "您在",
  hours: (hours) => `营业时间：${hours}`,
  ask: "按下按钮后，手机会询问您的位置。只用这一次来确认您在这里，不会保存。",
  press: "在这里签到",
  also: "同时发送我的位置。有些奖励两样都要；只用于这次签到，不会保存。",
  whose: "是谁在签到？",
  nobody: "这部手机上没有人登录。您扫描或碰触的内容暂时保留在这个标签页中。",
  fromShop: "请在这个浏览器里从您所加入的商店打开您的页面，然后回到这里。如果超过半分钟，请再扫一次柜台的代码。",
  typing: "改为输入六位数字",
  digits: "柜台代码下方的数字",
  submit: "签到",
  mine: "我的页面",
  places: "所有地点",
  needsScript: "签到需要 JavaScript。没有它时，柜台可以帮您。",
  unknown: "没有这个地点",
  unknownLead: "它已不再参加这个计划，或者链接没有复制完整。",
  script: {
    looking: "正在查找您的位置……",
    holding: "请把相机对准代码……",
    busy: "正在签到……",
    sixDigits: "六位数字，就在代码下方。",
    byTap: "您碰触了标签，说明您在这里。",
    byCode: "柜台的代码说明您在这里。",
    noCode: "这不是柜台的代码。请找柜台平板上的那个。",
    otherProgramme: "这个代码属于另一个计划。请用手机相机打开它的链接。",
    thisPlace: "这里",
    failed: { title: "没有成功", helps: again },
    noAnswer: { title: "没有收到回应", helps: again },
    offline: { title: "您已离线", helps: "什么都没有丢失。恢复网络后，请扫描新的代码，或再按一次。" },
    nowhere: {
      title: "您附近没有这个计划的地点",
      helps: "如果您就在某个地点，请扫描柜台的代码，或输入下方的六位数字。",
    },
    noFix: {
      denied: {
        title: "此页面无法获取手机的位置",
        helps: "没关系：请扫描柜台的代码，或输入下方的六位数字。想要更改，请在浏览器设置中允许此页面使用“位置”。",
      },
      unavailable: { title: "手机找不到自己的位置", helps: `请在手机设置中打开定位，或靠近窗边。${anotherWay}` },
      slow: { title: "手机还在查找位置", helps: `在室内需要多一点时间：请稍后再按一次。${anotherWay}` },
      stale: { title: "手机只知道之前的位置", helps: `请稍等它重新定位，再按一次。${anotherWay}` },
      approximate: { title: "手机只给出大致位置", helps: `请为这个浏览器打开“精确位置”，再按一次。${anotherWay}` },
      unsupported: {
        title: "这个浏览器不提供位置",
        helps: "只有安全（https）页面才能获取位置。请扫描柜台的代码，或输入下方的六位数字。",
      },
    },
    camera: {
      denied: {
        title: "此页面无法使用相机",
        helps: "请输入代码下方的六位数字，或在浏览器设置中允许此页面使用“相机”。",
      },
      busy: { title: "另一个应用正在使用相机", helps: "请关闭它再试一次，或输入六位数字。" },
      none: { title: "没有找到相机", helps: "请输入代码下方的六位数字。" },
    },
    refused: {
      tap_used: {
        title: "这次碰触已经用过",
        helps: "请用手机再碰一次标签：每次碰触只算一次。如果刚才就是您，这次到访已经算上了。",
      },
      venue_unknown: { title: "这个地点已不再参加", helps: "请到柜台询问。" },
      member_frozen: { title: "您的账户被暂停", helps: "什么都没有丢失。柜台可以告诉您该问谁。" },
      earning_paused: {
        title: "累积暂停片刻",
        helps: "什么都没有用掉。请稍后再试；如果代码届时已失效，请扫描新的。",
      },
      too_many_requests: { title: "稍微快了一点", helps: "请等一分钟，再按一次。" },
      outcome_unknown: { title: "没有及时收到回应", helps: again },
    },
    unshown: {
      tap: { title: "碰触的不是这个地点的标签", helps: "请再碰一次柜台的标签，或扫描代码。" },
      code: { title: "这个代码已失效", helps: "柜台的代码有效半分钟。请扫描现在显示的那个，或输入它的数字。" },
      position: {
        title: "您的位置没有显示您在这里",
        helps: "请扫描柜台的代码，或输入下方的六位数字：无论手机认为自己在哪里都可以。",
      },
    },
    earned: "您获得 {what}",
    checkedIn: "已在{place}签到。",
    waiting: "有惊喜等着您",
    voucher: "送您一张优惠券",
    nothing: "您已在{place}签到",
    counterHelps: "柜台可以帮您。",
    noReward: "目前签到没有可获得的奖励。",
    tickets: { other: "# 张抽奖券" },
    aVoucher: "优惠券",
    until: "有效期至{day}",
    have: "您有 {what}。",
    onYourPage: "您的页面上有一份惊喜等着您。",
    appeal: "请工作人员查看",
    appealed: "工作人员会查看。如果他们认可，您应得的会补给您。",
    again: "没有收到回应。请再按一次：只会执行一次。",
  },
};
