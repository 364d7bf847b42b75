/** Units, tiers and terms in Vietnamese. */

import { amountsSaid } from "../amounts.ts";
import type { EndOf, Lasting, Tongue } from "../en/index.ts";
import { both, capital, either, quoted } from "./speech.ts";

const lasting = ({ days, months, years }: Lasting) =>
  days !== null ? `${days} ngày` : months !== null ? `${months} tháng` : `${years} năm`;
const ENDS: Record<EndOf, string> = { month: "tháng", quarter: "quý", "half-year": "nửa năm", year: "năm" };
const toEnd = (endOf: EndOf | null) => (endOf === null ? "" : `, đến hết ${ENDS[endOf]} đó`);

export const expiry: Tongue["expiry"] = {
  never: (units) => `${units} không bao giờ hết hạn.`,
  rolling: ({ units, endOf, ...length }) =>
    `${units} dùng được trong ${lasting(length)} kể từ khi có hiệu lực${toEnd(endOf)}.`,
  calendar: ({ units, dates, atLeastDays }) =>
    `${units} dùng được đến ${dates} kế tiếp${atLeastDays === 0 ? "" : ` cách ít nhất ${atLeastDays} ngày`}.`,
  sliding: ({ units, by, endOf, ...length }) =>
    `${units} dùng được trong ${lasting(length)} kể từ lần gần nhất ${either(by)}${toEnd(endOf)}.`,
  activities: { earn: "bạn nhận thêm", redeem: "bạn sử dụng" },
};

export const pending: Tongue["pending"] = {
  days: ({ units, days }) => `${units} có hiệu lực sau khi nhận ${days} ngày.`,
  dates: ({ units, dates }) => `${units} có hiệu lực vào ${dates} kế tiếp sau khi nhận.`,
  event: ({ units, on, cancelOn, cancelAfterDays }) => {
    const ends = [
      ...(cancelOn === null ? [] : [`khi ${quoted(cancelOn)}`]),
      ...(cancelAfterDays === null ? [] : [`sau khi nhận ${cancelAfterDays} ngày`]),
    ];
    return `${units} có hiệu lực khi ${quoted(on)}${ends.length === 0 ? "" : `, và bị thu hồi ${ends.join(" hoặc ")}`}.`;
  },
};

export const units: Tongue["units"] = {
  money: capital,
  many: capital,
  membership: ({ units: one, money, months }) => `${capital(one)} có giá ${money} cho ${months} tháng.`,
  membershipGives: (benefits) => `Quyền lợi: ${benefits.join("; ")}.`,
  membershipGrace: (days) => `Vẫn có hiệu lực thêm ${days} ngày khi chưa thanh toán gia hạn.`,
  rounding: {
    down: (many) =>
      `${many} là số nguyên: phần lẻ nhận từ một đơn hàng được chuyển sang đơn hàng sau, không bao giờ mất.`,
    nearest: (many) => `${many} là số nguyên: số nhận từ một đơn hàng được làm tròn đến số gần nhất.`,
    up: (many) => `${many} là số nguyên: số nhận từ một đơn hàng được làm tròn lên.`,
  },
  returns: {
    "only-pending": (name) => `Khi hoàn tiền, chỉ thu hồi ${name} chưa có hiệu lực.`,
    "within-balance": (name) => `Khi hoàn tiền, không thu hồi nhiều ${name} hơn số bạn đang có.`,
  },
  grace: ({ many, days }) =>
    `${many} được trả lại sau khi đã hết hạn, do phần thưởng bị hủy, còn dùng được ${days} ngày.`,
  transferable: (many) => `${many} có thể tặng cho thành viên khác.`,
  notTransferable: (many) => `${many} không thể tặng cho thành viên khác.`,
  worth: ({ units: much, money }) => `${much} trị giá ${money}.`,
};

export const terms: Tongue["terms"] = {
  basis: "Bạn tích trên giá trị hàng sau giảm giá, không gồm thuế và phí giao hàng.",
  refunds: "Khi hoàn tiền, phần đã tích từ số hàng được hoàn bị thu hồi đúng bằng vậy.",
  late: (days) =>
    days === 0
      ? "Đơn mua được ghi nhận trong chính ngày mua."
      : `Đơn mua có thể được ghi nhận trong vòng ${days} ngày sau khi mua.`,
  presence: ({ seconds, metres, minutes }) =>
    `Vị trí chứng tỏ thành viên đang ở địa điểm khi được đo không quá ${seconds} giây trước và chính xác đến ${metres} m; một lần mua ở đó chứng tỏ điều này trong ${minutes} phút.`,
  checkIns: ({ hour, day, device }) =>
    `Check-in được thưởng: nhiều nhất ${hour} lần trong một giờ, ${day} lần trong 24 giờ, và ${device} lần trong 24 giờ trên một thiết bị, dù ai dùng.`,
  boundary: ({ zone, steps }) => `Một ngày bắt đầu lúc nửa đêm theo giờ ${zone}, theo thứ tự: ${steps.join("; ")}.`,
  steps: {
    activate: "những gì chờ đến ngày này có hiệu lực",
    redeem: "phần thưởng tự động được đổi bằng những gì dùng được trong ngày này",
    review: "xét lại hạng",
    occasions: "áp dụng quy tắc cho sinh nhật, ngày kỷ niệm và gia hạn",
    expire: "những gì có ngày cuối là hôm qua được ghi là hết hạn; từ nửa đêm đã không dùng được nữa",
  },
};

const nested = (said: string) => `(${said})`;

export const tiers: Tongue["tiers"] = {
  group: ({ measured, held }) => `tính theo ${measured}${held === null ? "" : `; ${held}`}`,
  held: ({ upgrade, downgrade, graceDays, months, more, year }) => {
    const begins = upgrade === "at-once" ? "hạng có hiệu lực ngay" : "hạng có hiệu lực từ kỳ kế tiếp";
    if (downgrade === "none") return `${begins} và không bao giờ mất`;
    const of = year === "calendar" ? "năm dương lịch" : "năm thành viên";
    const until =
      months !== null
        ? `đến hết tháng thứ ${months} sau khi đạt`
        : more === 0
          ? `đến hết ${of} đó`
          : `đến hết ${of} ${more === 1 ? "kế tiếp" : `thứ ${more}`} sau năm đạt được`;
    const grace = graceDays === 0 ? "" : ` và thêm ${graceDays} ngày`;
    const then =
      downgrade === "one" ? "sau đó giảm một hạng cho mỗi kỳ không đạt" : "sau đó là hạng đạt được vào lúc ấy";
    return `${begins} và được giữ ${until}${grace}; ${then}`;
  },
  part: ({ measured, window, rollsOver }) =>
    `${measured} ${window}${rollsOver ? ", phần vượt hạng được tính cho năm sau" : ""}`,
  nested,
  any: (parts) => parts.join(" hoặc "),
  all: (parts) => parts.join(" và "),
  window: {
    lifetime: "từ khi tham gia",
    rolling: (months) => `trong ${months} tháng`,
    "calendar-year": "trong một năm dương lịch",
    "anniversary-year": "trong một năm thành viên",
  },
  entered: (much) => `dành cho người có ${much}`,
  everybody: "dành cho tất cả mọi người",
  from: (given) => {
    const one = ({ counted }: { counted: string; measured: string; bare: string }) => counted;
    return `đạt ${amountsSaid(given, { one, both, either, nested })}`;
  },
  forLife: "trọn đời",
  level: ({ way, forLife, benefits }) =>
    `${way}${forLife === null ? "" : `, ${forLife}`}${benefits.length > 0 ? `: ${benefits.join(", ")}` : ""}`,
};

/** What the next version of a programme changes. */
export const changes: Tongue["changes"] = {
  begins: (says) => `Mới: ${says}`,
  ends: (says) => `Không còn: ${says}`,
  becomes: ({ was, now }) => `Từ đó: ${now} Trước đó: ${was}`,
};
