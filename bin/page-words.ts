/** Writes what pages of many words, or of words that nothing else needs, say: a file a language, which the Worker reads when one is opened. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { counterPhrases } from "../functions/edge/phrases/counter/index.ts";
import { VERIFY_WORDS } from "../functions/public/verify/phrases/index.ts";
import { LANGUAGES, type Language } from "../functions/values/language.ts";

const PAGES: Record<string, (language: Language) => object> = {
  verify: (language) => VERIFY_WORDS[language],
  counter: counterPhrases,
};

/** Writes words/{page}.{language}.json into a directory. */
export async function writePageWords(directory: string): Promise<void> {
  await mkdir(join(directory, "words"), { recursive: true });
  const files = Object.entries(PAGES).flatMap(([page, wordsIn]) =>
    LANGUAGES.map((language) => ({ name: `${page}.${language}.json`, words: wordsIn(language) })),
  );
  await Promise.all(files.map(({ name, words }) => writeFile(join(directory, "words", name), JSON.stringify(words))));
}
