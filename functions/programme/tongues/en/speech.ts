/** How English puts things together: lists, numbers that count, dates, and what closes a sentence. */
const either = (things: string[]) => listed(things, "or");
const both = (things: string[]) => listed(things, "and");

function listed(things: string[], word: "or" | "and"): string {
  const last = things.at(-1) ?? "";
  return things.length < 2 ? last : `${things.slice(0, -1).join(", ")} ${word} ${last}`;
}

const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);

/** A number as it counts: "1st", "22nd", "113th". */
export function ordinal(count: number): string {
  const tens = count % 100;
  const ending = tens > 10 && tens < 14 ? undefined : ["th", "st", "nd", "rd"][count % 10];
  return `${count}${ending ?? "th"}`;
}

/** "1 day", "12 months". */
export const so = (count: number, one: string) => `${count} ${one}${count === 1 ? "" : "s"}`;

export const timesText = ({ times, count }: { times: number; count: string }) =>
  times === 1 ? "once" : times === 2 ? "twice" : `${count} times`;

export const speech = {
  /** How dates of terms are written, by Intl's name. */
  dates: "en-GB",
  /** Which of a unit's names says what the unit is, and not how much of it. */
  asSuch: "other" as "few" | "other",
  /** Things as alternatives: "Monday", "Monday or Friday", "Monday, Friday or Sunday". */
  either,
  /** Things together: "bread", "bread and butter", "bread, butter and cheese". */
  both,
  comma: (things: string[]) => things.join(", "),
  semicolon: (things: string[]) => things.join("; "),
  /** Sentences, each with its full stop, one after the other. */
  together: (sentences: string[]) => sentences.join(" "),
  /** What is said as a sentence of its own. */
  sentence: (says: string) => `${capital(says)}.`,
  capital,
  quoted: (name: string) => `"${name}"`,
  /** A word of the document's, inside a sentence of this language. */
  inside: (text: string) => text,
  /** A name, and what is said of it. */
  named: ({ name, says }: { name: string; says: string }) => `${name}: ${says}`,
  /** An amount and the name that it has. */
  amount: ({ amount, name }: { amount: string; name: string }) => `${amount} ${name}`,
  instant: ({ date, time }: { date: string; time: string }) => `${date} at ${time}`,
  /** What a word of the store's own is called that is only a number. */
  certain: {
    goods: "certain goods",
    oneOfGoods: "one of certain goods",
    stores: "certain stores",
    channels: "certain channels",
    places: "certain places",
    event: "an event",
    told: "what it tells",
    values: "of certain values",
  },
};
