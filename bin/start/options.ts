/** What whoever starts it may choose: arguments and environment, read once. */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { DEFAULT_PRESET, presets } from "../../functions/programme/presets/index.ts";
import { say } from "../../functions/programme/words.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { CannotStart } from "./cannot-start.ts";

export interface Options {
  preset: string;
  document: JsonObject;
  /** --fresh: throw this preset's data away, after asking unless --yes. */
  isFresh: boolean;
  isAgreed: boolean;
  /** PORT; 0: any free one. */
  port: number;
  /** TESSERA_DATA: the directory of secrets, databases and demo.json. */
  directory: string;
  /** LOG_WITNESS: a file at whose end each new checkpoint of the public log is written, or the https:// URL it is sent to. */
  witness: string | null;
  /** TILES and TILES_ATTRIBUTION, where they are set: what lies under the maps. */
  tiles: Partial<Record<"TILES" | "TILES_ATTRIBUTION", string>>;
  /** LIBSQL_URL and LIBSQL_TOKEN; null: the embedded server on files in the directory. */
  database: { url: string; token: string | undefined } | null;
}

const DEFAULT_PORT = 8787;
const ROOT = new URL("../..", import.meta.url).pathname;

/** Reads arguments and environment. Throws CannotStart for what it does not know; an unknown preset is answered with the list. */
export function readOptions(args: string[], environment: NodeJS.ProcessEnv): Options {
  const { preset, fresh, yes } = argumentsOf(args);
  const document = presets.get(preset);
  if (!document) {
    const list = [...presets].map(([name, { about }]) => `  ${name.padEnd(20)}${say(about)}`).join("\n");
    throw new CannotStart(`There is no preset "${preset}". These are the presets:\n${list}`);
  }
  const port = Number(environment.PORT || DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new CannotStart(`PORT is ${JSON.stringify(environment.PORT)}, but a port is a number from 0 to 65535.`);
  const url = environment.LIBSQL_URL || null;
  return {
    preset,
    document,
    isFresh: fresh,
    isAgreed: yes,
    port,
    directory: resolve(ROOT, environment.TESSERA_DATA || ".tessera"),
    witness: environment.LOG_WITNESS || null,
    tiles: {
      ...(environment.TILES ? { TILES: environment.TILES } : {}),
      ...(environment.TILES_ATTRIBUTION ? { TILES_ATTRIBUTION: environment.TILES_ATTRIBUTION } : {}),
    },
    database: url === null ? null : { url, token: environment.LIBSQL_TOKEN || undefined },
  };
}

function argumentsOf(args: string[]): { preset: string; fresh: boolean; yes: boolean } {
  try {
    const { values } = parseArgs({
      args,
      options: {
        preset: { type: "string", default: DEFAULT_PRESET },
        fresh: { type: "boolean", default: false },
        yes: { type: "boolean", default: false },
      },
    });
    return values;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CannotStart(`${why}\nUse: npm start -- [--preset NAME] [--fresh [--yes]]`);
  }
}
