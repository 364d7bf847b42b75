/** The door to libSQL: over HTTP, with a time limit on every call, one client per database and isolate. */
import { type Client, createClient } from "@libsql/client/web";

export interface DatabaseAddress {
  url: string;
  token: string | undefined;
}

/** Longest that one call to the database may take, in milliseconds: the HTTP client has no limit of its own. */
const CALL_MS = 8_000;
const clients = new Map<string, Client>();

/** The client of a database. Calls that take longer than 8 s fail; the caller does not know then what happened. */
export function databaseAt({ url, token }: DatabaseAddress): Client {
  const known = clients.get(url);
  if (known && !known.closed) return known;
  const made = createClient({
    url,
    ...(token === undefined ? {} : { authToken: token }),
    intMode: "number",
    // No queue inside the client: a Worker must not wait for a promise that another request resolves.
    concurrency: 100_000,
    fetch: answerOf,
  });
  clients.set(url, made);
  return made;
}

/**
 * The whole answer to a call, or a TypeError: runtimes differ in what they throw when a connection breaks (workerd a bare
 * Error, also while the body is read), and whoever asks must know it from a fault of ours.
 */
async function answerOf(request: Request): Promise<Response> {
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(CALL_MS) });
    return new Response(await answer.arrayBuffer(), answer);
  } catch (cause) {
    throw new TypeError("the database did not answer", { cause });
  }
}
