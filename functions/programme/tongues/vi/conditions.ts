/** Conditions in Vietnamese, by kind. */
import type { Bounds, Tongue } from "../en/index.ts";
import { capital, comma, either, quoted } from "./speech.ts";

const bounds = ({ atLeast, atMost }: Bounds) =>
  [...(atLeast === null ? [] : [`ít nhất ${atLeast}`]), ...(atMost === null ? [] : [`nhiều nhất ${atMost}`])].join(
    " và ",
  );
const inTiers = (names: string[]) => `dành cho thành viên hạng ${either(names)}`;

const lasting = (minutes: number) => (minutes % 60 === 0 ? `${minutes / 60} giờ` : `${minutes} phút`);

export const conditions: Tongue["conditions"] = {
  counts: (when) => `Được tính ${when}.`,
  applies: (when) => `Áp dụng ${comma(when)}.`,
  "age-band": ({ from, to }) =>
    to === null
      ? `dành cho thành viên từ ${from} tuổi`
      : from === null
        ? `dành cho thành viên không quá ${to} tuổi`
        : `dành cho thành viên từ ${from} đến ${to} tuổi`,
  amount: {
    says: (money) => `từ ${money} trở lên`,
    missing: (money) => `Hãy thêm ${money} hàng được tính.`,
  },
  any: (parts) => parts.join(" hoặc "),
  arrival: (first) =>
    first === 1
      ? "dành cho người đến một địa điểm đầu tiên trong ngày"
      : `dành cho ${first} người đến một địa điểm đầu tiên trong ngày`,
  attribute: {
    choices: ({ choices, name }) => `dành cho thành viên chọn ${either(choices.map(quoted))} ở mục ${quoted(name)}`,
    "yes-no": ({ isYes, name }) => `dành cho thành viên trả lời “${isYes ? "có" : "không"}” ở mục ${quoted(name)}`,
    bounds: ({ name, ...given }) => `dành cho thành viên trả lời ${bounds(given)} ở mục ${quoted(name)}`,
  },
  category: {
    says: (goods) => `với ${goods}`,
    missing: (goods) => `Hãy thêm một món: ${goods}.`,
  },
  channel: (channels) => `qua ${channels}`,
  city: (cities) => `tại ${either(cities)}`,
  data: {
    values: ({ field, values }) => `khi ${quoted(field)} là ${values}`,
    bounds: ({ field, ...given }) => `khi ${quoted(field)} ${bounds(given)}`,
  },
  "day-of-month": (days) =>
    `vào ${either(days.map((day) => (day === "last" ? "ngày cuối" : `ngày ${day}`)))} của tháng`,
  evidence: {
    says: (ways) => `khi sự có mặt được xác nhận bằng ${either(ways)}`,
    ways: {
      gps: "vị trí của thiết bị",
      qr: "mã tại quầy",
      nfc: "thao tác chạm thẻ",
      purchase: "việc mua hàng tại chỗ",
      staff: "nhân viên tại quầy",
    },
  },
  holds: {
    says: ({ units, isOne }) => `dành cho thành viên có ${isOne ? "" : "ít nhất "}${units}`,
    missing: (units) => `Thêm ${units} nữa là được tính.`,
  },
  hour: ({ from, to }) => `từ ${from} đến ${to}`,
  input: ({ name, ...given }) => `khi ${quoted(name)} ${bounds(given)}`,
  joined: {
    anyTime: "dành cho thành viên đã tham gia",
    since: (days) => `dành cho thành viên đã tham gia từ ${days} ngày trở lên`,
    firstDays: (days) => `trong ${days} ngày đầu tham gia`,
    between: ({ from, to }) => `từ ngày thứ ${from} đến ngày thứ ${to} tham gia`,
    join: "Hãy tham gia trước.",
    wait: (days) => `Sẽ được tính sau ${days} ngày.`,
  },
  mayor: ({ days, of }) =>
    `dành cho người có mặt tại một địa điểm nhiều ngày nhất trong ${of} ngày qua, ít nhất ${days} ngày`,
  metric: {
    says: ({ atLeast, atMost, when }) =>
      `dành cho thành viên có ${bounds({ atLeast: atLeast?.counted ?? null, atMost: atMost?.counted ?? null })} ${when}`,
    none: ({ counted, when }) => `dành cho thành viên ${counted} ${when}`,
    missing: ({ counted, when }) => `${capital(counted)} ${when} nữa là được tính.`,
    days: (days) => (days === 1 ? "trong ngày" : `trong ${days} ngày`),
  },
  month: {
    says: (months) => `vào ${either(months)}`,
    names: {
      january: "tháng 1",
      february: "tháng 2",
      march: "tháng 3",
      april: "tháng 4",
      may: "tháng 5",
      june: "tháng 6",
      july: "tháng 7",
      august: "tháng 8",
      september: "tháng 9",
      october: "tháng 10",
      november: "tháng 11",
      december: "tháng 12",
    },
  },
  not: (part) => `trừ trường hợp ${part}`,
  nth: {
    is: (which) => (which === 1 ? "lần đầu tiên" : `lần thứ ${which}`),
    every: (each) => (each === 1 ? "mọi lần" : `cứ mỗi ${each} lần`),
    first: (times) => (times === 1 ? "lần đầu tiên" : `trong ${times} lần đầu`),
    missing: (ahead) => (ahead === 1 ? "Lần tới sẽ được tính." : `Thêm ${ahead} lần nữa là được tính.`),
  },
  open: { says: "khi địa điểm mở cửa", missing: "Được tính khi địa điểm mở cửa." },
  segment: (names) => `dành cho thành viên nhóm ${either(names.map(quoted))}`,
  sku: {
    says: (goods) => `với ${goods}`,
    missing: (goods) => `Hãy thêm ${goods}.`,
  },
  store: (stores) => `tại ${stores}`,
  tier: {
    says: inTiers,
    missing: (names) => `Chỉ ${inTiers(names)}.`,
  },
  together: {
    says: ({ people, minutes }) => `khi có ${people} người ở đó trong vòng ${lasting(minutes)}`,
    friends: ({ people, minutes }) =>
      `khi có ${people} người ở đó trong vòng ${lasting(minutes)}, gồm hội viên và bạn bè của họ`,
    missing: (ahead) => `Thêm ${ahead} người ở đây nữa là được tính cho tất cả các bạn.`,
    missingFriends: (ahead) => `Thêm ${ahead} người bạn của bạn ở đây nữa là được tính cho tất cả các bạn.`,
  },
  trust: {
    low: "dù có ít bằng chứng là bạn có mặt",
    ok: "khi có khả năng cao là bạn có mặt",
    high: "khi gần như chắc chắn là bạn có mặt",
  },
  venue: (places) => `tại ${places}`,
  visit: {
    is: (which) => (which === 1 ? "lần đầu tiên tại một địa điểm" : `lần thứ ${which} tại một địa điểm`),
    every: (each) => (each === 1 ? "mỗi lần tại một địa điểm" : `cứ mỗi ${each} lần tại một địa điểm`),
    missing: (ahead) => (ahead === 1 ? "Lần tới ghé đây sẽ được tính." : `Ghé đây thêm ${ahead} lần nữa là được tính.`),
  },
  "week-of-month": (weeks) =>
    `vào ${either(weeks.map((week) => (week === "last" ? "tuần cuối" : `tuần thứ ${week}`)))} của tháng`,
  weekday: {
    says: (days) => `vào ${either(days)}`,
    names: {
      sunday: "chủ nhật",
      monday: "thứ hai",
      tuesday: "thứ ba",
      wednesday: "thứ tư",
      thursday: "thứ năm",
      friday: "thứ sáu",
      saturday: "thứ bảy",
    },
  },
  all: (parts) => parts.join(" và "),
};
