import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { CannotStart } from "./cannot-start.ts";
import type { Options } from "./options.ts";

/** Asks before a preset's data is thrown away. Throws CannotStart: a database elsewhere, nobody to ask, the answer was no. */
export async function agreeToFresh({ preset, directory, database, isAgreed }: Options): Promise<void> {
  if (database)
    throw new CannotStart(
      "--fresh rebuilds files of the embedded database only: empty the one at LIBSQL_URL yourself.",
    );
  const path = join(directory, `${preset}.db`);
  if (isAgreed || !existsSync(path)) return;
  if (!process.stdin.isTTY)
    throw new CannotStart(`--fresh would delete ${path}, and nobody is there to ask: add --yes to agree beforehand.`);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`Delete everything in ${path} and seed it again? (y/N) `);
  terminal.close();
  if (!/^y(es)?$/i.test(answer.trim())) throw new CannotStart("Nothing was deleted.");
}
