/**
 * Streams: a client's session across HTTP requests, known by a baton that works once. Most live for one request. One that
 * holds an open transaction holds a connection too, and both have their time.
 */
import { randomUUID } from "node:crypto";
import { type Connection, rollBack } from "./connection.ts";
import type { Database } from "./database.ts";
import { ProtocolError } from "./errors.ts";

/** A session. `held` is the connection of its open transaction; `isTimedOut` once that has been taken away from it. */
export type Stream = {
  readonly database: Database;
  readonly storedSql: Map<number, string>;
  held: Connection | null;
  isTimedOut: boolean;
  isClosed: boolean;
  id: string | null;
  baton: string | null;
  idleTimer: NodeJS.Timeout | null;
  transactionTimer: NodeJS.Timeout | null;
};

/** All open streams of a server. */
export type Streams = {
  /** The stream for a request: a new one without a baton. Throws BATON_INVALID, BATON_REUSED or STREAM_EXPIRED. */
  acquire(database: Database, baton: string | null): Stream;
  /** After a request: the baton for the next one, or null when the stream is closed. */
  release(stream: Stream): string | null;
  /** Keeps the connection for the stream's open transaction, for a limited time. */
  hold(stream: Stream, connection: Connection): void;
  /** Gives the connection back after the transaction's end. */
  letGo(stream: Stream): void;
  close(stream: Stream): void;
  closeAll(): void;
};

/** Open streams at once. Each idle one is gone within seconds, so only a flood gets here. */
const STREAMS_MAX = 10_000;

/** A registry whose streams may be idle for `idleMs` and hold a transaction for `transactionMs`. */
export function createStreams({ idleMs, transactionMs }: { idleMs: number; transactionMs: number }): Streams {
  const parked = new Map<string, Stream>();

  const letGo = (stream: Stream): void => {
    if (stream.transactionTimer !== null) clearTimeout(stream.transactionTimer);
    stream.transactionTimer = null;
    const { held } = stream;
    if (held === null) return;
    stream.held = null;
    rollBack(held);
    stream.database.giveBack(held);
  };

  const close = (stream: Stream): void => {
    stream.isClosed = true;
    if (stream.id !== null) parked.delete(stream.id);
    if (stream.idleTimer !== null) clearTimeout(stream.idleTimer);
    stream.idleTimer = null;
    letGo(stream);
  };

  return {
    acquire(database, baton) {
      if (baton === null) return newStream(database);
      const [id = ""] = baton.split(".", 1);
      const stream = parked.get(id);
      if (stream === undefined) {
        throw new ProtocolError(400, "STREAM_EXPIRED", "The stream has expired due to inactivity, or was closed");
      }
      if (stream.database !== database) throw new ProtocolError(400, "BATON_INVALID", "Received an invalid baton");
      if (stream.baton !== baton) {
        throw new ProtocolError(400, "BATON_REUSED", "Received a baton that has already been used");
      }
      stream.baton = null;
      if (stream.idleTimer !== null) clearTimeout(stream.idleTimer);
      return stream;
    },

    release(stream) {
      if (stream.isClosed) return null;
      if (stream.id === null) {
        if (parked.size >= STREAMS_MAX) {
          close(stream);
          throw new ProtocolError(503, "TOO_MANY_STREAMS", `More than ${STREAMS_MAX} streams are open`);
        }
        stream.id = randomUUID();
        parked.set(stream.id, stream);
      }
      stream.baton = `${stream.id}.${randomUUID()}`;
      stream.idleTimer = setTimeout(() => close(stream), idleMs);
      return stream.baton;
    },

    hold(stream, connection) {
      stream.held = connection;
      stream.transactionTimer = setTimeout(() => {
        stream.isTimedOut = true;
        letGo(stream);
      }, transactionMs);
    },

    letGo,
    close,

    closeAll() {
      for (const stream of parked.values()) close(stream);
    },
  };
}

function newStream(database: Database): Stream {
  return {
    database,
    storedSql: new Map(),
    held: null,
    isTimedOut: false,
    isClosed: false,
    id: null,
    baton: null,
    idleTimer: null,
    transactionTimer: null,
  };
}
