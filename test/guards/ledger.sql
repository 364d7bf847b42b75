-- A small ledger that every probe starts from: a member with 10 points, who owes miles; one play, one prize item.
INSERT INTO holders(id, public_id, kind, owner, version, state, facts) VALUES
  (1, 'programme', 'programme', NULL, 0, 'open', '{}'),
  (2, 'sto_shop', 'store', NULL, 0, 'open', '{}'),
  (3, 'sto_shop:issued', 'account', 2, 0, 'open', '{}'),
  (4, 'mem_ada', 'member', NULL, 0, 'joined', '{}'),
  (5, 'pool_wheel', 'pool', NULL, 0, 'open', '{"settledSeq":2}'),
  (6, 'con_week', 'contest', NULL, 0, 'drawn', '{}'),
  (7, 'vch_1', 'voucher', 4, 0, 'issued', '{"codeHash":"abc"}');
INSERT INTO operations(seq, id, kind, actor, key, request_hash, member, programme_version, occurred_at, recorded_at, record_hash, salt, changes, papers_hash)
  VALUES (1, 'op_1', 'publish', 'operator', 'k1', 'h', NULL, 1, 0, 0, 'r', 's', '{}', 'p');
INSERT INTO papers(operation, salt, request, status, answer) VALUES (1, 's', '{}', 200, '{}');
INSERT INTO programme_versions(version, effective_at, document, operation) VALUES (1, 0, '{}', 1);
INSERT INTO operations(seq, id, kind, actor, key, request_hash, member, programme_version, occurred_at, recorded_at, record_hash, salt, changes, papers_hash)
  VALUES (2, 'op_2', 'purchase', 'sto_shop', 'k2', 'h', 4, 1, 0, 0, 'r', 's', '{}', 'p');
INSERT INTO papers(operation, salt, request, status, answer) VALUES (2, 's', '{}', 200, '{}');
INSERT INTO claims(name, operation) VALUES ('order:1', 2);
INSERT INTO accounts(id, holder, unit, available_on, expires_on, floor, ceiling) VALUES
  (1, 3, 'points', 0, 2932896, NULL, NULL),
  (2, 4, 'points', 0, 2932896, 0, NULL),
  (3, 4, 'points', -1, -1, NULL, 0),
  (4, 3, 'miles', 0, 2932896, NULL, NULL),
  (5, 4, 'miles', 0, 2932896, 0, NULL),
  (6, 2, 'points', 0, 2932896, NULL, NULL);
INSERT INTO postings(operation, line, from_account, to_account, amount, reason, why) VALUES (2, 0, 1, 2, 10, 'earn', '{}');
INSERT INTO metrics(holder, metric, bucket, amount) VALUES (4, 'spend', 202511, 1000);
INSERT INTO identities(kind, value, holder) VALUES ('email', 'ada@example.com', 4);
INSERT INTO people(holder, profile) VALUES (4, '{}');
INSERT INTO plays(id, pool, seq, member, nonce, event, epoch, round, played_at, state) VALUES ('play_1', 5, 1, 4, 1, 'e1', 1, 0, 0, 'pending');
INSERT INTO prize_items(id, pool, outcome, available_from, play) VALUES ('item_1', 5, 'mug', 0, 'play_1');
INSERT INTO plays(id, pool, seq, member, nonce, event, epoch, round, played_at, state, ticket, outcome) VALUES ('play_2', 5, 2, 4, 2, 'e2', 1, 0, 0, 'no_win', 7, 'none');
INSERT INTO voucher_codes(digest, reward, sealed, voucher) VALUES ('d1', 6, 's1', 7), ('d2', 6, 's2', NULL);
INSERT INTO entries_files(contest, part, content) VALUES (6, 0, x'00');
INSERT INTO beacons(chain, round, signature, verified, operation) VALUES ('c', 1, printf('%096d', 0), 1, 2);
INSERT INTO checkpoints(size, head, sealed_at, note) VALUES (1, 'h', 0, 'n');
INSERT INTO log_tiles(level, position, hash) VALUES (1, 0, 'h');
INSERT INTO witnessings(size, witness, witnessed_at, cosignatures) VALUES (1, 'witness.example', 0, '');
INSERT INTO endpoint_cursors(endpoint, seq) VALUES (2, 1);
INSERT INTO deliveries(endpoint, operation, type, state, attempts, answer) VALUES (2, 1, 'programme.published', 'delivered', 1, 'ok');
