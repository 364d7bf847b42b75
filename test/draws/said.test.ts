/** What checks say, in six languages: nothing is missing, no part is lost, and every bundle is told whole. */
import { describe, expect, test } from "vitest";
import { isBeacon } from "../../functions/draws/beacon.ts";
import { BUNDLE } from "../../functions/draws/check/bundle.ts";
import { check } from "../../functions/draws/check/check.ts";
import { verdictOf } from "../../functions/draws/check/verdict-words.ts";
import { finished } from "../../functions/draws/progress.ts";
import { type Part, said, tellerIn } from "../../functions/draws/said.ts";
import { en } from "../../functions/draws/tongues/en.ts";
import { stepSaid } from "../../functions/draws/verdict.ts";
import { VERIFY_WORDS } from "../../functions/public/verify/phrases/index.ts";
import { LANGUAGES } from "../../functions/values/language.ts";
import { changes, contestBundle, playBundle } from "../support/bundles.ts";
import { drawnByBeacon, drawnByHand } from "../support/proofs.ts";
import { receiptBundle } from "../support/receipts.ts";

/** The names in braces, in order. */
const named = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

/** Sentences in which no word is a language's own. */
const THE_SAME = ["draw.number", "draw.one", "claims.prize", "step.of act"];

describe.each(LANGUAGES.filter((language) => language !== "en"))("%s", (language) => {
  const { page, tongue } = VERIFY_WORDS[language];

  test("has in every sentence the parts of the English one, and no English sentence", () => {
    for (const [id, text] of Object.entries(en.sentences)) {
      const own = tongue.sentences[id as keyof typeof en.sentences];
      expect(named(own), id).toEqual(named(text));
      if (!THE_SAME.includes(id)) expect(own, id).not.toBe(text);
    }
    const flat = ({ script, steps: _, ...rest }: typeof page) => Object.entries({ ...rest, ...script });
    const english = Object.fromEntries(flat(VERIFY_WORDS.en.page));
    for (const [id, text] of flat(page)) {
      expect(named(text), id).toEqual(named(english[id] ?? ""));
      expect(text, id).not.toBe(english[id]);
    }
  });

  test("has a form for every plural that its rules know", () => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    // Russian has "other" for fractions alone, which nothing here has.
    for (const [of, forms] of Object.entries({ ...tongue.counted, steps: page.steps }))
      if (!["alsoWrong", "wait", "leftOut"].includes(of))
        expect(Object.keys(forms).sort(), of).toEqual([...pluralCategories].sort());
  });
});

const found = [
  ...[undefined, drawnByBeacon(), drawnByHand()].map((proof) => contestBundle(proof)),
  ...[7, 39, 40].map((seq) => playBundle(seq)),
  receiptBundle(),
  ...changes.map(({ made }) => made()),
  { bundle: BUNDLE, proof: null },
].map((bundle) => finished(check(bundle, { own: {}, judge: isBeacon })));

test.each(LANGUAGES)("every bundle, sound or changed, is told in %s without a gap", (language) => {
  const { tongue } = VERIFY_WORDS[language];
  const told = tellerIn(language, tongue);
  for (const checked of found) {
    const { says, more } = verdictOf(checked);
    const parts: Part[] = [checked.name, says, more, ...checked.shows, ...checked.unproven];
    for (const { title, about, says, takes, gives, compared } of checked.stages) {
      parts.push(
        title,
        about,
        says,
        ...[...takes, ...gives].flatMap(({ name, text, form }) => (form === "json" ? name : [name, text])),
      );
      // What differs is said to developers, or to her; where it is a sentence above, it is in her language.
      parts.push(...compared.flatMap(({ name, ok, says }) => (ok ? [stepSaid(name), says] : stepSaid(name))));
    }
    for (const part of parts) {
      const text = told(part);
      expect(text).not.toMatch(/undefined|NaN|\{\w+\}|\[object|Infinity/);
      expect(text.trim(), JSON.stringify(part)).not.toBe("");
    }
  }
});

test("numbers, instants and days are said as each language does, and a part keeps its own direction from the right", () => {
  const instants = LANGUAGES.map((language) => tellerIn(language, VERIFY_WORDS[language].tongue));
  const [english = String, , , russian = String, , arabic = String] = instants;
  expect(english({ at: 1_795_388_340 })).toBe("Nov 22, 2026, 22:59:00 UTC");
  expect(english(said("claims.passedBy", { rank: "2", day: { on: "2026-10-29" }, reason: said("reason.staff") }))).toBe(
    "It passed rank 2 by on October 29, 2026: works for the organiser.",
  );
  expect(english([{ count: 100_000, of: "entrants" }, { list: ["a", "b"] }])).toBe("100,000 entrants a and b");
  expect(russian({ count: 22, of: "tickets" })).toBe("22 билета");
  expect(arabic(said("own.play", { seq: "7", hash: "ab" }))).toContain("\u2068ab\u2069");
  // A stranger's file may say any day and any second.
  expect(english([{ on: "soon" }, { at: 1e300 }])).toBe("soon 1e+300");
});
