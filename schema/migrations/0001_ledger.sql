-- The ledger, whole. Everything that has a version is a holder; everything countable is an account of a holder; every
-- change is an operation with its postings. What may never change is refused by triggers named as sentences; what must
-- hold is a CHECK, a UNIQUE or a foreign key. Instants are UTC milliseconds; days count from 1970-01-01 in the
-- programme's zone; amounts are integers of the unit (points, stamps, minor money).

-- One row for everything that two requests may change at once: a member, an order, a redemption, a contest, a key.
CREATE TABLE holders (
  id INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE                        -- the name at the edges: mem_…, order:…, con_…
    CHECK (octet_length(public_id) = length(public_id) AND length(public_id) BETWEEN 1 AND 200),
  kind TEXT NOT NULL,
  owner INTEGER REFERENCES holders(id),                 -- whose it is (a redemption's member, a venue's store); null: nobody's
  version INTEGER NOT NULL CHECK (version >= 0),        -- bumped by each change of its lots, metrics, state or facts
  state TEXT NOT NULL,
  due_at INTEGER,                                       -- next instant at which time changes it; null: time does not
  facts TEXT NOT NULL CHECK (json_valid(facts))         -- what decisions need of it, by kind (schema/facts.ts); never personal data
) STRICT;
--> statement-breakpoint
CREATE INDEX holder_is_due ON holders(due_at) WHERE due_at IS NOT NULL;                 -- the clock's work list
--> statement-breakpoint
CREATE INDEX holder_by_owner ON holders(owner, kind, id) WHERE owner IS NOT NULL;       -- a member's orders, vouchers, entries
--> statement-breakpoint
CREATE INDEX redemption_is_held ON holders(owner) WHERE kind = 'redemption' AND state = 'held';  -- what she holds, lapsed or not
--> statement-breakpoint
CREATE INDEX shared_is_open ON holders(kind) WHERE kind IN ('pool', 'contest', 'reward', 'campaign') AND state = 'open';  -- what rules may draw on: facts of every write read them
--> statement-breakpoint
CREATE UNIQUE INDEX voucher_by_code ON holders(facts ->> '$.codeHash') WHERE kind = 'voucher';
--> statement-breakpoint
CREATE INDEX store_by_name ON holders(public_id) WHERE kind = 'store';                  -- the console's list of stores
--> statement-breakpoint
CREATE INDEX visit_by_member ON holders(owner, facts ->> '$.venue', facts ->> '$.day') WHERE kind = 'check-in' AND state IN ('rewarded', 'counted');  -- was she here today, and on which days
--> statement-breakpoint
CREATE INDEX visit_by_venue ON holders(facts ->> '$.venue') WHERE kind = 'check-in' AND state IN ('rewarded', 'counted');  -- who else was here lately, newest first
--> statement-breakpoint
CREATE INDEX member_was_active ON holders(facts ->> '$.activeOn') WHERE kind = 'member' AND state = 'joined' AND facts ->> '$.isQuiet' IS NULL;  -- who bought nothing for a long time
--> statement-breakpoint
CREATE INDEX event_is_waiting ON holders(id) WHERE kind = 'event' AND state = 'waiting';   -- what members sent in and staff have not looked at
--> statement-breakpoint
CREATE INDEX venue_by_cell ON holders(facts ->> '$.cell', facts ->> '$.latitudeE7', facts ->> '$.longitudeE7') WHERE kind = 'venue' AND state = 'open';  -- venues nearby and within a box, without a look at their rows
--> statement-breakpoint
CREATE INDEX venue_by_name ON holders(facts ->> '$.name', public_id) WHERE kind = 'venue' AND state = 'open';  -- the list of venues, in order and without a map
--> statement-breakpoint
CREATE INDEX member_is_merged ON holders(facts ->> '$.mergedInto') WHERE kind = 'member' AND state = 'merged';  -- who became this member
--> statement-breakpoint
CREATE INDEX endpoint_by_name ON holders(public_id) WHERE kind = 'endpoint';            -- who is to be told of operations: each tick asks, and the console
--> statement-breakpoint
CREATE INDEX contest_by_opening ON holders(public_id) WHERE kind = 'contest';            -- the public list, newest first
--> statement-breakpoint
CREATE INDEX place_in_line ON holders(facts ->> '$.reward', id) WHERE kind = 'standby' AND state = 'waiting';  -- the line for a reward, first in line first
--> statement-breakpoint
CREATE INDEX check_in_is_appealed ON holders(id) WHERE kind = 'check-in' AND state = 'appealed';  -- what staff have to look at
--> statement-breakpoint
CREATE INDEX check_in_has_evidence ON holders(coalesce(facts ->> '$.lookedAt', facts ->> '$.at')) WHERE kind = 'check-in' AND state <> 'appealed' AND facts ->> '$.evidence' IS NOT NULL;  -- whose evidence the clock forgets
--> statement-breakpoint
CREATE INDEX check_in_has_venue ON holders(facts ->> '$.at') WHERE kind = 'check-in' AND facts ->> '$.venue' IS NOT NULL;  -- whose place the clock forgets
--> statement-breakpoint
CREATE INDEX tag_has_taps ON holders(facts ->> '$.taps[#-1].at') WHERE kind = 'tag' AND facts ->> '$.taps[#-1].at' IS NOT NULL;  -- whose taps the clock forgets
--> statement-breakpoint
CREATE INDEX session_by_tail ON holders(substr(public_id, -4)) WHERE kind = 'session' AND state = 'open';  -- whose code somebody types at a till
--> statement-breakpoint
CREATE TRIGGER holder_is_never_deleted BEFORE DELETE ON holders BEGIN
  SELECT RAISE(ABORT, 'a holder is never deleted');
END;
--> statement-breakpoint
CREATE TRIGGER holder_keeps_its_name BEFORE UPDATE OF id, public_id, kind, owner ON holders
WHEN OLD.id IS NOT NEW.id OR OLD.public_id IS NOT NEW.public_id OR OLD.kind IS NOT NEW.kind OR OLD.owner IS NOT NEW.owner BEGIN
  SELECT RAISE(ABORT, 'a holder keeps its name, kind and owner');
END;
--> statement-breakpoint
CREATE TRIGGER pool_keeps_its_terms BEFORE UPDATE OF facts ON holders
WHEN OLD.kind = 'pool' AND (OLD.facts ->> '$.configuration' IS NOT NEW.facts ->> '$.configuration'
  OR OLD.facts ->> '$.configHash' IS NOT NEW.facts ->> '$.configHash' OR OLD.facts ->> '$.terms' IS NOT NEW.facts ->> '$.terms'
  OR OLD.facts ->> '$.settledSeq' > NEW.facts ->> '$.settledSeq') BEGIN
  SELECT RAISE(ABORT, 'a pool keeps its terms, and settles forwards');
END;
--> statement-breakpoint
CREATE TRIGGER holder_version_steps BEFORE UPDATE ON holders WHEN NEW.version <> OLD.version + 1 BEGIN
  SELECT RAISE(ABORT, 'a holder changes by one version at a time');
END;
--> statement-breakpoint

-- One accepted request or tick. seq is gapless and in commit order: a plain INTEGER PRIMARY KEY without deletes.
CREATE TABLE operations (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  actor TEXT NOT NULL,                                  -- who did it: store:…, member:…, staff:…, clock, public
  key TEXT NOT NULL CHECK (octet_length(key) = length(key) AND length(key) BETWEEN 1 AND 255),
  request_hash TEXT NOT NULL,                           -- SHA-256 hex of method, path and JCS of the body
  member INTEGER REFERENCES holders(id),                -- whose statement shows it; null: an act of the programme
  programme_version INTEGER NOT NULL,                   -- 0: before the first version
  occurred_at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  record_hash TEXT NOT NULL,                            -- SHA-256 hex of salt and record: the leaf of the public log
  salt TEXT NOT NULL,                                   -- 16 random bytes, hex: opens the record hash; zeros for an act that is public
  changes TEXT NOT NULL CHECK (json_valid(changes)),    -- what else it changed, by name and hash (values/changes.ts): its record has the hash of it
  papers_hash TEXT NOT NULL,                            -- SHA-256 hex of the papers: stays when they go
  UNIQUE (actor, key)
) STRICT;
--> statement-breakpoint
CREATE INDEX operation_by_member ON operations(member, seq) WHERE member IS NOT NULL;   -- the statement
--> statement-breakpoint
CREATE TRIGGER operation_is_append_only BEFORE UPDATE ON operations BEGIN
  SELECT RAISE(ABORT, 'operations are append-only');
END;
--> statement-breakpoint
CREATE TRIGGER operation_is_never_deleted BEFORE DELETE ON operations BEGIN
  SELECT RAISE(ABORT, 'operations are append-only');
END;
--> statement-breakpoint
CREATE TRIGGER operation_is_never_replaced BEFORE INSERT ON operations
WHEN EXISTS (SELECT 1 FROM operations WHERE seq = NEW.seq OR id = NEW.id OR (actor = NEW.actor AND key = NEW.key)) BEGIN
  SELECT RAISE(ABORT, 'this operation is already recorded');
END;
--> statement-breakpoint
CREATE TRIGGER operation_seq_is_gapless AFTER INSERT ON operations
WHEN NEW.seq <> 1 + coalesce((SELECT max(seq) FROM operations WHERE seq < NEW.seq), 0) OR NEW.seq <> (SELECT max(seq) FROM operations) BEGIN
  SELECT RAISE(ABORT, 'operations are numbered without gaps');
END;
--> statement-breakpoint

-- What an operation was asked and answered: the only companion that an erasure may delete, or whoever forgets where a member was.
CREATE TABLE papers (
  operation INTEGER PRIMARY KEY REFERENCES operations(seq),
  salt TEXT NOT NULL,                                   -- 16 random bytes, hex: opens the papers hash, and nothing does when it is gone
  request TEXT NOT NULL,                                -- the body as sent; {} where it was refused
  status INTEGER NOT NULL,
  answer TEXT NOT NULL                                  -- the exact body; secrets are put in on the way out
) STRICT;
--> statement-breakpoint
CREATE TRIGGER paper_is_never_changed BEFORE UPDATE ON papers BEGIN
  SELECT RAISE(ABORT, 'papers are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER paper_is_never_replaced BEFORE INSERT ON papers
WHEN EXISTS (SELECT 1 FROM papers WHERE operation = NEW.operation) OR NEW.operation IS NOT (SELECT max(seq) FROM operations) BEGIN
  SELECT RAISE(ABORT, 'papers belong to the newest operation, once');
END;
--> statement-breakpoint
CREATE TRIGGER paper_is_deleted_by_its_member_only BEFORE DELETE ON papers
WHEN NOT EXISTS (
  SELECT 1 FROM operations newest JOIN operations erased ON erased.seq = OLD.operation
  WHERE newest.seq = (SELECT max(seq) FROM operations) AND (newest.kind = 'erase' OR newest.kind IN ('forget-visits', 'fade') AND erased.kind IN ('check-in', 'appeal', 'review-appeal')) AND newest.member IN (
    erased.member,
    (SELECT survivor.id FROM holders gone JOIN holders survivor ON survivor.public_id = gone.facts ->> '$.mergedInto'
     WHERE gone.id = erased.member AND gone.kind = 'member' AND gone.state = 'merged')
  )
) BEGIN
  SELECT RAISE(ABORT, 'papers are deleted by an erasure of their member only, or with where she was');
END;
--> statement-breakpoint

-- A holding of one unit: a member's lot (by available and expiry day), her debt, a store's issued points, a reward's stock.
CREATE TABLE accounts (
  id INTEGER PRIMARY KEY,
  holder INTEGER NOT NULL REFERENCES holders(id),
  unit TEXT NOT NULL,
  available_on INTEGER NOT NULL,                        -- first good day; 0: always was; 1: in grace; 2932898: waits for an event; -1: a debt
  expires_on INTEGER NOT NULL,                          -- last good day; 2932896: never; 2932897: the date in the member's facts; -1: a debt
  balance INTEGER NOT NULL DEFAULT 0 CHECK (balance BETWEEN -9007199254740991 AND 9007199254740991),
  floor INTEGER,                                        -- never below; null: may be
  ceiling INTEGER,                                      -- never above; null: may be
  CONSTRAINT balance_keeps_its_floor CHECK (floor IS NULL OR balance >= floor),
  CONSTRAINT balance_keeps_its_ceiling CHECK (ceiling IS NULL OR balance <= ceiling),
  UNIQUE (holder, unit, expires_on, available_on)       -- facts read a holder's accounts by it, first to expire first
) STRICT;
--> statement-breakpoint
CREATE TRIGGER account_opens_once BEFORE INSERT ON accounts
WHEN EXISTS (
  SELECT 1 FROM accounts
  WHERE id = NEW.id OR (holder = NEW.holder AND unit = NEW.unit AND expires_on = NEW.expires_on AND available_on = NEW.available_on)
) BEGIN
  SELECT RAISE(IGNORE);
END;
--> statement-breakpoint
CREATE TRIGGER account_opens_empty BEFORE INSERT ON accounts WHEN NEW.balance <> 0 BEGIN
  SELECT RAISE(ABORT, 'an account opens empty');
END;
--> statement-breakpoint
CREATE TRIGGER account_keeps_its_terms BEFORE UPDATE OF id, holder, unit, available_on, expires_on, floor, ceiling ON accounts BEGIN
  SELECT RAISE(ABORT, 'an account keeps its terms');
END;
--> statement-breakpoint
CREATE TRIGGER account_is_never_deleted BEFORE DELETE ON accounts BEGIN
  SELECT RAISE(ABORT, 'an account is never deleted');
END;
--> statement-breakpoint

-- From, to and a positive amount: an unbalanced ledger cannot be written down.
CREATE TABLE postings (
  operation INTEGER NOT NULL REFERENCES operations(seq),
  line INTEGER NOT NULL,
  from_account INTEGER NOT NULL REFERENCES accounts(id),
  to_account INTEGER NOT NULL REFERENCES accounts(id),
  amount INTEGER NOT NULL CHECK (amount > 0),
  reason TEXT NOT NULL,
  why TEXT NOT NULL CHECK (json_valid(why)),            -- rule, basis, rate, remainder: numbers and ids, never a venue, sku or person
  PRIMARY KEY (operation, line),
  CONSTRAINT posting_moves_between_two_accounts CHECK (from_account <> to_account)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TRIGGER posting_belongs_to_the_newest_operation BEFORE INSERT ON postings
WHEN NEW.operation IS NOT (SELECT max(seq) FROM operations) BEGIN
  SELECT RAISE(ABORT, 'a posting belongs to the newest operation');
END;
--> statement-breakpoint
CREATE TRIGGER posting_stays_in_its_unit BEFORE INSERT ON postings
WHEN (SELECT unit FROM accounts WHERE id = NEW.from_account) IS NOT (SELECT unit FROM accounts WHERE id = NEW.to_account) BEGIN
  SELECT RAISE(ABORT, 'a posting stays in its unit');
END;
--> statement-breakpoint
CREATE TRIGGER posting_is_never_replaced BEFORE INSERT ON postings
WHEN EXISTS (SELECT 1 FROM postings WHERE operation = NEW.operation AND line = NEW.line) BEGIN
  SELECT RAISE(ABORT, 'postings are append-only');
END;
--> statement-breakpoint
CREATE TRIGGER posting_is_append_only BEFORE UPDATE ON postings BEGIN
  SELECT RAISE(ABORT, 'postings are append-only');
END;
--> statement-breakpoint
CREATE TRIGGER posting_is_never_deleted BEFORE DELETE ON postings BEGIN
  SELECT RAISE(ABORT, 'postings are append-only');
END;
--> statement-breakpoint
CREATE TRIGGER posting_moves_balances AFTER INSERT ON postings BEGIN
  UPDATE accounts SET balance = balance - NEW.amount WHERE id = NEW.from_account;
  UPDATE accounts SET balance = balance + NEW.amount WHERE id = NEW.to_account;
END;
--> statement-breakpoint
CREATE VIEW entries AS
  SELECT operation, line, from_account AS account, -amount AS amount, reason FROM postings
  UNION ALL SELECT operation, line, to_account, amount, reason FROM postings;
--> statement-breakpoint

-- Natural keys: what may happen once, by name (order:…, refund:…, draw:…).
CREATE TABLE claims (
  name TEXT PRIMARY KEY CHECK (octet_length(name) = length(name) AND length(name) BETWEEN 1 AND 400),
  operation INTEGER NOT NULL REFERENCES operations(seq)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TRIGGER claim_is_made_once BEFORE INSERT ON claims
WHEN EXISTS (SELECT 1 FROM claims WHERE name = NEW.name) OR NEW.operation IS NOT (SELECT max(seq) FROM operations) BEGIN
  SELECT RAISE(ABORT, 'this is already claimed');
END;
--> statement-breakpoint
CREATE TRIGGER claim_is_append_only BEFORE UPDATE ON claims BEGIN
  SELECT RAISE(ABORT, 'claims are append-only');
END;
--> statement-breakpoint
CREATE TRIGGER claim_is_never_deleted BEFORE DELETE ON claims BEGIN
  SELECT RAISE(ABORT, 'claims are append-only');
END;
--> statement-breakpoint

-- A counted or summed thing per holder and bucket; also the carried fraction of each rule (metric carry:…).
CREATE TABLE metrics (
  holder INTEGER NOT NULL REFERENCES holders(id),
  metric TEXT NOT NULL,
  bucket INTEGER NOT NULL,                              -- 0 lifetime, YYYYMM a month, a day since 1970 (below 100,000), or a second since 1970 (above 1,000,000)
  amount INTEGER NOT NULL CHECK (amount BETWEEN -9007199254740991 AND 9007199254740991),
  PRIMARY KEY (holder, metric, bucket)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint

-- Programme documents, immutable. The version in force at an instant is the highest whose effective_at is not after it.
CREATE TABLE programme_versions (
  version INTEGER PRIMARY KEY,
  effective_at INTEGER NOT NULL,
  document TEXT NOT NULL CHECK (json_valid(document)),
  operation INTEGER NOT NULL REFERENCES operations(seq)
) STRICT;
--> statement-breakpoint
CREATE TRIGGER programme_version_is_immutable BEFORE UPDATE ON programme_versions BEGIN
  SELECT RAISE(ABORT, 'a programme version is immutable');
END;
--> statement-breakpoint
CREATE TRIGGER programme_version_is_never_deleted BEFORE DELETE ON programme_versions BEGIN
  SELECT RAISE(ABORT, 'a programme version is immutable');
END;
--> statement-breakpoint
CREATE TRIGGER programme_version_is_never_replaced BEFORE INSERT ON programme_versions
WHEN EXISTS (SELECT 1 FROM programme_versions WHERE version = NEW.version) BEGIN
  SELECT RAISE(ABORT, 'a programme version is immutable');
END;
--> statement-breakpoint

-- Personal data: who a holder is, and how she is found. Deleted by an erasure.
CREATE TABLE identities (
  kind TEXT NOT NULL,                                   -- email, phone, external:{store}
  value TEXT NOT NULL,                                  -- normalised
  holder INTEGER NOT NULL REFERENCES holders(id),
  PRIMARY KEY (kind, value)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX identity_by_holder ON identities(holder);
--> statement-breakpoint
CREATE INDEX identity_by_value ON identities(value);                                    -- staff find a member by what she says she is
--> statement-breakpoint
CREATE TABLE people (
  holder INTEGER PRIMARY KEY REFERENCES holders(id),
  profile TEXT NOT NULL CHECK (json_valid(profile))     -- name, language, birthDate, attributes by name (decisions/profile.ts)
) STRICT;
--> statement-breakpoint
CREATE INDEX sighting_by_device ON people(profile ->> '$.sighting.device') WHERE profile ->> '$.sighting.device' IS NOT NULL;  -- who else checked in from a device lately
--> statement-breakpoint
CREATE INDEX sighting_by_fix ON people(profile ->> '$.sighting.fix') WHERE profile ->> '$.sighting.fix' IS NOT NULL;  -- whether a fix was sent before
--> statement-breakpoint
CREATE INDEX sighting_by_time ON people(profile ->> '$.sighting.at') WHERE profile ->> '$.sighting.at' IS NOT NULL;  -- what the clock forgets of them
--> statement-breakpoint
CREATE INDEX nearby_by_time ON people(profile ->> '$.nearby.until') WHERE profile ->> '$.nearby.until' IS NOT NULL;  -- what the clock forgets of who is near
--> statement-breakpoint
CREATE INDEX person_by_name ON people((profile ->> '$.name') COLLATE NOCASE) WHERE profile ->> '$.name' IS NOT NULL;  -- staff find a member by the beginning of her name
--> statement-breakpoint

-- Chances of a surprise, in the pool's own gapless order, and the prize items that they may win: rows claimed once.
CREATE TABLE plays (
  id TEXT PRIMARY KEY,
  pool INTEGER NOT NULL REFERENCES holders(id),
  seq INTEGER NOT NULL,                                 -- 1, 2, 3 … in the pool, given by the INSERT
  member INTEGER NOT NULL REFERENCES holders(id),
  nonce INTEGER NOT NULL,                               -- the member's own counter in the pool, without gaps
  event TEXT NOT NULL,                                  -- SHA-256 hex of operation and rule that raised it: one play an event
  epoch INTEGER NOT NULL,
  round INTEGER NOT NULL CHECK (round >= 0),            -- the beacon that decides, still to come when it was raised; 0: none does
  played_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'won', 'stock_out', 'capped', 'no_win')),
  ticket INTEGER,                                       -- drawn number; null while pending
  outcome TEXT,                                         -- table line that the ticket hit, or none; null while pending
  item TEXT REFERENCES prize_items(id),                 -- what was won; null: nothing
  revealed_by INTEGER REFERENCES operations(seq),       -- the operation that gave it to the member; null: not yet
  UNIQUE (pool, seq),
  UNIQUE (pool, event)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX play_by_member ON plays(member, id);                                      -- a member's plays, newest first
--> statement-breakpoint
CREATE INDEX play_is_pending ON plays(pool, seq) WHERE state = 'pending';
--> statement-breakpoint
CREATE INDEX play_is_won ON plays(pool, member, epoch) WHERE state = 'won';             -- what a member won in an epoch, where a pool limits it
--> statement-breakpoint
CREATE INDEX play_by_epoch ON plays(pool, epoch, seq);                                  -- the proof of one epoch
--> statement-breakpoint
CREATE TRIGGER play_keeps_its_terms BEFORE UPDATE OF id, pool, seq, member, nonce, event, epoch, round, played_at ON plays BEGIN
  SELECT RAISE(ABORT, 'a play keeps its terms');
END;
--> statement-breakpoint
CREATE TRIGGER play_is_settled_once BEFORE UPDATE OF ticket, outcome, item ON plays WHEN OLD.state <> 'pending' BEGIN
  SELECT RAISE(ABORT, 'a play is settled once');
END;
--> statement-breakpoint
CREATE TRIGGER play_is_revealed_once BEFORE UPDATE OF revealed_by ON plays WHEN OLD.revealed_by IS NOT NULL OR OLD.state = 'pending' BEGIN
  SELECT RAISE(ABORT, 'a play is revealed once, after it was settled');
END;
--> statement-breakpoint
CREATE TRIGGER play_is_never_deleted BEFORE DELETE ON plays BEGIN
  SELECT RAISE(ABORT, 'a play is never deleted');
END;
--> statement-breakpoint
CREATE TABLE prize_items (
  id TEXT PRIMARY KEY,
  pool INTEGER NOT NULL REFERENCES holders(id),
  outcome TEXT NOT NULL,                                -- the table line it belongs to
  available_from INTEGER NOT NULL,                      -- pacing: not before this instant
  play TEXT UNIQUE REFERENCES plays(id),                -- null: nobody won it
  contest INTEGER REFERENCES holders(id),               -- the round of a contest that has it as a second-chance prize; null: none
  CHECK (play IS NULL OR contest IS NULL)               -- an item goes to one play, or to one round, once
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX prize_item_by_pool ON prize_items(pool, id);                             -- the list of a proof
--> statement-breakpoint
CREATE INDEX prize_item_is_free ON prize_items(pool, outcome, available_from, id) WHERE play IS NULL AND contest IS NULL;
--> statement-breakpoint
CREATE TRIGGER prize_item_is_claimed_once BEFORE UPDATE ON prize_items WHEN OLD.play IS NOT NULL OR OLD.contest IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'a prize item is claimed once');
END;
--> statement-breakpoint
CREATE TRIGGER prize_item_is_never_deleted BEFORE DELETE ON prize_items BEGIN
  SELECT RAISE(ABORT, 'a prize item is never deleted');
END;
--> statement-breakpoint

-- Voucher codes that a merchant brought along: rows claimed once, as the vouchers of a reward.
CREATE TABLE voucher_codes (
  digest TEXT PRIMARY KEY,                              -- HMAC-SHA256 hex of the code (values/imported-code.ts): finds it, and tells one that is there already
  reward INTEGER NOT NULL REFERENCES holders(id),
  sealed TEXT NOT NULL,                                 -- AES-256-GCM of the code: nobody who has the ledger reads it
  voucher INTEGER UNIQUE REFERENCES holders(id)         -- whose code it became; null: free
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX voucher_code_is_free ON voucher_codes(reward, digest) WHERE voucher IS NULL;  -- the next codes of a reward
--> statement-breakpoint
CREATE TRIGGER voucher_code_keeps_its_terms BEFORE UPDATE OF digest, reward, sealed ON voucher_codes BEGIN
  SELECT RAISE(ABORT, 'a voucher code keeps its terms');
END;
--> statement-breakpoint
CREATE TRIGGER voucher_code_is_claimed_once BEFORE UPDATE ON voucher_codes WHEN OLD.voucher IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'a voucher code is claimed once');
END;
--> statement-breakpoint
CREATE TRIGGER voucher_code_is_never_deleted BEFORE DELETE ON voucher_codes BEGIN
  SELECT RAISE(ABORT, 'a voucher code is never deleted');
END;
--> statement-breakpoint

-- Entries files of frozen contests, in parts of at most 1 MB (20 bytes an entry, sorted by tag).
CREATE TABLE entries_files (
  contest INTEGER NOT NULL REFERENCES holders(id),
  part INTEGER NOT NULL,
  content BLOB NOT NULL CHECK (length(content) <= 1000000),
  PRIMARY KEY (contest, part)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TRIGGER entries_file_is_immutable BEFORE UPDATE ON entries_files BEGIN
  SELECT RAISE(ABORT, 'an entries file is immutable');
END;
--> statement-breakpoint
CREATE TRIGGER entries_file_is_never_deleted BEFORE DELETE ON entries_files BEGIN
  SELECT RAISE(ABORT, 'an entries file is immutable');
END;
--> statement-breakpoint

-- Rounds of public beacons that decided something, kept for ever: a network's relays may one day be gone.
CREATE TABLE beacons (
  chain TEXT NOT NULL,                                  -- hash of the network, hex
  round INTEGER NOT NULL CHECK (round > 0),
  signature TEXT NOT NULL CHECK (length(signature) = 96), -- hex
  verified INTEGER NOT NULL CHECK (verified IN (0, 1)), -- 1: judged before it was stored; 0: two relays said the same
  operation INTEGER NOT NULL REFERENCES operations(seq), -- that stored it
  PRIMARY KEY (chain, round)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TRIGGER beacon_is_immutable BEFORE UPDATE ON beacons BEGIN
  SELECT RAISE(ABORT, 'a beacon is immutable');
END;
--> statement-breakpoint
CREATE TRIGGER beacon_is_never_deleted BEFORE DELETE ON beacons BEGIN
  SELECT RAISE(ABORT, 'a beacon is never deleted');
END;
--> statement-breakpoint
-- The public log: a head of the RFC 6962 tree over the operations up to a size, signed. Sealed by the clock, after the fact.
CREATE TABLE checkpoints (
  size INTEGER PRIMARY KEY CHECK (size > 0),            -- leaves: operations 1 to size
  head TEXT NOT NULL,                                   -- the tree's head, hex
  sealed_at INTEGER NOT NULL,                           -- for people; nothing follows from it
  note TEXT NOT NULL                                    -- the signed note (C2SP), as it is published
) STRICT;
--> statement-breakpoint
CREATE TRIGGER checkpoint_is_append_only BEFORE UPDATE ON checkpoints BEGIN
  SELECT RAISE(ABORT, 'a checkpoint is never changed');
END;
--> statement-breakpoint
CREATE TRIGGER checkpoint_is_never_deleted BEFORE DELETE ON checkpoints BEGIN
  SELECT RAISE(ABORT, 'a checkpoint is never deleted');
END;
--> statement-breakpoint
CREATE TRIGGER checkpoint_grows BEFORE INSERT ON checkpoints
WHEN NEW.size <= (SELECT coalesce(max(size), 0) FROM checkpoints) OR NEW.size > (SELECT coalesce(max(seq), 0) FROM operations) BEGIN
  SELECT RAISE(ABORT, 'a checkpoint is larger than the last, and no larger than what there is');
END;
--> statement-breakpoint
-- Heads of whole subtrees of 256^level leaves, level 1 and up (level 0 are the operations themselves), so that a proof
-- reads at most 256 rows of each level.
CREATE TABLE log_tiles (
  level INTEGER NOT NULL CHECK (level > 0),
  position INTEGER NOT NULL CHECK (position >= 0),      -- the subtree begins at leaf position * 256^level, from 0
  hash TEXT NOT NULL,                                   -- hex
  PRIMARY KEY (level, position)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TRIGGER log_tile_is_append_only BEFORE UPDATE ON log_tiles BEGIN
  SELECT RAISE(ABORT, 'a tile of the log is never changed');
END;
--> statement-breakpoint
CREATE TRIGGER log_tile_is_never_deleted BEFORE DELETE ON log_tiles BEGIN
  SELECT RAISE(ABORT, 'a tile of the log is never deleted');
END;
--> statement-breakpoint
CREATE TRIGGER log_tile_has_one_hash BEFORE INSERT ON log_tiles
WHEN EXISTS (SELECT 1 FROM log_tiles WHERE level = NEW.level AND position = NEW.position AND hash <> NEW.hash) BEGIN
  SELECT RAISE(ABORT, 'a tile of the log is never changed');
END;
--> statement-breakpoint
-- Which checkpoints somebody outside has, and what she answered: a row for each that was sent.
CREATE TABLE witnessings (
  size INTEGER NOT NULL REFERENCES checkpoints(size),
  witness TEXT NOT NULL,                                -- host of the webhook; mail: and hash of an address; mail-try: the same, with an instant
  witnessed_at INTEGER NOT NULL,                        -- for people; nothing follows from it
  cosignatures TEXT NOT NULL,                           -- lines of signature that were answered; empty: none
  PRIMARY KEY (witness, size)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX witnessing_by_size ON witnessings(size);                                  -- who stands behind a checkpoint
--> statement-breakpoint
CREATE TRIGGER witnessing_is_append_only BEFORE UPDATE ON witnessings BEGIN
  SELECT RAISE(ABORT, 'what a witness answered is never changed');
END;
--> statement-breakpoint
CREATE TRIGGER witnessing_is_never_deleted BEFORE DELETE ON witnessings BEGIN
  SELECT RAISE(ABORT, 'what a witness answered is never deleted');
END;
--> statement-breakpoint
CREATE TRIGGER witnessing_is_never_replaced BEFORE INSERT ON witnessings
WHEN EXISTS (SELECT 1 FROM witnessings WHERE witness = NEW.witness AND size = NEW.size) BEGIN
  SELECT RAISE(ABORT, 'what a witness answered is never changed');
END;
--> statement-breakpoint
-- How far an endpoint was told of the operations, and what is sent to it: the clock's own notes. An operation would have to
-- be told of in its turn, so these are no holder's facts; nothing in the ledger follows from them.
CREATE TABLE endpoint_cursors (
  endpoint INTEGER PRIMARY KEY REFERENCES holders(id),
  seq INTEGER NOT NULL,                                 -- the last operation that was looked at
  failing_since INTEGER                                 -- instant of the first failure since it last answered; null: it answers
) STRICT;
--> statement-breakpoint
-- One row for each message: of one operation to one endpoint. Of those that are done, the newest thousand of an endpoint stay.
CREATE TABLE deliveries (
  endpoint INTEGER NOT NULL REFERENCES holders(id),
  operation INTEGER NOT NULL REFERENCES operations(seq),
  type TEXT NOT NULL,                                   -- of the message (values/webhook-types.ts)
  state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'dead')),
  attempts INTEGER NOT NULL,
  due_at INTEGER,                                       -- instant of the next attempt; null: none follows
  tried_at INTEGER,                                     -- instant of the last attempt; null: none was made
  status INTEGER,                                       -- HTTP status of the last answer; null: there was none
  answer TEXT NOT NULL,                                 -- beginning of the last answer, or why there was none
  PRIMARY KEY (endpoint, operation)                     -- at most one message, however often it is followed
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX delivery_is_due ON deliveries(endpoint, due_at) WHERE state = 'waiting';   -- what a tick sends
