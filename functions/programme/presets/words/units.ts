/** What presets call their units, by plural category of each language. */
import type { Language } from "../../../values/language.ts";
import type { Forms } from "../../../values/plural.ts";

type Names = Record<Exclude<Language, "en">, Forms & { one: string }>;

/** A name without plural. */
const same = (name: string) => ({ one: name, other: name });

/** A Chinese name: of so many with its measure word, and as such without. */
const chinese = (counted: string, asSuch: string) => ({ one: counted, other: counted, few: asSuch });

/** A Russian name: 1, 2 to 4, 5 and more; and as such, in the plural. */
const russian = (one: string, few: string, many: string, other: string) => ({ one, few, many, other });

/** An Arabic name: of one and of many in the singular, of 3 to 10 in the plural. */
const arabic = (one: string, few: string) => ({ one, few, other: one });

/** By the English name of several. */
export const UNITS: Record<string, Names> = {
  points: {
    "zh-Hans": same("积分"),
    "zh-Hant": chinese("點", "點數"),
    ru: russian("балл", "балла", "баллов", "баллы"),
    vi: same("điểm"),
    ar: arabic("نقطة", "نقاط"),
  },
  stars: {
    "zh-Hans": chinese("颗星", "星星"),
    "zh-Hant": chinese("顆星", "星星"),
    ru: russian("звезда", "звезды", "звёзд", "звёзды"),
    vi: same("sao"),
    ar: arabic("نجمة", "نجوم"),
  },
  stamps: {
    "zh-Hans": chinese("枚印花", "印花"),
    "zh-Hant": chinese("枚印花", "印花"),
    ru: russian("марка", "марки", "марок", "марки"),
    vi: same("tem"),
    ar: arabic("ختم", "أختام"),
  },
  books: {
    "zh-Hans": chinese("本印花册", "印花册"),
    "zh-Hant": chinese("本印花冊", "印花冊"),
    ru: russian("книжка", "книжки", "книжек", "книжки"),
    vi: same("sổ tem"),
    ar: arabic("دفتر", "دفاتر"),
  },
  miles: {
    "zh-Hans": same("里程"),
    "zh-Hant": same("哩程"),
    ru: russian("миля", "мили", "миль", "мили"),
    vi: same("dặm"),
    ar: arabic("ميل", "أميال"),
  },
  "status credits": {
    "zh-Hans": same("等级积分"),
    "zh-Hant": same("等級積分"),
    ru: russian("статусный балл", "статусных балла", "статусных баллов", "статусные баллы"),
    vi: same("điểm hạng"),
    ar: arabic("نقطة مستوى", "نقاط مستوى"),
  },
  cents: {
    "zh-Hans": same("分"),
    "zh-Hant": same("分"),
    ru: russian("цент", "цента", "центов", "центы"),
    vi: same("xu"),
    ar: arabic("سنت", "سنتات"),
  },
  "coffee money": {
    "zh-Hans": same("咖啡钱"),
    "zh-Hant": same("咖啡錢"),
    ru: same("деньги на кофе"),
    vi: same("tiền cà phê"),
    ar: same("رصيد القهوة"),
  },
  cash: {
    "zh-Hans": same("返现"),
    "zh-Hant": same("現金回饋"),
    ru: same("кешбэк"),
    vi: same("tiền hoàn"),
    ar: same("استرداد نقدي"),
  },
  "ride cash": {
    "zh-Hans": same("乘车金"),
    "zh-Hant": same("乘車金"),
    ru: same("деньги на поездки"),
    vi: same("tiền đi xe"),
    ar: same("رصيد الرحلات"),
  },
  "Basic memberships": {
    "zh-Hans": same("基础会员"),
    "zh-Hant": same("基本會員"),
    ru: russian("подписка «Базовая»", "подписки «Базовая»", "подписок «Базовая»", "подписки «Базовая»"),
    vi: same("gói Cơ bản"),
    ar: arabic("اشتراك أساسي", "اشتراكات أساسية"),
  },
  "Premium memberships": {
    "zh-Hans": same("高级会员"),
    "zh-Hant": same("進階會員"),
    ru: russian("подписка «Премиум»", "подписки «Премиум»", "подписок «Премиум»", "подписки «Премиум»"),
    vi: same("gói Cao cấp"),
    ar: arabic("اشتراك مميز", "اشتراكات مميزة"),
  },
  "book loans": {
    "zh-Hans": chinese("次借书", "借书次数"),
    "zh-Hant": chinese("次借書", "借書次數"),
    ru: russian("книга на время", "книги на время", "книг на время", "книги на время"),
    vi: same("lượt mượn sách"),
    ar: arabic("استعارة كتاب", "استعارات كتب"),
  },
};
