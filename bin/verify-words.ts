/** Writes what the verify pages say, a file a language, which the Worker reads when one of them is opened. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { VERIFY_WORDS } from "../functions/public/verify/phrases/index.ts";

/** Writes words/verify.{language}.json into a directory. */
export async function writeVerifyWords(directory: string): Promise<void> {
  await mkdir(join(directory, "words"), { recursive: true });
  await Promise.all(
    Object.entries(VERIFY_WORDS).map(([language, words]) =>
      writeFile(join(directory, `words/verify.${language}.json`), JSON.stringify(words)),
    ),
  );
}
