/**
 * How Russian puts things together: lists, dates and numbers with their nouns. What a document names stands where Russian
 * wants no other case of it: after a colon, in brackets or in quotes.
 */
import type { Speech } from "../en/index.ts";

/** A noun by a number: "1 день", "2 дня", "5 дней". */
type Noun = [one: string, few: string, many: string];
const FORM = { zero: 2, one: 0, two: 1, few: 1, many: 2, other: 1 } as const;
const plural = new Intl.PluralRules("ru");
const number = new Intl.NumberFormat("ru");

export const formOf = (count: number, noun: Noun) => noun[FORM[plural.select(count)]];
export const so = (count: number, noun: Noun) => `${number.format(count)} ${formOf(count, noun)}`;

export const DAYS: Noun = ["день", "дня", "дней"];
/** The same after "не меньше", "в течение" and "старше". */
export const OF_DAYS: Noun = ["дня", "дней", "дней"];
export const OF_YEARS: Noun = ["года", "лет", "лет"];
export const TIMES: Noun = ["раз", "раза", "раз"];
export const GOODS: Noun = ["товар", "товара", "товаров"];
export const TICKETS: Noun = ["билет", "билета", "билетов"];

const listed = (things: string[], word: string) => {
  const last = things.at(-1) ?? "";
  return things.length < 2 ? last : `${things.slice(0, -1).join(", ")} ${word} ${last}`;
};

export const quoted = (name: string) => `«${name}»`;
export const either = (things: string[]) => listed(things, "или");
export const both = (things: string[]) => listed(things, "и");
export const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);
export const comma = (things: string[]) => things.join(", ");

export const speech: Speech = {
  dates: "ru",
  asSuch: "other",
  either,
  both,
  comma,
  semicolon: (things) => things.join("; "),
  together: (sentences) => sentences.join(" "),
  sentence: (says) => `${capital(says)}.`,
  capital,
  quoted,
  inside: (text) => text,
  named: ({ name, says }) => `${name}: ${says}`,
  amount: ({ amount, name }) => `${amount} ${name}`,
  instant: ({ date, time }) => `${date}, ${time}`,
  certain: {
    goods: "отдельные позиции",
    oneOfGoods: "одна из отдельных позиций",
    stores: "отдельные магазины",
    channels: "отдельные каналы",
    places: "отдельные места",
    event: "событие",
    told: "сообщённое значение",
    values: "одно из заданных значений",
  },
};
