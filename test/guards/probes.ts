/**
 * For each guard of the schema a probe: statements that it refuses, and that go through in a schema without it. Where two
 * guards say the same, the other one stands under `besides` and is out of the way in both runs.
 */

export interface Probe {
  /** Statements of which the last is the one that matters. */
  does: string;
  /** 1 when harm was done; absent: harm is done when `does` goes through. */
  harm?: string;
  /** Guards that refuse the same. */
  besides?: string[];
}

/** A new row of each table that the small ledger (ledger.sql) would take, as SQL literals. */
const ROWS: Record<string, Record<string, string>> = {
  holders: { id: "50", public_id: "'new'", kind: "'store'", owner: "2", version: "0", state: "'open'", facts: "'{}'" },
  operations: {
    id: "'op_3'",
    kind: "'purchase'",
    actor: "'sto_shop'",
    key: "'k3'",
    request_hash: "'h'",
    member: "4",
    programme_version: "1",
    occurred_at: "0",
    recorded_at: "0",
    record_hash: "'r'",
    salt: "'s'",
    changes: "'{}'",
    papers_hash: "'p'",
  },
  papers: { operation: "3", salt: "'s'", request: "'{}'", status: "200", answer: "'{}'" },
  accounts: { holder: "4", unit: "'stamps'", available_on: "0", expires_on: "9", balance: "0", floor: "0" },
  postings: {
    operation: "2",
    line: "1",
    from_account: "1",
    to_account: "2",
    amount: "5",
    reason: "'earn'",
    why: "'{}'",
  },
  claims: { name: "'order:2'", operation: "2" },
  metrics: { holder: "4", metric: "'orders'", bucket: "0", amount: "1" },
  programme_versions: { version: "2", effective_at: "0", document: "'{}'", operation: "2" },
  identities: { kind: "'phone'", value: "'+31'", holder: "4" },
  people: { holder: "2", profile: "'{}'" },
  plays: {
    id: "'play_3'",
    pool: "5",
    seq: "3",
    member: "4",
    nonce: "3",
    event: "'e3'",
    epoch: "1",
    round: "0",
    played_at: "0",
    state: "'pending'",
  },
  prize_items: { id: "'item_2'", pool: "5", outcome: "'mug'", available_from: "0", play: "NULL", contest: "NULL" },
  voucher_codes: { digest: "'d3'", reward: "6", sealed: "'s3'", voucher: "NULL" },
  entries_files: { contest: "6", part: "1", content: "x'00'" },
  beacons: { chain: "'c'", round: "2", signature: "printf('%096d', 0)", verified: "1", operation: "2" },
  checkpoints: { size: "2", head: "'h'", sealed_at: "0", note: "'n'" },
  log_tiles: { level: "1", position: "1", hash: "'h'" },
  witnessings: { size: "1", witness: "'other.example'", witnessed_at: "0", cosignatures: "''" },
  endpoint_cursors: { endpoint: "3", seq: "1" },
  deliveries: {
    endpoint: "2",
    operation: "2",
    type: "'purchase.recorded'",
    state: "'waiting'",
    attempts: "0",
    answer: "''",
  },
};

/** What must be there before a row of a table. */
const BEFORE: Record<string, string> = { papers: "", operations: "" };

/** The INSERT of a table's row, with some of its values changed. */
export function insertOf(table: string, changed: Record<string, string> = {}, verb = "INSERT"): string {
  const row = { ...ROWS[table], ...changed };
  const before = table === "papers" ? insertOf("operations") : (BEFORE[table] ?? "");
  return `${before} ${verb} INTO ${table}(${Object.keys(row).join(", ")}) VALUES (${Object.values(row).join(", ")});`;
}

const NEWEST = "trigger posting_belongs_to_the_newest_operation";
const UNIT = "trigger posting_stays_in_its_unit";
const CLAIMED = "trigger claim_is_made_once";
const PAPER = "trigger paper_is_never_replaced";

const TOO_LONG = (length: number) => `'${"x".repeat(length + 1)}'`;

/** Probes of guards that say more than "not null", "refers to" and "of this type": those are made by probeOf. */
const PROBES: Record<string, Probe[]> = {
  "holders.id PRIMARY KEY": [{ does: insertOf("holders", { id: "4" }) }],
  "holders.public_id UNIQUE": [{ does: insertOf("holders", { public_id: "'mem_ada'" }) }],
  "holders.public_id CHECK": ["'é'", "''", "'a' || char(0)", TOO_LONG(200)].map((public_id) => ({
    does: insertOf("holders", { public_id }),
  })),
  "holders.version CHECK": [{ does: insertOf("holders", { version: "-1" }) }],
  "holders.facts CHECK": [{ does: insertOf("holders", { facts: "'{'" }) }],
  "index voucher_by_code": [{ does: insertOf("holders", { kind: "'voucher'", facts: `'{"codeHash":"abc"}'` }) }],
  "trigger holder_is_never_deleted": [{ does: "DELETE FROM holders WHERE id = 1;" }],
  "trigger holder_keeps_its_name": ["public_id = 'x'", "kind = 'order'", "owner = 2", "id = 99"].map((set) => ({
    does: `UPDATE holders SET ${set}, version = version + 1 WHERE id = 1;`,
  })),
  "trigger holder_version_steps": ["0", "version - 1", "version + 2"].map((version) => ({
    does: `UPDATE holders SET version = version + 1 WHERE id = 4; UPDATE holders SET state = 'frozen', version = ${version} WHERE id = 4;`,
  })),

  "operations.seq PRIMARY KEY": [
    {
      does: insertOf("operations", { seq: "2" }),
      besides: ["trigger operation_is_never_replaced", "trigger operation_seq_is_gapless"],
    },
  ],
  "operations.id UNIQUE": [
    { does: insertOf("operations", { id: "'op_1'" }), besides: ["trigger operation_is_never_replaced"] },
  ],
  "operations UNIQUE (actor, key)": [
    { does: insertOf("operations", { key: "'k2'" }), besides: ["trigger operation_is_never_replaced"] },
  ],
  "operations.key CHECK": ["'é'", "''", "'a' || char(0)", TOO_LONG(255)].map((key) => ({
    does: insertOf("operations", { key }),
  })),
  "trigger operation_is_append_only": [{ does: "UPDATE operations SET record_hash = 'forged' WHERE seq = 1;" }],
  "trigger operation_is_never_deleted": [{ does: `${insertOf("operations")} DELETE FROM operations WHERE seq = 3;` }],
  "trigger operation_is_never_replaced": [
    { does: `${insertOf("operations")} ${insertOf("operations", { seq: "3", id: "'forged'" }, "INSERT OR REPLACE")}` },
    {
      does: `${insertOf("operations")} ${insertOf("operations", { seq: "3", record_hash: "'x'" }, "INSERT OR REPLACE")}`,
    },
  ],
  "trigger operation_seq_is_gapless": [
    { does: insertOf("operations", { seq: "4" }) },
    { does: insertOf("operations", { seq: "0" }) },
    { does: insertOf("operations", { seq: "-1" }) },
  ],

  "papers.operation PRIMARY KEY": [
    { does: insertOf("papers").replace(insertOf("operations"), "").replace("(3,", "(2,"), besides: [PAPER] },
  ],
  "papers.operation REFERENCES": [{ does: `${insertOf("papers", { operation: "99" })}`, besides: [PAPER] }],
  "trigger paper_is_never_changed": [{ does: "UPDATE papers SET answer = 'forged' WHERE operation = 2;" }],
  "trigger paper_is_never_replaced": [
    { does: "INSERT OR REPLACE INTO papers VALUES (2, 's', '{}', 200, 'forged');" },
    {
      does: `${insertOf("operations")} ${insertOf("operations", { id: "'op_4'", key: "'k4'" })} INSERT INTO papers VALUES (3, 's', '{}', 200, 'late');`,
    },
  ],
  "trigger paper_is_deleted_by_its_member_only": [
    { does: "DELETE FROM papers WHERE operation = 2;" },
    { does: `${insertOf("operations", { kind: "'erase'", member: "2" })} DELETE FROM papers WHERE operation = 2;` },
    { does: `${insertOf("operations", { kind: "'forget-visits'" })} DELETE FROM papers WHERE operation = 2;` },
    { does: `${insertOf("operations", { kind: "'fade'" })} DELETE FROM papers WHERE operation = 2;` },
  ],

  "accounts.id PRIMARY KEY": [{ does: insertOf("accounts", { id: "2" }), besides: ["trigger account_opens_once"] }],
  "accounts.balance CHECK": [
    { does: insertOf("postings", { to_account: "6", amount: "9007199254740992" }) },
    { does: insertOf("postings", { from_account: "6", to_account: "1", amount: "9007199254740992" }) },
  ],
  "constraint balance_keeps_its_floor": [
    { does: insertOf("postings", { from_account: "2", to_account: "1", amount: "11" }) },
  ],
  "constraint balance_keeps_its_ceiling": [{ does: insertOf("postings", { to_account: "3", amount: "1" }) }],
  "accounts UNIQUE (holder, unit, expires_on, available_on)": [
    {
      does: insertOf("accounts", { unit: "'points'", expires_on: "2932896" }),
      besides: ["trigger account_opens_once"],
    },
  ],
  "trigger account_opens_once": [
    {
      does: "INSERT OR REPLACE INTO accounts(id, holder, unit, available_on, expires_on) VALUES (2, 4, 'points', 0, 2932896);",
      harm: "SELECT (SELECT balance FROM accounts WHERE id = 2) = 0",
    },
  ],
  "trigger account_opens_empty": [{ does: insertOf("accounts", { balance: "1000" }) }],
  "trigger account_keeps_its_terms": [
    "floor = NULL",
    "ceiling = 5",
    "expires_on = 9",
    "available_on = 9",
    "unit = 'miles'",
    "holder = 2",
    "id = 99",
  ].map((set) => ({ does: `UPDATE accounts SET ${set} WHERE id = 6;` })),
  "trigger account_is_never_deleted": [{ does: "DELETE FROM accounts WHERE id = 6;" }],

  "postings.operation REFERENCES": [{ does: insertOf("postings", { operation: "99" }), besides: [NEWEST] }],
  "postings.from_account REFERENCES": [{ does: insertOf("postings", { from_account: "99" }), besides: [UNIT] }],
  "postings.to_account REFERENCES": [{ does: insertOf("postings", { to_account: "99" }), besides: [UNIT] }],
  "postings.amount CHECK": ["0", "-5"].map((amount) => ({ does: insertOf("postings", { amount }) })),
  "postings.why CHECK": [{ does: insertOf("postings", { why: "'because'" }) }],
  "postings PRIMARY KEY (operation, line)": [
    { does: insertOf("postings", { line: "0" }), besides: ["trigger posting_is_never_replaced"] },
  ],
  "constraint posting_moves_between_two_accounts": [{ does: insertOf("postings", { to_account: "1" }) }],
  "trigger posting_belongs_to_the_newest_operation": [{ does: insertOf("postings", { operation: "1" }) }],
  "trigger posting_stays_in_its_unit": [{ does: insertOf("postings", { from_account: "4" }) }],
  "trigger posting_is_never_replaced": [{ does: insertOf("postings", { line: "0" }, "INSERT OR REPLACE") }],
  "trigger posting_is_append_only": [{ does: "UPDATE postings SET amount = 99;" }],
  "trigger posting_is_never_deleted": [{ does: "DELETE FROM postings;" }],
  "trigger posting_moves_balances": [
    { does: insertOf("postings"), harm: "SELECT (SELECT balance FROM accounts WHERE id = 2) <> 15" },
  ],

  "claims.name PRIMARY KEY": [{ does: insertOf("claims", { name: "'order:1'" }), besides: [CLAIMED] }],
  "claims.name CHECK": ["'é'", "''", "'a' || char(0)", TOO_LONG(400)].map((name) => ({
    does: insertOf("claims", { name }),
  })),
  "claims.operation REFERENCES": [{ does: insertOf("claims", { operation: "99" }), besides: [CLAIMED] }],
  "trigger claim_is_made_once": [
    { does: insertOf("claims", { name: "'order:1'" }, "INSERT OR REPLACE") },
    { does: insertOf("claims", { operation: "1" }) },
  ],
  "trigger claim_is_append_only": [{ does: "UPDATE claims SET name = 'order:9';" }],
  "trigger claim_is_never_deleted": [{ does: "DELETE FROM claims;" }],

  "metrics PRIMARY KEY (holder, metric, bucket)": [
    { does: insertOf("metrics", { metric: "'spend'", bucket: "202511" }) },
  ],
  "metrics.amount CHECK": [
    { does: insertOf("metrics", { amount: "9007199254740992" }) },
    { does: insertOf("metrics", { amount: "-9007199254740992" }) },
  ],

  "programme_versions.version PRIMARY KEY": [
    {
      does: insertOf("programme_versions", { version: "1" }),
      besides: ["trigger programme_version_is_never_replaced"],
    },
  ],
  "programme_versions.document CHECK": [{ does: insertOf("programme_versions", { document: "'{'" }) }],
  "trigger programme_version_is_immutable": [{ does: "UPDATE programme_versions SET document = '[]';" }],
  "trigger programme_version_is_never_deleted": [{ does: "DELETE FROM programme_versions;" }],
  "trigger programme_version_is_never_replaced": [
    { does: insertOf("programme_versions", { version: "1" }, "INSERT OR REPLACE") },
  ],

  "identities PRIMARY KEY (kind, value)": [
    { does: insertOf("identities", { kind: "'email'", value: "'ada@example.com'", holder: "2" }) },
  ],
  "people.holder PRIMARY KEY": [{ does: insertOf("people", { holder: "4" }) }],
  // The index over names refuses what is no JSON at all; the check refuses what only nearly is.
  "people.profile CHECK": [{ does: insertOf("people", { profile: "'{name:1}'" }) }],

  "plays.id PRIMARY KEY": [{ does: insertOf("plays", { id: "'play_1'" }) }],
  "plays.round CHECK": [{ does: insertOf("plays", { round: "-1" }) }],
  "plays.state CHECK": [{ does: insertOf("plays", { state: "'lost'" }) }],
  "plays.item REFERENCES": [{ does: insertOf("plays", { item: "'item_9'" }) }],
  "plays.revealed_by REFERENCES": [{ does: insertOf("plays", { revealed_by: "99" }) }],
  "plays UNIQUE (pool, seq)": [{ does: insertOf("plays", { seq: "1" }) }],
  "plays UNIQUE (pool, event)": [{ does: insertOf("plays", { event: "'e1'" }) }],
  "trigger play_keeps_its_terms": [
    "id = 'play_9'",
    "pool = 6",
    "seq = 9",
    "member = 2",
    "nonce = 9",
    "event = 'e9'",
    "epoch = 9",
    "played_at = 9",
  ].map((set) => ({ does: `UPDATE plays SET ${set} WHERE id = 'play_2';` })),
  "trigger play_is_settled_once": ["ticket = 1", "outcome = 'mug'", "item = 'item_1'"].map((set) => ({
    does: `UPDATE plays SET ${set} WHERE id = 'play_2';`,
  })),
  "trigger play_is_revealed_once": [
    { does: "UPDATE plays SET revealed_by = 2 WHERE id = 'play_1';" },
    {
      does: "UPDATE plays SET revealed_by = 1 WHERE id = 'play_2'; UPDATE plays SET revealed_by = 2 WHERE id = 'play_2';",
    },
  ],
  "trigger pool_keeps_its_terms": ["configuration', 'x'", "configHash', 'x'", "terms', 'x'", "settledSeq', 1"].map(
    (field) => ({
      does: `UPDATE holders SET version = version + 1, facts = json_set(facts, '$.${field}) WHERE id = 5;`,
    }),
  ),
  "trigger play_is_never_deleted": [{ does: "DELETE FROM plays WHERE id = 'play_2';" }],
  "prize_items.id PRIMARY KEY": [{ does: insertOf("prize_items", { id: "'item_1'" }) }],
  "prize_items.play UNIQUE": [{ does: insertOf("prize_items", { play: "'play_1'" }) }],
  "prize_items.play REFERENCES": [{ does: insertOf("prize_items", { play: "'play_9'" }) }],
  "prize_items.contest REFERENCES": [{ does: insertOf("prize_items", { contest: "99" }) }],
  "prize_items CHECK (play IS NULL OR contest IS NULL)": [
    { does: insertOf("prize_items", { play: "'play_2'", contest: "6" }) },
  ],
  "trigger prize_item_is_claimed_once": [{ does: "UPDATE prize_items SET play = 'play_2' WHERE id = 'item_1';" }],
  "trigger prize_item_is_never_deleted": [{ does: "DELETE FROM prize_items;" }],

  "operations.changes CHECK": [{ does: insertOf("operations", { changes: "'{'" }) }],
  "checkpoints.size PRIMARY KEY": [
    { does: insertOf("checkpoints", { size: "1" }), besides: ["trigger checkpoint_grows"] },
  ],
  "checkpoints.size CHECK": [{ does: insertOf("checkpoints", { size: "0" }), besides: ["trigger checkpoint_grows"] }],
  "trigger checkpoint_is_append_only": [{ does: "UPDATE checkpoints SET head = 'forged';" }],
  "trigger checkpoint_is_never_deleted": [
    { does: "DELETE FROM witnessings; DELETE FROM checkpoints;", besides: ["trigger witnessing_is_never_deleted"] },
  ],
  "trigger checkpoint_grows": [
    { does: insertOf("checkpoints", { size: "1", head: "'forged'" }, "INSERT OR REPLACE") },
    { does: insertOf("checkpoints", { size: "3" }) },
  ],
  "log_tiles.level CHECK": [{ does: insertOf("log_tiles", { level: "0" }) }],
  "log_tiles.position CHECK": [{ does: insertOf("log_tiles", { position: "-1" }) }],
  "log_tiles PRIMARY KEY (level, position)": [{ does: insertOf("log_tiles", { position: "0" }) }],
  "trigger log_tile_is_append_only": [{ does: "UPDATE log_tiles SET hash = 'forged';" }],
  "trigger log_tile_is_never_deleted": [{ does: "DELETE FROM log_tiles;" }],
  "trigger log_tile_has_one_hash": [
    { does: insertOf("log_tiles", { position: "0", hash: "'forged'" }, "INSERT OR REPLACE") },
  ],
  "witnessings PRIMARY KEY (witness, size)": [
    {
      does: insertOf("witnessings", { witness: "'witness.example'" }),
      besides: ["trigger witnessing_is_never_replaced"],
    },
  ],
  "trigger witnessing_is_append_only": [{ does: "UPDATE witnessings SET cosignatures = 'forged';" }],
  "trigger witnessing_is_never_deleted": [{ does: "DELETE FROM witnessings;" }],
  "trigger witnessing_is_never_replaced": [
    { does: insertOf("witnessings", { witness: "'witness.example'" }, "INSERT OR REPLACE") },
  ],
  "endpoint_cursors.endpoint PRIMARY KEY": [{ does: insertOf("endpoint_cursors", { endpoint: "2" }) }],
  "deliveries.state CHECK": [{ does: insertOf("deliveries", { state: "'lost'" }) }],
  "deliveries PRIMARY KEY (endpoint, operation)": [{ does: insertOf("deliveries", { operation: "1" }) }],
  "voucher_codes.digest PRIMARY KEY": [{ does: insertOf("voucher_codes", { digest: "'d1'" }) }],
  "voucher_codes.voucher UNIQUE": [{ does: insertOf("voucher_codes", { voucher: "7" }) }],
  "trigger voucher_code_keeps_its_terms": ["digest = 'x'", "reward = 5", "sealed = 'x'"].map((set) => ({
    does: `UPDATE voucher_codes SET ${set} WHERE digest = 'd2';`,
  })),
  "trigger voucher_code_is_claimed_once": [{ does: "UPDATE voucher_codes SET voucher = NULL WHERE digest = 'd1';" }],
  "trigger voucher_code_is_never_deleted": [{ does: "DELETE FROM voucher_codes;" }],

  "entries_files.content CHECK": [{ does: insertOf("entries_files", { content: "zeroblob(1000001)" }) }],
  "entries_files PRIMARY KEY (contest, part)": [{ does: insertOf("entries_files", { part: "0" }) }],
  "trigger entries_file_is_immutable": [{ does: "UPDATE entries_files SET content = x'01';" }],
  "trigger entries_file_is_never_deleted": [{ does: "DELETE FROM entries_files;" }],

  "beacons.round CHECK": [{ does: insertOf("beacons", { round: "0" }) }],
  "beacons.signature CHECK": [{ does: insertOf("beacons", { signature: "'00'" }) }],
  "beacons.verified CHECK": [{ does: insertOf("beacons", { verified: "2" }) }],
  "beacons PRIMARY KEY (chain, round)": [{ does: insertOf("beacons", { round: "1" }) }],
  "trigger beacon_is_immutable": [{ does: "UPDATE beacons SET verified = 0;" }],
  "trigger beacon_is_never_deleted": [{ does: "DELETE FROM beacons;" }],
};

/** What else refuses a NULL in a column. */
const BESIDES: Record<string, string[]> = {
  "claims.operation NOT NULL": [CLAIMED],
  "postings.operation NOT NULL": [NEWEST],
  "postings.from_account NOT NULL": [UNIT],
  "postings.to_account NOT NULL": [UNIT],
  // An amount of nothing would leave balances of nothing.
  "postings.amount NOT NULL": ["accounts.balance NOT NULL"],
};

/** Columns that hold a value of another type than the table says, where the first text column will not do. */
const STRANGE: Record<string, Record<string, string>> = {
  endpoint_cursors: { seq: "x'01'" },
  people: { profile: "x'7b7d'" },
  programme_versions: { effective_at: "'soon'" },
  entries_files: { part: "'one'" },
  claims: { name: "x'01'" },
};

/** The probes of a guard; none: nobody has shown what it is for. */
export function probesOf(guard: string, guards: string[]): Probe[] {
  const known = PROBES[guard];
  if (known) return known;
  const [, table = "", column = "", clause] = /^(\w+)\.(\w+) (NOT NULL|REFERENCES)$/.exec(guard) ?? [];
  if (clause === "REFERENCES" && ROWS[table]?.[column]) return [{ does: insertOf(table, { [column]: "99" }) }];
  // Whatever is in the primary key of a table without rowid is not null already.
  const key = guards.filter((other) => other.startsWith(`${table} PRIMARY KEY`) && other.includes(column));
  const besides = [...key, ...(BESIDES[guard] ?? [])];
  if (clause === "NOT NULL" && ROWS[table]?.[column]) return [{ does: insertOf(table, { [column]: "NULL" }), besides }];
  const strict = /^(\w+) STRICT$/.exec(guard)?.[1] ?? "";
  const text = Object.entries(ROWS[strict] ?? {}).find(
    ([name, value]) => /^'[a-z]/.test(value) && name !== "public_id",
  );
  const strange = STRANGE[strict] ?? (text ? { [text[0]]: "x'01'" } : null);
  return strange ? [{ does: insertOf(strict, strange) }] : [];
}
