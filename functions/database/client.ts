/** The door to libSQL: over HTTP, with a time limit on every call, one client per database and isolate. */
import { type Client, createClient } from "@libsql/client/http";

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
 * The answer to a call, or a TypeError, also where its body breaks off: runtimes differ in what they throw when a connection
 * breaks (workerd a bare Error), and whoever asks must know it from a fault of ours.
 */
async function answerOf(request: Request): Promise<Response> {
  const answer = await fetch(request, { signal: AbortSignal.timeout(CALL_MS) }).catch(notAnswered);
  // The client reads a body by one of these. Reading it here and wrapping it in another Response cost a tenth of a write.
  const text = () => Response.prototype.text.call(answer).catch(notAnswered);
  return Object.assign(answer, { text, json: async () => JSON.parse(await text()) as unknown });
}

function notAnswered(cause: unknown): never {
  throw new TypeError("the database did not answer", { cause });
}
