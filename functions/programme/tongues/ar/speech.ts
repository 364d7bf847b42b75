/**
 * How Arabic puts things together: lists, dates and numbers with their nouns, of which one and two need no figure. Figures
 * are those that Intl writes for Arabic here (values/formats.ts).
 */
import type { Speech } from "../en/index.ts";

/** A noun by a number: "يوم واحد", "يومين", "3 أيام", "11 يومًا", "100 يوم". */
interface Noun {
  one: string;
  two: string;
  few: string;
  many: string;
  other: string;
}
const plural = new Intl.PluralRules("ar");

/** So many of a noun, the figure as it is given where it has one. */
export function so(amount: number, noun: Noun, count: string = String(amount)): string {
  const category = plural.select(amount);
  if (category === "one" || category === "two") return noun[category];
  return `${count} ${noun[category === "zero" ? "other" : category]}`;
}

export const DAYS: Noun = { one: "يوم واحد", two: "يومين", few: "أيام", many: "يومًا", other: "يوم" };
export const MONTHS: Noun = { one: "شهر واحد", two: "شهرين", few: "أشهر", many: "شهرًا", other: "شهر" };
export const HOURS: Noun = { one: "ساعة واحدة", two: "ساعتين", few: "ساعات", many: "ساعة", other: "ساعة" };
export const MINUTES: Noun = { one: "دقيقة واحدة", two: "دقيقتين", few: "دقائق", many: "دقيقة", other: "دقيقة" };
export const TIMES: Noun = { one: "مرة واحدة", two: "مرتين", few: "مرات", many: "مرة", other: "مرة" };
export const PIECES: Noun = { one: "قطعة واحدة", two: "قطعتين", few: "قطع", many: "قطعة", other: "قطعة" };
export const ORDERS: Noun = { one: "طلب واحد", two: "طلبين", few: "طلبات", many: "طلبًا", other: "طلب" };
export const TICKETS: Noun = { one: "تذكرة واحدة", two: "تذكرتان", few: "تذاكر", many: "تذكرة", other: "تذكرة" };
export const CHECK_INS: Noun = {
  one: "تسجيل حضور واحد",
  two: "تسجيلي حضور",
  few: "تسجيلات حضور",
  many: "تسجيل حضور",
  other: "تسجيل حضور",
};

export const quoted = (name: string) => `«${name}»`;
export const either = (things: string[]) => things.join(" أو ");
export const both = (things: string[]) => things.join(" و");
export const comma = (things: string[]) => things.join("، ");

/** First strong isolate and its end: what stands between is ordered by itself (UAX 9). */
const [ISOLATE, END] = ["\u2068", "\u2069"];

export const speech: Speech = {
  dates: "ar",
  asSuch: "few",
  either,
  both,
  comma,
  semicolon: (things) => things.join("؛ "),
  together: (sentences) => sentences.join(" "),
  sentence: (says) => `${says}.`,
  capital: (text) => text,
  quoted,
  inside: (text) => (/\p{Script=Arabic}/u.test(text) ? text : `${ISOLATE}${text}${END}`),
  named: ({ name, says }) => `${name}: ${says}`,
  amount: ({ amount, name }) => `${amount} ${name}`,
  instant: ({ date, time }) => `${date} الساعة ${time}`,
  certain: {
    goods: "سلع معينة",
    oneOfGoods: "واحدة من سلع معينة",
    stores: "متاجر معينة",
    channels: "قنوات معينة",
    places: "أماكن معينة",
    event: "حدث معين",
    told: "ما يُبلَّغ",
    values: "إحدى قيم معينة",
  },
};
