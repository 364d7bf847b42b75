/** How simplified Chinese puts things together: lists, dates and quotes. */
import type { Speech } from "../en/index.ts";
import { zh } from "../spacing.ts";

const listed = (things: string[], word: string) => {
  const last = things.at(-1) ?? "";
  return things.length < 2 ? last : zh`${things.slice(0, -1).join("、")}${word}${last}`;
};

export const quoted = (name: string) => `“${name}”`;
export const either = (things: string[]) => listed(things, "或");
export const both = (things: string[]) => listed(things, "和");
export const comma = (things: string[]) => things.join("，");

export const speech: Speech = {
  dates: "zh-Hans",
  asSuch: "few",
  either,
  both,
  comma,
  semicolon: (things) => things.join("；"),
  together: (sentences) => sentences.join(""),
  sentence: (says) => `${says}。`,
  capital: (text) => text,
  quoted,
  inside: (text) => text,
  named: ({ name, says }) => `${name}：${says}`,
  amount: ({ amount, name }) => `${amount} ${name}`,
  instant: ({ date, time }) => `${date} ${time}`,
  certain: {
    goods: "指定商品",
    oneOfGoods: "一件指定商品",
    stores: "指定门店",
    channels: "指定渠道",
    places: "指定地点",
    event: "某一事件",
    told: "所报内容",
    values: "指定的值",
  },
};
