/**
 * The file of a snapshot: lines of JSON. First a header; then per table its columns and its rows, an array each; last the
 * SHA-256 of all bytes before the last line, with the number of rows. Integers are JSON integers; one that JavaScript
 * cannot hold exactly is {"integer":"…"}; bytes are {"base64":"…"}.
 */
import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, link, open, rm } from "node:fs/promises";
import { createInterface } from "node:readline";
import type { InValue, Value } from "@libsql/client/web";

/** The version of this format. */
export const FORMAT = 1;

export interface Header {
  tessera: typeof FORMAT;
  /** How many migrations the database had. */
  schema: number;
  /** Its newest operation; 0: none. */
  seq: number;
  /** When the snapshot is of, RFC 3339. */
  at: string;
}

export interface SnapshotWriter {
  table(name: string, columns: string[]): Promise<void>;
  row(values: Value[]): Promise<void>;
  /** Writes the last line; answers how many rows there are. */
  end(): Promise<number>;
}

/** Gathered before they are written. */
const BUFFER_CHARACTERS = 1 << 20;

/**
 * Writes a new file that only its owner may read, whole or not at all: null from `write` leaves none, nor does a rejection.
 * Rejects when a file is there.
 */
export async function newFile<Result>(
  path: string,
  write: (file: FileHandle) => Promise<Result | null>,
): Promise<Result | null> {
  const part = `${path}.part`;
  const file = await open(part, "wx", 0o600);
  try {
    const written = await write(file);
    await file.close();
    // Unlike a rename, a link never replaces what is there.
    if (written !== null) await link(part, path);
    return written;
  } finally {
    await file.close();
    await rm(part, { force: true });
  }
}

/** Writes a snapshot into an open file, hashing as it goes. */
export async function writeSnapshot(file: FileHandle, header: Header): Promise<SnapshotWriter> {
  const hash: Hash = createHash("sha256");
  let buffer = "";
  let rows = 0;
  const flush = async () => {
    hash.update(buffer);
    await file.appendFile(buffer);
    buffer = "";
  };
  const line = async (value: unknown) => {
    buffer += `${JSON.stringify(value)}\n`;
    if (buffer.length > BUFFER_CHARACTERS) await flush();
  };
  await line(header);
  return {
    table: (table, columns) => line({ table, columns }),
    row: (values) => {
      rows += 1;
      return line(values.map(encoded));
    },
    async end() {
      await flush();
      await file.appendFile(`${JSON.stringify({ sha256: hash.digest("hex"), rows })}\n`);
      await file.sync();
      return rows;
    },
  };
}

/** Reads a snapshot to its end. Throws a sentence: no snapshot, another format, cut short, changed since. */
export async function verifySnapshot(path: string): Promise<Header> {
  const hash = createHash("sha256");
  let header: Header | null = null;
  let last = "";
  let rows = 0;
  for await (const line of linesOf(path)) {
    header ??= headerOf(line, path);
    if (last !== "") hash.update(`${last}\n`);
    if (line.startsWith("[")) rows += 1;
    last = line;
  }
  if (header === null) throw new Error(`${path} is empty.`);
  const end = last.startsWith('{"sha256":') ? (parsed(last) as { sha256?: string; rows?: number } | null) : null;
  if (!end) throw new Error(`${path} was cut short: its last line is missing.`);
  if (end.sha256 !== hash.digest("hex") || end.rows !== rows)
    throw new Error(`${path} was changed since it was written: its checksum is wrong.`);
  return header;
}

/** The rows of one table, by column; none when the snapshot does not have it. */
export async function* rowsOf(path: string, table: string): AsyncGenerator<Record<string, InValue>> {
  let columns: string[] | null = null;
  for await (const line of linesOf(path)) {
    if (line.startsWith("[")) {
      if (columns === null) continue;
      const values = JSON.parse(line) as unknown[];
      yield Object.fromEntries(columns.map((column, index) => [column, decoded(values[index])]));
    } else {
      const head = JSON.parse(line) as { table?: string; columns?: string[] };
      if (columns !== null) return;
      if (head.table === table && head.columns) columns = head.columns;
    }
  }
}

/** The tables of a snapshot, in order. */
export async function tablesOf(path: string): Promise<string[]> {
  const names: string[] = [];
  for await (const line of linesOf(path)) {
    if (line.startsWith('{"table":')) names.push((JSON.parse(line) as { table: string }).table);
  }
  return names;
}

function linesOf(path: string): AsyncIterable<string> {
  return createInterface({ input: createReadStream(path, { encoding: "utf8" }), crlfDelay: Number.POSITIVE_INFINITY });
}

function headerOf(line: string, path: string): Header {
  const header = parsed(line) as Partial<Header> | null;
  if (header?.tessera === undefined) throw new Error(`${path} is no snapshot of Tessera, nor a list of erasures.`);
  if (header.tessera !== FORMAT || !Number.isSafeInteger(header.schema) || !Number.isSafeInteger(header.seq))
    throw new Error(`${path} has format ${header.tessera}, but this code reads format ${FORMAT}.`);
  return header as Header;
}

function parsed(line: string): object | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" ? value : null;
  } catch (fault) {
    if (fault instanceof SyntaxError) return null;
    throw fault;
  }
}

function encoded(value: Value): unknown {
  if (value instanceof ArrayBuffer) return { base64: Buffer.from(value).toString("base64") };
  // A client in bigint mode gives integers as bigint; a number is a REAL, and the ledger has none.
  if (typeof value === "number") throw new Error(`${value} is no integer`);
  if (typeof value !== "bigint") return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : { integer: String(value) };
}

function decoded(value: unknown): InValue {
  if (value === null || typeof value === "string") return value;
  if (typeof value === "number") return BigInt(value);
  const { base64, integer } = value as { base64?: string; integer?: string };
  if (integer !== undefined) return BigInt(integer);
  if (base64 !== undefined) return new Uint8Array(Buffer.from(base64, "base64"));
  throw new Error(`${JSON.stringify(value)} is no value of a snapshot`);
}
