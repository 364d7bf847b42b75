/**
 * The tables as TypeScript sees them. The migrations are the truth that the database obeys (STRICT, CHECKs, triggers);
 * test/schema/drift.test.ts holds these against it. Reads that are assembled from parts are built with them.
 */
import { blob, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const holders = sqliteTable("holders", {
  id: integer("id").primaryKey(),
  publicId: text("public_id").notNull(),
  kind: text("kind").notNull(),
  owner: integer("owner"),
  version: integer("version").notNull(),
  state: text("state").notNull(),
  dueAt: integer("due_at"),
  facts: text("facts").notNull(),
});

export const operations = sqliteTable("operations", {
  seq: integer("seq").primaryKey(),
  id: text("id").notNull(),
  kind: text("kind").notNull(),
  actor: text("actor").notNull(),
  key: text("key").notNull(),
  requestHash: text("request_hash").notNull(),
  member: integer("member"),
  programmeVersion: integer("programme_version").notNull(),
  occurredAt: integer("occurred_at").notNull(),
  recordedAt: integer("recorded_at").notNull(),
  recordHash: text("record_hash").notNull(),
  salt: text("salt").notNull(),
  changes: text("changes").notNull(),
  papersHash: text("papers_hash").notNull(),
});

export const papers = sqliteTable("papers", {
  operation: integer("operation").primaryKey(),
  salt: text("salt").notNull(),
  request: text("request").notNull(),
  status: integer("status").notNull(),
  answer: text("answer").notNull(),
});

export const accounts = sqliteTable("accounts", {
  id: integer("id").primaryKey(),
  holder: integer("holder").notNull(),
  unit: text("unit").notNull(),
  availableOn: integer("available_on").notNull(),
  expiresOn: integer("expires_on").notNull(),
  balance: integer("balance").notNull().default(0),
  floor: integer("floor"),
  ceiling: integer("ceiling"),
});

export const postings = sqliteTable(
  "postings",
  {
    operation: integer("operation").notNull(),
    line: integer("line").notNull(),
    fromAccount: integer("from_account").notNull(),
    toAccount: integer("to_account").notNull(),
    amount: integer("amount").notNull(),
    reason: text("reason").notNull(),
    why: text("why").notNull(),
  },
  (table) => [primaryKey({ columns: [table.operation, table.line] })],
);

export const claims = sqliteTable("claims", {
  name: text("name").primaryKey(),
  operation: integer("operation").notNull(),
});

export const metrics = sqliteTable(
  "metrics",
  {
    holder: integer("holder").notNull(),
    metric: text("metric").notNull(),
    bucket: integer("bucket").notNull(),
    amount: integer("amount").notNull(),
  },
  (table) => [primaryKey({ columns: [table.holder, table.metric, table.bucket] })],
);

export const programmeVersions = sqliteTable("programme_versions", {
  version: integer("version").primaryKey(),
  effectiveAt: integer("effective_at").notNull(),
  document: text("document").notNull(),
  operation: integer("operation").notNull(),
});

export const identities = sqliteTable(
  "identities",
  { kind: text("kind").notNull(), value: text("value").notNull(), holder: integer("holder").notNull() },
  (table) => [primaryKey({ columns: [table.kind, table.value] })],
);

export const people = sqliteTable("people", {
  holder: integer("holder").primaryKey(),
  profile: text("profile").notNull(),
});

export const plays = sqliteTable("plays", {
  id: text("id").primaryKey(),
  pool: integer("pool").notNull(),
  seq: integer("seq").notNull(),
  member: integer("member").notNull(),
  nonce: integer("nonce").notNull(),
  event: text("event").notNull(),
  epoch: integer("epoch").notNull(),
  round: integer("round").notNull(),
  playedAt: integer("played_at").notNull(),
  state: text("state").notNull(),
  ticket: integer("ticket"),
  outcome: text("outcome"),
  item: text("item"),
  revealedBy: integer("revealed_by"),
});

export const prizeItems = sqliteTable("prize_items", {
  id: text("id").primaryKey(),
  pool: integer("pool").notNull(),
  outcome: text("outcome").notNull(),
  availableFrom: integer("available_from").notNull(),
  play: text("play"),
  contest: integer("contest"),
});

export const voucherCodes = sqliteTable("voucher_codes", {
  digest: text("digest").primaryKey(),
  reward: integer("reward").notNull(),
  sealed: text("sealed").notNull(),
  voucher: integer("voucher"),
});

export const entriesFiles = sqliteTable(
  "entries_files",
  { contest: integer("contest").notNull(), part: integer("part").notNull(), content: blob("content").notNull() },
  (table) => [primaryKey({ columns: [table.contest, table.part] })],
);

export const beacons = sqliteTable(
  "beacons",
  {
    chain: text("chain").notNull(),
    round: integer("round").notNull(),
    signature: text("signature").notNull(),
    verified: integer("verified").notNull(),
    operation: integer("operation").notNull(),
  },
  (table) => [primaryKey({ columns: [table.chain, table.round] })],
);

export const checkpoints = sqliteTable("checkpoints", {
  size: integer("size").primaryKey(),
  head: text("head").notNull(),
  sealedAt: integer("sealed_at").notNull(),
  note: text("note").notNull(),
});

export const logTiles = sqliteTable(
  "log_tiles",
  { level: integer("level").notNull(), position: integer("position").notNull(), hash: text("hash").notNull() },
  (table) => [primaryKey({ columns: [table.level, table.position] })],
);

export const witnessings = sqliteTable(
  "witnessings",
  {
    size: integer("size").notNull(),
    witness: text("witness").notNull(),
    witnessedAt: integer("witnessed_at").notNull(),
    cosignatures: text("cosignatures").notNull(),
  },
  (table) => [primaryKey({ columns: [table.witness, table.size] })],
);

export const endpointCursors = sqliteTable("endpoint_cursors", {
  endpoint: integer("endpoint").primaryKey(),
  seq: integer("seq").notNull(),
  failingSince: integer("failing_since"),
});

export const deliveries = sqliteTable(
  "deliveries",
  {
    endpoint: integer("endpoint").notNull(),
    operation: integer("operation").notNull(),
    type: text("type").notNull(),
    state: text("state").notNull(),
    attempts: integer("attempts").notNull(),
    dueAt: integer("due_at"),
    triedAt: integer("tried_at"),
    status: integer("status"),
    answer: text("answer").notNull(),
  },
  (table) => [primaryKey({ columns: [table.endpoint, table.operation] })],
);
