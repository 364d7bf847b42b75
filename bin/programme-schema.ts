/** Writes programme.schema.json: the JSON Schema of a programme document, made from the shapes that read it. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { programme } from "../functions/programme/programme.ts";

/** The schema, draft 2020-12. It says each field's shape; names that dangle are found by `npm run programme -- check` alone. */
export function programmeSchema(): object {
  const { $schema, ...shape } = z.toJSONSchema(programme, { io: "input", reused: "ref" });
  return { $schema, title: "Tessera programme", description: "One loyalty programme as a document.", ...shape };
}

/** Writes the schema into a directory. */
export async function writeProgrammeSchema(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, "programme.schema.json"), JSON.stringify(programmeSchema()));
}
