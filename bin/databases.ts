/** The databases that an operator's command walks: the one at DATABASE_URL, or each that PROGRAMMES lists by host. */
import { type Client, createClient } from "@libsql/client/web";

export interface Database {
  /** The host that it serves; null: every host. */
  host: string | null;
  url: string;
  token: string | undefined;
}

type Environment = Record<string, string | undefined>;

/** A call that takes longer has failed: the client has no limit of its own. */
const CALL_MS = 30_000;

/** Reads the addresses, in the order of the list. Throws a sentence that says what is missing or wrong. */
export function databasesIn({ DATABASE_URL: url, DATABASE_TOKEN: token, PROGRAMMES: list }: Environment): Database[] {
  if (!list) {
    if (!url) throw new Error("DATABASE_URL is missing: the address of a libSQL database (libsql:// or http(s)://).");
    return [{ host: null, url: checked(url, "DATABASE_URL"), token: token || undefined }];
  }
  const hosts = Object.entries(parsed(list));
  if (hosts.length === 0) throw new Error("PROGRAMMES lists no host.");
  return hosts.map(([host, address]) => {
    const { url: at, token: with_ } = (address ?? {}) as { url?: unknown; token?: unknown };
    if (typeof at !== "string") throw new Error(`PROGRAMMES gives ${host} no url.`);
    return { host, url: checked(at, `PROGRAMMES, ${host}`), token: typeof with_ === "string" ? with_ : undefined };
  });
}

/** The one database that a command is about. Throws when there are several: name it with DATABASE_URL. */
export function onlyDatabaseIn(environment: Environment): Database {
  const { PROGRAMMES: _, ...one } = environment;
  const [found, ...more] = databasesIn(environment.DATABASE_URL ? one : environment);
  if (!found || more.length > 0) throw new Error("PROGRAMMES lists several databases: name one with DATABASE_URL.");
  return found;
}

/** A client that gives up on a call after 30 s. `bigint` reads integers exactly. */
export function clientOf(
  { url, token }: Pick<Database, "url" | "token">,
  { intMode }: { intMode: "number" | "bigint" },
): Client {
  return createClient({
    url,
    ...(token === undefined ? {} : { authToken: token }),
    intMode,
    fetch: (request: Request) => fetch(request, { signal: AbortSignal.timeout(CALL_MS) }),
  });
}

function parsed(list: string): Record<string, unknown> {
  try {
    const read: unknown = JSON.parse(list);
    if (typeof read === "object" && read !== null && !Array.isArray(read)) return read as Record<string, unknown>;
  } catch (fault) {
    if (!(fault instanceof SyntaxError)) throw fault;
  }
  throw new Error('PROGRAMMES is not JSON of the form {"club.example": {"url": "libsql://…", "token": "…"}}.');
}

function checked(url: string, name: string): string {
  if (/^(libsql|https?):\/\/\S+$/.test(url)) return url;
  throw new Error(`${name} is no address of a libSQL server: it begins with libsql://, https:// or http://.`);
}
