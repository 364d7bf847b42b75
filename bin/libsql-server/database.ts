/**
 * One database file: one writing connection that streams take in turn, first come first served, and reading connections
 * that never wait for it. A reading connection is shared by all reads, except while a read transaction stays open on it.
 */
import { type Connection, closeConnection, type Durability, openReader, openWriter } from "./connection.ts";
import { StatementError } from "./errors.ts";

/** A database's connections, to be taken for one request or one transaction and given back outside of any transaction. */
export type Database = {
  /** The writing connection: at once when it is free, else when all who came before have given it back. */
  takeWriter(): Connection | Promise<Connection>;
  /** A reading connection, always at once. Throws TRANSACTION_BUSY when too many read transactions are open. */
  takeReader(): Connection;
  giveBack(connection: Connection): void;
  /** Nothing is taken, and nobody waits. */
  isIdle(): boolean;
  /** Checkpoints and closes the file. Everything must have been given back. */
  close(): void;
};

/** Read transactions left open between requests, each with a connection of its own. */
const OPEN_READERS_MAX = 16;

/** Opens `path`, creating the file when it is not there. */
export function openDatabase(path: string, durability: Durability): Database {
  const writer = openWriter(path, durability);
  const idleReaders: Connection[] = [openReader(path)];
  const waiting: ((connection: Connection) => void)[] = [];
  let isWriterTaken = false;
  let readerCount = 1;
  let schemaGeneration = 0;

  const handOver = (connection: Connection): Connection => {
    if (connection.schemaGeneration !== schemaGeneration) {
      connection.prepared.clear();
      // SQLite reads a schema that others changed only when a statement runs; what is prepared before has the old columns.
      connection.native.exec("SELECT 1 FROM sqlite_schema LIMIT 1");
      connection.schemaGeneration = schemaGeneration;
    }
    return connection;
  };

  return {
    takeWriter() {
      if (!isWriterTaken) {
        isWriterTaken = true;
        return handOver(writer);
      }
      return new Promise((resolve) => waiting.push(resolve));
    },

    takeReader() {
      const idle = idleReaders.pop();
      if (idle !== undefined) return handOver(idle);
      if (readerCount >= OPEN_READERS_MAX) {
        throw new StatementError("TRANSACTION_BUSY", "Server cannot handle additional transactions");
      }
      readerCount += 1;
      return handOver(openReader(path));
    },

    giveBack(connection) {
      if (connection !== writer) {
        idleReaders.push(connection);
        return;
      }
      if (writer.hasForeignKeysChanged) {
        writer.native.exec("PRAGMA foreign_keys=ON");
        writer.hasForeignKeysChanged = false;
      }
      if (writer.hasNewSchema) {
        schemaGeneration += 1;
        writer.hasNewSchema = false;
      }
      const next = waiting.shift();
      if (next === undefined) isWriterTaken = false;
      else next(handOver(writer));
    },

    isIdle: () => !isWriterTaken && idleReaders.length === readerCount,

    close() {
      for (const reader of idleReaders) {
        reader.native.exec("PRAGMA shrink_memory");
        closeConnection(reader);
      }
      // Its pages are given back now; what else it holds, once the garbage collector has the statements.
      writer.native.exec("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA shrink_memory");
      closeConnection(writer);
    },
  };
}
