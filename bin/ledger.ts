/** The ledger that an operator's command speaks to: DATABASE_URL and SECRET, or what `npm start` left in `.tessera/`. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createClient } from "@libsql/client/web";
import { problemOfRefusal } from "../functions/edge/problem.ts";
import { perform } from "../functions/operations/perform.ts";
import type { Ledger, Verb } from "../functions/operations/verb.ts";
import type { Json, JsonObject } from "../functions/values/json.ts";

/** Opens the ledger. Throws a sentence that says what is missing. */
export function openLedger(environment: Record<string, string | undefined> = process.env): Ledger {
  const directory = environment.TESSERA_DATA ?? ".tessera";
  const url = environment.DATABASE_URL ?? urlIn(join(directory, "demo.json"));
  if (!url)
    throw new Error("DATABASE_URL is missing: which libSQL database is meant? (npm start leaves its own in .tessera/)");
  const secret = environment.SECRET ?? textOf(join(directory, "secret"))?.trim();
  if (!secret || secret.length < 32)
    throw new Error("SECRET is missing or shorter than 32 characters: use the Worker's own.");
  const token = environment.DATABASE_TOKEN;
  const client = createClient({ url, intMode: "number", ...(token === undefined ? {} : { authToken: token }) });
  return { client, secret, now: null, documents: new Map() };
}

/** Performs a verb as the operator of this machine. `body` is what papers keep: leave personal data out of it. Throws a refusal's sentence. */
export async function operate<Request, Outcome>(
  ledger: Ledger,
  verb: Verb<Request, Outcome>,
  { request, body }: { request: Request; body: Json },
): Promise<JsonObject> {
  const performed = await perform(
    ledger,
    verb,
    { request, caller: { kind: "operator" }, key: crypto.randomUUID(), method: "COMMAND", path: verb.kind, body },
    { status: 200, view: (outcome) => ({ ...outcome }) as JsonObject, refused: problemOfRefusal },
  );
  if (performed.kind === "answered" && performed.status === 200) return JSON.parse(performed.body) as JsonObject;
  if (performed.kind === "answered") throw new Error(sentenceOf(performed.body));
  if (performed.kind === "refused") throw new Error(sentenceOf(problemOfRefusal(performed.refusal).body));
  throw new Error(`${verb.kind} was not done: ${performed.kind}`);
}

function sentenceOf(problem: string): string {
  const {
    title,
    detail,
    errors = [],
  } = JSON.parse(problem) as {
    title: string;
    detail: string;
    errors?: { pointer: string; says: string }[];
  };
  return [`${title}. ${detail}`, ...errors.map(({ pointer, says }) => `${pointer}: ${says}`)].join("\n");
}

function urlIn(path: string): string | undefined {
  const text = textOf(path);
  return text === undefined ? undefined : (JSON.parse(text) as { databaseUrl?: string }).databaseUrl;
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (fault) {
    if (fault instanceof Error && "code" in fault && fault.code === "ENOENT") return undefined;
    throw fault;
  }
}
