/** How Vietnamese puts things together: nouns have one form, whatever their number. */
import type { Speech } from "../en/index.ts";

const listed = (things: string[], word: string) => {
  const last = things.at(-1) ?? "";
  return things.length < 2 ? last : `${things.slice(0, -1).join(", ")} ${word} ${last}`;
};

export const quoted = (name: string) => `“${name}”`;
export const either = (things: string[]) => listed(things, "hoặc");
export const both = (things: string[]) => listed(things, "và");
export const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);
export const comma = (things: string[]) => things.join(", ");

export const speech: Speech = {
  dates: "vi",
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
  instant: ({ date, time }) => `${time} ngày ${date}`,
  certain: {
    goods: "một số mặt hàng nhất định",
    oneOfGoods: "một trong các mặt hàng nhất định",
    stores: "một số cửa hàng nhất định",
    channels: "một số kênh nhất định",
    places: "một số địa điểm nhất định",
    event: "một sự kiện",
    told: "nội dung được báo",
    values: "một trong các giá trị đã định",
  },
};
