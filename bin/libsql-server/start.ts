/**
 * The embedded libSQL server: Hrana over HTTP on SQLite files of one directory, for development, tests and single machines.
 *
 * Whoever may send SQL is trusted with two things, because statements run on this thread inside the native module: a query
 * may take long, and everybody waits; and SQL that makes text of bytes which are not UTF-8 (`CAST(x'ff' AS TEXT)`) ends the
 * process when it is read. The one way from a text argument to such bytes, an escape in JSON, is refused: see values.ts.
 *
 * Compared with sqld 0.24.32 in 230 requests, these differ and stay: the words of errors; text with a NUL character is kept whole and
 * read to it; a row id after an INSERT that inserted nothing is of whoever wrote before; rows that nobody wants are left out; a value
 * beyond 5 MB that SQL itself makes is no fault; and a transaction that timed out stays refused.
 */
import { existsSync, mkdirSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type Database, openDatabase } from "./database.ts";
import { createHandler, DATABASE_NAME, DEFAULT_DATABASE } from "./http.ts";
import { lockDirectory } from "./lock.ts";
import { createStreams } from "./streams.ts";

/** How a server is started. Only `directory` has no default; durations are milliseconds. */
export type LibsqlServerOptions = Readonly<{
  /** Where the files are, `{name}.db` each; made when missing. No other process may open them meanwhile. */
  directory: string;
  /** 0, the default, is any free port. */
  port?: number;
  /** `127.0.0.1` by default. Any other than a loopback address needs a token. */
  host?: string;
  /** Asked for as `Authorization: Bearer …` when given. */
  token?: string;
  /** `FULL` (default) keeps every acknowledged commit through a power cut; `NORMAL` through any crash of the process. */
  synchronous?: "NORMAL" | "FULL";
  /** Pages in the WAL before they are moved to the file; 10000 by default, a fifth faster than SQLite's 1000. */
  walAutocheckpoint?: number;
  /** Whether a name without a file makes one (default), or is 404. */
  create?: boolean;
  /** An open transaction is rolled back after this: 5 s by default, as on sqld. */
  transactionTimeoutMs?: number;
  /** A stream is closed when idle for this: 10 s by default, as on sqld. */
  streamIdleTimeoutMs?: number;
  /** A database that nobody asked anything of for this is closed, and opened again when somebody does: 90 s by default. */
  databaseIdleMs?: number;
  /** 32 MiB by default; a larger body is 413. */
  maxBodyBytes?: number;
}>;

/** A running server. `url` is the default database's. */
export type LibsqlServer = Readonly<{
  url: string;
  port: number;
  /**
   * The URL of a named database for `createClient`. It ends in a slash on purpose: without one, `@libsql/client` drops the
   * last part of the path and would talk to the default database.
   */
  urlOf(database: string): string;
  /** Finishes what is running, rolls back open transactions, empties the WALs and closes the files. */
  close(): Promise<void>;
}>;

const DEFAULT_WAL_AUTOCHECKPOINT = 10_000;
const DEFAULT_TRANSACTION_TIMEOUT_MS = 5_000;
const DEFAULT_STREAM_IDLE_TIMEOUT_MS = 10_000;
const DEFAULT_MAX_BODY_BYTES = 32 * 2 ** 20;

/** Longer than a request may take to arrive: it asks for its database first. */
const DEFAULT_DATABASE_IDLE_MS = 90_000;

/** Longer than clients keep an idle connection, so that it is never closed just as one sends its next request. */
const KEEP_ALIVE_MS = 65_000;

/** For a whole body to arrive; then the connection is cut. */
const REQUEST_TIMEOUT_MS = 60_000;

/** Starts a server. Rejects: bad option, host without token, directory in use, port in use. */
export async function startLibsqlServer(options: LibsqlServerOptions): Promise<LibsqlServer> {
  const { directory, host = "127.0.0.1", port = 0, token } = options;
  assertSafe(options, host);
  mkdirSync(directory, { recursive: true });
  const unlock = lockDirectory(directory);
  const databases = new Map<string, Opened>();
  const streams = createStreams({
    idleMs: options.streamIdleTimeoutMs ?? DEFAULT_STREAM_IDLE_TIMEOUT_MS,
    transactionMs: options.transactionTimeoutMs ?? DEFAULT_TRANSACTION_TIMEOUT_MS,
  });
  const handle = createHandler({
    databaseOf: (name) => databaseOf(name, databases, options),
    streams,
    token: token ?? null,
    maxBodyBytes: options.maxBodyBytes ?? DEFAULT_MAX_BODY_BYTES,
  });

  const running = new Map<IncomingMessage, Promise<void>>();
  let isClosing = false;
  const timeouts = { keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: REQUEST_TIMEOUT_MS };
  const server = createServer({ ...timeouts, noDelay: true }, (request, response) => {
    if (isClosing) response.shouldKeepAlive = false;
    const answered = handle(request, response).finally(() => {
      running.delete(request);
      if (isClosing) streams.closeAll();
    });
    running.set(request, answered);
  });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen({ port, host }, resolve);
    });
  } catch (error) {
    unlock();
    throw error;
  }

  const close = async (): Promise<void> => {
    isClosing = true;
    const stopped = new Promise<void>((resolve) => server.close(() => resolve()));
    // Transactions waiting for their client's next request make way for the writes that queue behind them.
    streams.closeAll();
    while (running.size > 0) {
      for (const request of running.keys()) if (!request.complete) request.destroy();
      await Promise.all(running.values());
    }
    server.closeAllConnections();
    await stopped;
    try {
      for (const { database } of databases.values()) database.close();
    } finally {
      unlock();
    }
  };

  const { port: boundPort } = server.address() as AddressInfo;
  const origin = `http://${host.includes(":") ? `[${host}]` : host}:${boundPort}/`;
  let closed: Promise<void> | null = null;
  return {
    url: origin,
    port: boundPort,
    urlOf: (database) => {
      if (!DATABASE_NAME.test(database)) throw new RangeError(`${JSON.stringify(database)} is no database name`);
      return database === DEFAULT_DATABASE ? origin : `${origin}${database}/`;
    },
    close: () => {
      closed ??= close();
      return closed;
    },
  };
}

function assertSafe({ token, walAutocheckpoint, synchronous }: LibsqlServerOptions, host: string): void {
  if (token === "") throw new Error("The token is empty: leave it out, or give one that cannot be guessed");
  if (token === undefined && !/^(?:127(?:\.\d{1,3}){3}|::1|localhost)$/.test(host)) {
    throw new Error(`Listening on ${host} would open every database to the network: give a token, or use 127.0.0.1`);
  }
  if (walAutocheckpoint !== undefined && !(Number.isSafeInteger(walAutocheckpoint) && walAutocheckpoint > 0)) {
    throw new Error(`walAutocheckpoint must be a positive number of pages, not ${walAutocheckpoint}`);
  }
  if (synchronous !== undefined && synchronous !== "NORMAL" && synchronous !== "FULL") {
    throw new Error(`synchronous must be NORMAL or FULL, not ${synchronous}`);
  }
}

/** An open database, and when it was last asked for. */
interface Opened {
  database: Database;
  usedAt: number;
}

function databaseOf(name: string, databases: Map<string, Opened>, options: LibsqlServerOptions): Database | null {
  const usedAt = Date.now();
  const open = databases.get(name);
  if (open !== undefined) {
    open.usedAt = usedAt;
    return open.database;
  }
  closeIdle(databases, usedAt - (options.databaseIdleMs ?? DEFAULT_DATABASE_IDLE_MS));
  const path = join(options.directory, `${name}.db`);
  if (options.create === false && !existsSync(path)) return null;
  const database = openDatabase(path, {
    synchronous: options.synchronous ?? "FULL",
    walAutocheckpoint: options.walAutocheckpoint ?? DEFAULT_WAL_AUTOCHECKPOINT,
  });
  databases.set(name, { database, usedAt });
  return database;
}

/** Each open database holds memory of which the process has a limit; whoever opens another one makes room. */
function closeIdle(databases: Map<string, Opened>, before: number): void {
  for (const [name, { database, usedAt }] of databases) {
    if (usedAt > before || !database.isIdle()) continue;
    databases.delete(name);
    database.close();
  }
}
