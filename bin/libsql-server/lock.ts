/**
 * One process per directory. SQLite 3.45.1 may lose committed writes when two connections write and checkpoint the same file
 * (the WAL-reset bug, tursodatabase/libsql#2271), so a second server is refused.
 */
import { join } from "node:path";
import Database from "libsql";

/** Claims `directory` for this process until the returned function is called. Throws, naming the other process's id. */
export function lockDirectory(directory: string): () => void {
  // The lock is SQLite's own write lock on a small file: the system takes it back when the process dies, however it dies, so
  // it is never stale and needs no guess whether a process id has been given to another since.
  const path = join(directory, "server.lock");
  const native = new Database(path);
  try {
    native.exec(`BEGIN IMMEDIATE; PRAGMA user_version=${process.pid}; COMMIT; BEGIN IMMEDIATE`);
  } catch (error) {
    const holder = native.prepare("PRAGMA user_version").raw().get([]);
    native.close();
    if (!(error instanceof Error && "code" in error && error.code === "SQLITE_BUSY")) throw error;
    throw new Error(
      `${directory} is already served by process ${holder}; two servers on the same files could lose writes, so stop that one first`,
    );
  }
  return () => {
    native.exec("ROLLBACK");
    native.close();
  };
}
