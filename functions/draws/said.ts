/** What a check says before it is in a language: a sentence's name and its parts. Words are chosen where somebody reads. */
import { filled } from "../values/filled.ts";
import { dateFormat, listFormat, numberFormat } from "../values/formats.ts";
import { directionOf, languageOf } from "../values/language.ts";
import { countedIn, type Forms } from "../values/plural.ts";
import type { CountedId, SentenceId, SentenceOf } from "./tongues/en.ts";

/** A sentence by its name. */
export type Said = { says: SentenceId; parts: Readonly<Record<string, Part>> };

/**
 * What can be said: a text that stands as it is (a hash, a name, a fault in the words of developers), a number, sentences in a
 * row, a list, a number of things, an instant in unix seconds, a day as "2026-11-22", or a sentence.
 */
export type Part =
  | string
  | number
  | readonly Part[]
  | { list: readonly Part[] }
  | { count: number; of: CountedId }
  | { at: number }
  | { on: string }
  | Said;

/** What a language says. A text that one lacks is a type error. */
export type Tongue = {
  sentences: Record<SentenceId, string>;
  counted: Record<CountedId, Forms>;
  /** What stands between two sentences. */
  between: string;
};

type Named<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Named<Rest> : never;
type With<Id extends SentenceId> = [Named<SentenceOf<Id>>] extends [never]
  ? []
  : [parts: Record<Named<SentenceOf<Id>>, Part>];

/** A sentence with the parts that the English one names. */
export function said<Id extends SentenceId>(says: Id, ...[parts]: With<Id>): Said {
  return { says, parts: parts ?? {} };
}

/** True for a sentence; a fault in the words of developers is a string. */
export function isSaid(part: Part): part is Said {
  return typeof part === "object" && "says" in part;
}

/** How a language says them. */
export function tellerIn(language: string, { sentences, counted, between }: Tongue): (part: Part) => string {
  const isFromRight = directionOf(languageOf(language) ?? "en") === "rtl";
  const count = countedIn(language);
  const tell = (part: Part): string => {
    if (typeof part === "string") return part;
    if (typeof part === "number") return numberFormat(language).format(part);
    if (isList(part))
      return part
        .map(tell)
        .filter((each) => each !== "")
        .join(between);
    if ("list" in part) return listFormat(language).format(part.list.map(tell));
    if ("count" in part) return count(part.count, counted[part.of]);
    if ("at" in part) return instantIn(language, part.at);
    if ("on" in part) return dayIn(language, part.on);
    const told = Object.entries(part.parts).map(([name, each]) => [name, tell(each)] as const);
    return filled(sentences[part.says], Object.fromEntries(told), { isFromRight });
  };
  return tell;
}

function isList(part: Exclude<Part, string | number>): part is readonly Part[] {
  return Array.isArray(part);
}

/** The last instant that a Date can be, in unix seconds: strangers' files say later ones. */
const LAST_SECOND = 8_640_000_000_000;

const INSTANT = {
  year: "numeric",
  month: "short",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
  timeZone: "UTC",
  timeZoneName: "short",
} as const;

function instantIn(language: string, seconds: number): string {
  return Math.abs(seconds) <= LAST_SECOND
    ? dateFormat(language, INSTANT).format(new Date(seconds * 1000))
    : String(seconds);
}

function dayIn(language: string, day: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(at.getTime()) ? day : dateFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(at);
}
