/** What a check-in showed and gave, in simplified Chinese. */
import type { Tongue } from "../en/index.ts";

const unconfirmed = "这次到访没能得到足够的确认。";

export const visits: Tongue["visits"] = {
  evidence: {
    gps: "您设备的定位显示您在这里。",
    qr: "柜台的二维码证明您在这里。",
    nfc: "您的碰触证明您在这里。",
    purchase: "您在这里的消费证明您来过。",
    staff: "柜台的店员确认您在这里。",
    "demo position": "选择了演示位置，本演示计划予以接受。",
    claimed: "您表示自己在这里。",
    no_fix: "没有发送定位，因此只凭您的说明。",
    stale: "定位不是刚刚获取的，因此只凭您的说明。",
    coarse: "定位过于粗略，无法确定地点，因此只凭您的说明。",
    elsewhere: "定位没有显示您在这里，因此只凭您的说明。",
    too_fast: "您上次获得奖励的签到离这里太远，与间隔的时间不符。",
    contradicted: unconfirmed,
    abroad: unconfirmed,
    hidden: unconfirmed,
    shared_device: unconfirmed,
    harvested: unconfirmed,
    copied: unconfirmed,
  },
  codesOver: "今天输错的码太多，明天之前不再核对。",
  wrongCode: "这不是柜台现在显示的码。",
  wrongTap: "这不是对本店标签的碰触。",
  closed: "现在不在此处的营业时间内。",
  recorded: "已记录，这次没有累积。您可以请工作人员核实。",
  tooOften: "一小时或一天内的奖励次数已达上限：本次已记录。",
  again: "今天已获奖励：每个地点每天奖励一次签到。",
  againTogether: "今天已获奖励：每个地点每天奖励一次签到。现在您们一起到场，这次也算数。",
  first: "这是您今天在这里的第一次，因此算数。",
  nothing: "此时此地没有规则奖励签到。",
};
