/** Rules, rewards, benefits and odds in Vietnamese. */
import type { Tongue } from "../en/index.ts";
import { both, capital, comma, either, quoted } from "./speech.ts";

const PERIODS = { day: "mỗi ngày", week: "mỗi tuần", month: "mỗi tháng", year: "mỗi năm", lifetime: "tổng cộng" };
const APART = { day: "ngày", hour: "giờ", minute: "phút" };

const tickets: Tongue["effects"]["tickets"] = ({ count, contest }) => `${count} vé rút thăm ${quoted(contest)}`;
const surprise = (name: string) => `một lượt chơi bất ngờ ${quoted(name)}`;

export const effects: Tongue["effects"] = {
  "cash-back": ({ percent, unit }) => `hoàn ${percent}% số tiền chi, bằng ${unit}`,
  earn: {
    perMoney: ({ units, money }) => `${units} cho mỗi ${money} chi tiêu`,
    perPieces: ({ units, pieces, count }) => `${units} cho mỗi ${pieces === 1 ? "" : `${count} `}món`,
    inTier: ({ more, percent, tier }) => `${more === null ? `${percent}% mức đó` : `thêm ${more}%`} ở hạng ${tier}`,
  },
  "member-price": {
    percent: (percent) => `giá giảm ${percent}%`,
    money: (money) => `giá ${money} một món`,
  },
  message: (text) => `tin nhắn ${quoted(text)}`,
  multiply: ({ percent, unit, rules: of }) =>
    `${percent}% số ${unit} mà ${of === null ? "các quy tắc khác" : both(of.map(quoted))} mang lại`,
  reward: (name) => `tặng ${quoted(name)}`,
  surprise,
  tickets,
};

export const limits: Tongue["limits"] = {
  cap: {
    interval: ({ count, of }) => `cách nhau ít nhất ${count} ${APART[of]}`,
    times: ({ count, per }) => `nhiều nhất ${count} lần ${PERIODS[per]}`,
    amount: ({ units, per }) => `nhiều nhất ${units} ${PERIODS[per]}`,
  },
  budget: {
    units: ({ unit, units }) => `${unit} chỉ cho đến khi hết ngân sách ${units}`,
    money: ({ unit, money }) => `${unit} chỉ cho đến khi hết ngân sách trị giá ${money}`,
  },
  holdout: (percent) => `trừ ${percent}% thành viên, để đo hiệu quả`,
  stacking: {
    best: "chỉ khi không có quy tắc nào cùng nhóm có lợi hơn",
    exclusive: "chỉ khi không có quy tắc nào đứng trước trong nhóm được áp dụng",
  },
  moderated: "sau khi nhân viên của chúng tôi duyệt",
};

export const rules: Tongue["rules"] = {
  says: ({ event, when, gives, limits: within }) =>
    `${capital([event, ...(when.length > 0 ? [comma(when)] : [])].join(" "))}: ${comma([both(gives), ...within])}.`,
  campaign: (shared) => `Cả chương trình: ${comma(shared)}.`,
  ends: (instant) => `Kết thúc lúc ${instant}.`,
};

export const notApplied: Tongue["notApplied"] = {
  holdout: (campaign) => `thành viên không thuộc chương trình ${quoted(campaign)}, để đo hiệu quả của nó`,
  interval: (cap) => `chỉ được nhận lại ${cap}`,
  cap: (cap) => `đã hết mức ${cap}`,
  budget: ({ campaign, unit }) => `ngân sách ${unit} của chương trình ${quoted(campaign)} đã hết`,
  had: (unit) => `thành viên đã có ${quoted(unit)}`,
  gone: "phần quà của quy tắc đã hết",
  closed: "phần quà của quy tắc hiện không mở cho thành viên",
  best: (rule) => `trong nhóm chỉ áp dụng quy tắc có lợi nhất: ${quoted(rule)}`,
  exclusive: (rule) => `trong nhóm chỉ áp dụng quy tắc đầu tiên: ${quoted(rule)}`,
};

export const odds: Tongue["odds"] = {
  line: ({ chance, days, count }) =>
    `${chance} mỗi lượt chơi, khi còn giải${days === 1 ? "" : " của ngày hôm đó"}; tổng cộng ${count} giải`,
  noWin: ({ chance, instead }) => `${chance} mỗi lượt chơi${instead === null ? "" : `; được tặng ${instead}`}`,
  chance: ({ part, whole }) => `${part} trên ${whole}`,
  about: ({ whole, exact }) => `khoảng 1 trên ${whole} (${exact})`,
  prize: ({ name, says }) => `${capital(name)}: ${says}.`,
  none: (says) => `Không trúng: ${says}.`,
  plays: ({ plays, count }) =>
    `Mỗi thành viên có ${plays === 1 ? "một lượt" : `nhiều nhất ${count} lượt`} mỗi ngày, và cơ hội như nhau ở mọi lượt.`,
  wins: ({ wins, count }) =>
    `Mỗi thành viên trúng ${wins === 1 ? "một giải" : `nhiều nhất ${count} giải`} mỗi ngày; trúng thêm thì như lượt không trúng.`,
  free: (how) => `Mỗi ngày có một lượt miễn phí: ${how}`,
  labels: {
    commit: "Can thiệp sẽ bị lộ, do đơn vị tổ chức thực hiện",
    drand: "Ngẫu nhiên độc lập",
    manual: "Ngẫu nhiên theo xổ số công khai",
    fixed: "Không ngẫu nhiên, đã định trước để thử nghiệm",
  },
  luck: {
    commit: "kết quả do một bí mật đã được cam kết trước quyết định; người điều hành chương trình biết bí mật đó.",
    drand: "do một nguồn ngẫu nhiên công khai quyết định, không ai biết trước được.",
    manual: (source) => `do các số của một kỳ quay công khai đã nêu trước quyết định: ${source}`,
    fixed: "ai cũng có thể biết trước kết quả.",
  },
};

export const benefits: Tongue["benefits"] = {
  access: (name) => `được dùng ${name}`,
  "birthday-gift": (name) => `${name} vào ngày sinh nhật`,
  "free-delivery": { any: "miễn phí giao hàng", from: (money) => `miễn phí giao hàng từ ${money}` },
  own: (name) => name,
  rate: ({ percent, unit }) => `${percent}% số ${unit} mà các quy tắc mang lại`,
  earns: (percent) => `tích ${percent}%`,
  off: (percent) => `giảm ${percent}%`,
};

export const rewards: Tongue["rewards"] = {
  "discount-level": (levels) =>
    `giảm giá theo hạng: ${levels.map(({ percent, tier }) => `${percent}%${tier === null ? "" : ` ở hạng ${tier}`}`).join(", ")}`,
  donation: ({ money, charity }) => `${money} cho ${charity}`,
  "free-delivery": "miễn phí giao hàng, một lần",
  partner: ({ count, points, partner }) => `${count} ${points} tại ${partner}`,
  seat: {
    on: (day) => `một chỗ ngồi ngày ${day}`,
    line: (hours) => `khi hết chỗ thì có danh sách chờ, mỗi lời mời giữ trong ${hours} giờ`,
  },
  "points-as-money": {
    says: (money) => `giảm ${money} cho đơn hàng`,
    upTo: (most) => `tối đa ${most} mỗi lần`,
    between: ({ least, most }) => `từ ${least} đến ${most} mỗi lần`,
  },
  product: "một sản phẩm",
  sent: "gửi đến bạn",
  good: (days) => `có hiệu lực trong ${days} ngày`,
  collect: (days) => `nhận trong vòng ${days} ngày`,
  surprise,
  tickets,
  voucher: {
    percent: (percent) => `phiếu giảm ${percent}%`,
    free: { cheapest: "phiếu miễn phí món rẻ nhất", dearest: "phiếu miễn phí món đắt nhất" },
    worth: (money) => `phiếu trị giá ${money}`,
    atMost: (money) => `nhiều nhất ${money}`,
    inParts: "có thể dùng từng phần",
    goods: (goods) => `cho ${goods}`,
    fromMoney: (money) => `từ ${money}`,
    channels: (channels) => `chỉ qua ${channels}`,
    stores: (stores) => `chỉ tại ${stores}`,
    venues: (places) => `chỉ tại ${places}`,
    here: "tại chính nơi được tặng",
    minutes: (minutes) => `trong ${minutes} phút`,
    from: (date) => `từ ${date}`,
    until: (date) => `đến ${date}`,
  },
  priced: ({ what, aside, price }) => `${what}${aside === null ? "" : `, ${aside},`} đổi bằng ${price}`,
  given: ({ what, aside }) => comma(aside === null ? [what] : [what, aside]),
  price: ({ units, follows, also, isAutomatic }) =>
    [
      units,
      follows === null ? "" : `, theo ${quoted(follows.input)}, từ ${follows.min} đến ${follows.max}`,
      ...also.map((each) => ` và ${each}`),
      isAutomatic ? ", tự động đổi ngay khi đủ" : "",
    ].join(""),
  upTo: (count) => `tối đa ${count} mỗi lần`,
  tiers: (names) => `dành cho thành viên hạng ${either(names)}`,
  segments: (names) => `dành cho thành viên nhóm ${either(names.map(quoted))}`,
  only: (conditions) => `chỉ ${both(conditions)}`,
  awaits: ({ only, value }) => (value === null ? `${only}; hiện chưa công bố` : `${only}; hiện là ${value}`),
  perPeriod: ({ count, per }) => `nhiều nhất ${count} lần ${PERIODS[per]}`,
  perMember: ({ count }) => `tổng cộng nhiều nhất ${count} lần`,
  stock: ({ pieces, count }) => (pieces === 1 ? "chỉ có một" : `số lượng có hạn (${count})`),
  from: (instant) => `từ ${instant}`,
  until: (instant) => `đến ${instant}`,
};
