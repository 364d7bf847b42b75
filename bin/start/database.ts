/** The database of a programme: a file of the embedded server, or one that runs elsewhere. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { type Client, createClient } from "@libsql/client/web";
import { startLibsqlServer } from "../libsql-server/start.ts";
import { CannotStart } from "./cannot-start.ts";
import type { Options } from "./options.ts";

export interface OpenDatabase {
  url: string;
  token: string | undefined;
  client: Client;
  close(): Promise<void>;
}

/** A call that takes longer has failed: the client has no limit of its own. */
const CALL_MS = 20_000;

/**
 * Opens the database that the options name; the embedded one with this durability. Throws CannotStart: the files are in use, the
 * database does not answer.
 */
export async function openDatabase(
  { preset, directory, database, isFresh }: Options,
  synchronous: "NORMAL" | "FULL",
): Promise<OpenDatabase> {
  if (database) {
    const client = clientOf(database);
    await client.execute("SELECT 1").catch((error: unknown) => {
      throw new CannotStart(
        `The database at ${withoutSecrets(database.url)} does not answer (${reasonOf(error)}): check LIBSQL_URL and LIBSQL_TOKEN, or leave both out to use the embedded one.`,
      );
    });
    return { ...database, client, close: async () => client.close() };
  }
  const server = await startLibsqlServer({ directory, synchronous }).catch((error: unknown) => {
    throw new CannotStart(`The embedded database did not start: ${reasonOf(error)}.`);
  });
  // The server opens a file with its first request, so none is open yet.
  if (isFresh) for (const end of ["", "-wal", "-shm"]) rmSync(join(directory, `${preset}.db${end}`), { force: true });
  const url = server.urlOf(preset);
  const client = clientOf({ url, token: undefined });
  return {
    url,
    token: undefined,
    client,
    close: async () => {
      client.close();
      await server.close();
    },
  };
}

function clientOf({ url, token }: { url: string; token: string | undefined }): Client {
  try {
    return createClient({
      url,
      ...(token === undefined ? {} : { authToken: token }),
      intMode: "number",
      concurrency: 1000,
      fetch: (request: Request) => fetch(request, { signal: AbortSignal.timeout(CALL_MS) }),
    });
  } catch (error) {
    throw new CannotStart(`LIBSQL_URL cannot be used: ${reasonOf(error)}.`);
  }
}

/** An address as it may be shown: neither user nor password, nor what stands behind the path. */
export function withoutSecrets(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname === "/" ? "" : pathname}`;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof AggregateError) return error.cause.errors.map(reasonOf).join(", ");
  return error.cause instanceof Error ? reasonOf(error.cause) : error.message.replace(/\.$/, "");
}
