/** In which language somebody is answered, and how numbers change its words. */
import { describe, expect, test } from "vitest";
import { phrasesFor } from "../../functions/edge/phrases/index.ts";
import {
  directionOf,
  LANGUAGES,
  type LanguageSaid,
  languageOf,
  pickLanguage,
} from "../../functions/values/language.ts";
import { countedIn } from "../../functions/values/plural.ts";

test.each([
  ["en", "en"],
  ["en-GB", "en"],
  ["EN_us", "en"],
  ["zh", "zh-Hans"],
  ["zh-CN", "zh-Hans"],
  ["zh-TW", "zh-Hant"],
  ["zh-Hant", "zh-Hant"],
  ["zh-HK", "zh-Hant"],
  ["zh-Hans-HK", "zh-Hans"],
  ["ar-EG", "ar"],
  ["nl", null],
  ["", null],
  ["enough", null],
])("the tag %s means %s", (tag, language) => {
  expect(languageOf(tag)).toBe(language);
});

test.each<[string, LanguageSaid, string]>([
  ["nobody said anything", {}, "en"],
  ["only the programme did", { programme: "ru" }, "ru"],
  ["the browser goes before the programme", { header: "vi", programme: "ru" }, "vi"],
  ["what she chose goes before the browser", { chosen: "ar", header: "vi", programme: "ru" }, "ar"],
  ["her profile goes before all", { profile: "zh-Hant", chosen: "ar", header: "vi" }, "zh-Hant"],
  ["what we do not write is passed by", { profile: "nl", chosen: "xx", header: "nl-BE, de", programme: "vi" }, "vi"],
  ["the browser's first wish that we write", { header: "nl, ar;q=0.4, ru;q=0.9, *;q=0.1" }, "ru"],
  ["what the browser does not want", { header: "ru;q=0, vi;q=0.1" }, "vi"],
  ["nonsense", { chosen: "';--", header: ";;;q=,,", programme: "tlh" }, "en"],
])("%s", (_, said, language) => {
  expect(pickLanguage(said)).toBe(language);
});

test("Arabic alone is written from the right", () => {
  expect(LANGUAGES.filter((language) => directionOf(language) === "rtl")).toEqual(["ar"]);
});

test("words change with their number as each language has it", () => {
  const forms = { one: "# билет", few: "# билета", many: "# билетов", other: "# билета" };
  expect([1, 2, 5, 11, 21, 1000].map((count) => countedIn("ru")(count, forms).replaceAll("\u00a0", " "))).toEqual([
    "1 билет",
    "2 билета",
    "5 билетов",
    "11 билетов",
    "21 билет",
    "1 000 билетов",
  ]);
});

describe("every text is there in every language", () => {
  const english = pathsOf(phrasesFor("en"));
  test.each(LANGUAGES)("%s", (language) => {
    const texts = pathsOf(phrasesFor(language));
    expect([...texts.keys()]).toEqual([...english.keys()]);
    for (const [path, text] of texts) {
      expect(text.trim(), path).not.toBe("");
      expect(text, path).not.toMatch(/undefined|NaN|#/);
    }
    // Copied and left: what is longer than a name is another text in another language.
    if (language !== "en")
      expect([...texts].filter(([path, text]) => text.length > 12 && text === english.get(path))).toEqual([]);
  });
});

/** Every text of a dictionary by its place; sentences with numbers as they are for 3 and for what is named. */
function pathsOf(phrases: object, before = ""): Map<string, string> {
  return new Map(
    Object.entries(phrases).flatMap(([name, phrase]) => {
      const path = `${before}${name}`;
      if (typeof phrase === "string") return [[path, phrase]];
      if (typeof phrase === "function") return [[path, String(phrase(3, "A", "B", "C"))]];
      return [...pathsOf(phrase, `${path}.`)];
    }),
  );
}
