/** The pages that an audit reads: each in one batch, so that what is compared was true at one moment. */
import type { Client, Row } from "@libsql/client/web";
import { VOUCHER_MONEY } from "../values/account.ts";
import type { AuditedAccount, AuditedMember, AuditedOperation } from "../values/audited.ts";
import type { Day } from "../values/day.ts";
import type { OrderFacts, RedemptionFacts } from "../values/holder.ts";
import { readBatch } from "./read-batch.ts";
import { readRecords } from "./records.ts";
import { statement } from "./statement.ts";

/** The newest operation and the first one's id, and the documents of every programme version. */
export async function readAuditStart(
  client: Client,
): Promise<{ newest: number; first: string | null; documents: Map<number, string> }> {
  const [newest, first, documents] = await readBatch(client, [
    statement("SELECT coalesce(max(seq), 0) AS newest FROM operations"),
    statement("SELECT id FROM operations WHERE seq = 1"),
    statement("SELECT version, document FROM programme_versions ORDER BY version"),
  ]);
  return {
    newest: Number(newest?.[0]?.newest),
    first: first?.[0] ? String(first[0].id) : null,
    documents: new Map((documents ?? []).map(({ version, document }) => [Number(version), String(document)])),
  };
}

/** Operations after a seq and not beyond `upTo`, in order, with postings, claims and papers. */
export async function readOperationsForAudit(
  client: Client,
  { after, upTo, limit }: { after: number; upTo: number; limit: number },
): Promise<AuditedOperation[]> {
  const { steps, of } = readRecords("seq > ?1 AND seq <= ?2 ORDER BY seq LIMIT ?3", [after, upTo, limit]);
  return of(await readBatch(client, steps));
}

/** Accounts after an id, in order. */
export async function readAccountsForAudit(
  client: Client,
  { after, limit }: { after: number; limit: number },
): Promise<AuditedAccount[]> {
  const [rows = []] = await readBatch(client, [
    statement(
      `SELECT accounts.*, public_id FROM accounts LEFT JOIN holders ON holders.id = holder WHERE accounts.id > ?1 ORDER BY accounts.id LIMIT ?2`,
      [after, limit],
    ),
  ]);
  return rows.map(accountOf);
}

/** One account with the sum of its postings, read at one moment: to tell a wrong balance from one that moved meanwhile. */
export async function readAccountEntered(
  client: Client,
  id: number,
): Promise<{ account: AuditedAccount; entered: number | null } | null> {
  const [accounts = [], sums = []] = await readBatch(client, [
    statement(
      "SELECT accounts.*, public_id FROM accounts LEFT JOIN holders ON holders.id = holder WHERE accounts.id = ?1",
      [id],
    ),
    statement("SELECT sum(amount) AS entered FROM entries WHERE account = ?1", [id]),
  ]);
  return accounts[0]
    ? { account: accountOf(accounts[0]), entered: sums[0]?.entered === null ? null : Number(sums[0]?.entered) }
    : null;
}

function accountOf(row: Row): AuditedAccount {
  return {
    id: Number(row.id),
    holder: String(row.public_id),
    unit: String(row.unit),
    availableOn: Number(row.available_on),
    expiresOn: Number(row.expires_on),
    balance: Number(row.balance),
    floor: row.floor === null ? null : Number(row.floor),
    ceiling: row.ceiling === null ? null : Number(row.ceiling),
  };
}

/** Members after a holder's number, in order, with everything that their counts follow from; `next` is the last number. */
export async function readMembersForAudit(
  client: Client,
  { after, limit }: { after: number; limit: number },
): Promise<{ members: AuditedMember[]; next: number | null }> {
  const page = `page AS (SELECT * FROM holders WHERE kind = 'member' AND id > ?1 ORDER BY id LIMIT ?2)`;
  // What a member did who became another counts for whom she became; her plays keep their own numbers. CROSS JOIN keeps the loops in this order.
  const kin = `${page}, kin(member, id) AS (
    SELECT id, id FROM page WHERE state <> 'merged'
    UNION ALL SELECT page.id, gone.id FROM page CROSS JOIN holders gone ON gone.kind = 'member' AND gone.state = 'merged' AND gone.facts ->> '$.mergedInto' = +page.public_id
  )`;
  const args = [after, limit];
  const [members = [], orders = [], earnings = [], redemptions = [], holds = [], metrics = [], plays = []] =
    await readBatch(client, [
      statement(
        `WITH ${page} SELECT id, public_id, state, EXISTS (SELECT 1 FROM operations WHERE operations.member = page.id AND operations.kind = 'erase') AS has_erasure, facts ->> '$.slides' AS slides,
           (SELECT count(*) FROM holders gone WHERE gone.kind = 'member' AND gone.state = 'merged' AND gone.facts ->> '$.mergedInto' = +page.public_id) AS merged FROM page ORDER BY id`,
        args,
      ),
      statement(
        `WITH ${kin} SELECT kin.member, owned.public_id, owned.kind, owned.state, owned.facts FROM kin CROSS JOIN holders owned ON owned.owner = kin.id AND owned.kind IN ('order', 'event')`,
        args,
      ),
      statement(
        `WITH ${kin} SELECT kin.member, operations.seq, operations.kind, coalesce(why ->> '$.version', programme_version) AS version, why ->> '$.day' AS day, why ->> '$.on' AS happened, occurred_at, accounts.unit, why ->> '$.rule' AS rule, coalesce(why ->> '$.denominator', 0) AS denominator, coalesce(why ->> '$.rounding', 'down') AS rounding,
           sum(CASE reason WHEN 'earn' THEN amount WHEN 'refund' THEN -amount ELSE 0 END) AS amount, sum(CASE reason WHEN 'forgive' THEN amount ELSE 0 END) AS forgiven,
           (SELECT json_group_array(name) FROM claims WHERE claims.operation = operations.seq) AS claims
         FROM kin CROSS JOIN operations ON operations.member = kin.id CROSS JOIN postings ON operation = seq AND reason IN ('earn', 'refund', 'forgive') CROSS JOIN accounts ON accounts.id = from_account
         WHERE rule IS NOT NULL GROUP BY kin.member, operations.seq, accounts.unit, rule, denominator, rounding, version, day, happened`,
        args,
      ),
      statement(
        `WITH ${kin} SELECT kin.member, owned.public_id, owned.state, owned.facts FROM kin CROSS JOIN holders owned ON owned.owner = kin.id AND owned.kind = 'redemption'`,
        args,
      ),
      statement(
        `WITH ${kin} SELECT owned.public_id, accounts.unit, accounts.balance FROM kin CROSS JOIN holders owned ON owned.owner = kin.id AND owned.kind = 'redemption' CROSS JOIN accounts ON accounts.holder = owned.id`,
        args,
      ),
      statement(
        `WITH ${page} SELECT page.id AS member, metric, bucket, amount FROM page JOIN metrics ON metrics.holder = page.id`,
        args,
      ),
      statement(
        `WITH ${page} SELECT page.id AS member, pool.public_id AS pool, count(*) AS count FROM page JOIN plays ON plays.member = page.id JOIN holders pool ON pool.id = plays.pool GROUP BY page.id, pool.public_id`,
        args,
      ),
    ]);
  const of = (rows: Row[]) => Map.groupBy(rows, ({ member }) => Number(member));
  const [orderRows, earningRows, redemptionRows, metricRows, playRows] = [
    orders,
    earnings,
    redemptions,
    metrics,
    plays,
  ].map(of);
  const held = Map.groupBy(holds, ({ public_id }) => String(public_id));
  const found = members.map((row) => {
    const id = Number(row.id);
    return {
      member: String(row.public_id),
      state: String(row.state),
      hasErasure: Number(row.has_erasure) === 1,
      slides: JSON.parse(String(row.slides ?? "{}")) as Record<string, Day>,
      merged: Number(row.merged),
      orders: (orderRows?.get(id) ?? []).map(({ public_id, kind, state, facts }) => ({
        order: String(public_id),
        kind: kind === "event" ? ("event" as const) : ("order" as const),
        state: String(state),
        facts: JSON.parse(String(facts)) as OrderFacts,
      })),
      earnings: (earningRows?.get(id) ?? []).map((earning) => ({
        claims: JSON.parse(String(earning.claims)) as string[],
        kind: String(earning.kind),
        version: Number(earning.version),
        day: earning.day === null ? null : Number(earning.day),
        occurredAt: Number(earning.occurred_at),
        on: earning.happened === null ? null : String(earning.happened),
        rule: String(earning.rule),
        unit: String(earning.unit),
        denominator: Number(earning.denominator),
        rounding: String(earning.rounding) as AuditedMember["earnings"][number]["rounding"],
        amount: Number(earning.amount),
        forgiven: Number(earning.forgiven),
      })),
      redemptions: (redemptionRows?.get(id) ?? []).map(({ public_id, state, facts }) => ({
        redemption: String(public_id),
        state: String(state),
        facts: JSON.parse(String(facts)) as RedemptionFacts,
        holds: (held.get(String(public_id)) ?? []).map(({ unit, balance }) => ({
          unit: String(unit),
          balance: Number(balance),
        })),
      })),
      metrics: (metricRows?.get(id) ?? []).map(({ metric, bucket, amount }) => ({
        metric: String(metric),
        bucket: Number(bucket),
        amount: Number(amount),
      })),
      plays: (playRows?.get(id) ?? []).map(({ pool, count }) => ({ pool: String(pool), count: Number(count) })),
    };
  });
  const last = members.at(-1);
  return { members: found, next: last === undefined ? null : Number(last.id) };
}

/** Columns that must hold JSON, by table, with what names a row. */
const JSON_COLUMNS = [
  { table: "holders", column: "facts", name: "public_id" },
  { table: "operations", column: "changes", name: "'operation ' || seq" },
  { table: "postings", column: "why", name: "'operation ' || operation || ', posting ' || line" },
  { table: "programme_versions", column: "document", name: "'version ' || version || ' of the programme'" },
  { table: "people", column: "profile", name: "'the profile of holder ' || holder" },
];

/** Rows whose JSON does not read, which every other read would stumble over: a sentence each. */
export async function readUnreadable(client: Client): Promise<string[]> {
  const pages = await readBatch(
    client,
    JSON_COLUMNS.map(({ table, column, name }) =>
      statement(`SELECT ${name} AS name FROM ${table} WHERE NOT json_valid(${column}) LIMIT 100`),
    ),
  );
  return pages.flatMap((rows, index) =>
    rows.map(({ name }) => `${name} has ${JSON_COLUMNS[index]?.column} that do not read.`),
  );
}

/** Units that do not sum to zero, rewards and campaigns whose stock or budget is not what was issued, money that payments do not account for, and rows that refer to nothing: a sentence each. */
export async function readWholeFaults(client: Client): Promise<string[]> {
  const [
    units = [],
    stocks = [],
    vouchers = [],
    budgets = [],
    funds = [],
    cards = [],
    codes = [],
    claimed = [],
    broken = [],
    numbers = [],
    numbered = [],
    taken = [],
    passed = [],
  ] = await readBatch(client, [
    statement("SELECT unit, sum(balance) AS sum FROM accounts GROUP BY unit HAVING sum(balance) <> 0 LIMIT 100"),
    statement(
      `SELECT reward.public_id AS reward, reward.facts ->> '$.issued' AS issued, coalesce(-source.balance, 0) AS brought
       FROM holders reward LEFT JOIN holders programme ON programme.public_id = 'programme:issued'
         LEFT JOIN accounts source ON source.holder = programme.id AND source.unit = 'stock:' || substr(reward.public_id, 8)
       WHERE reward.public_id >= 'reward:' AND reward.public_id < 'reward;' AND issued <> brought LIMIT 100`,
    ),
    statement(
      `SELECT voucher.public_id AS voucher, coalesce(accounts.balance, 0) AS has,
         CASE voucher.state WHEN 'cancelled' THEN 0 ELSE voucher.facts ->> '$.valueMinor' - (SELECT coalesce(sum(value ->> '$.amountMinor'), 0) FROM json_each(voucher.facts, '$.uses')) END AS needs
       FROM holders voucher LEFT JOIN accounts ON accounts.holder = voucher.id AND accounts.unit = '${VOUCHER_MONEY}'
       WHERE voucher.kind = 'voucher' AND voucher.facts ->> '$.isInParts' AND has <> needs LIMIT 100`,
    ),
    statement(
      `SELECT campaign.public_id AS campaign, campaign.facts ->> '$.issued' AS issued, coalesce(-source.balance, 0) AS brought
       FROM holders campaign LEFT JOIN holders programme ON programme.public_id = 'programme:issued'
         LEFT JOIN accounts source ON source.holder = programme.id AND source.unit = 'budget:' || substr(campaign.public_id, 10)
       WHERE campaign.public_id >= 'campaign:' AND campaign.public_id < 'campaign;' AND issued <> brought LIMIT 100`,
    ),
    statement(
      `SELECT store, paid, funded FROM (
         SELECT source.public_id AS store, -sum(balance) AS funded,
           (SELECT coalesce(sum(CASE WHEN paid.kind = 'gift-card' THEN (paid.facts ->> '$.amountMinor') - (paid.facts ->> '$.claimedMinor') - (paid.facts ->> '$.backMinor')
              WHEN paid.state <> 'reversed' THEN (paid.facts ->> '$.amountMinor') - coalesce(paid.facts ->> '$.backMinor', 0) ELSE 0 END), 0) FROM holders paid
            WHERE paid.kind IN ('top-up', 'gift-card') AND paid.facts ->> '$.store' || ':funded' = source.public_id) AS paid
         FROM holders source JOIN accounts ON accounts.holder = source.id WHERE source.kind = 'account' AND source.public_id LIKE '%:funded' GROUP BY source.id)
       WHERE funded <> paid LIMIT 100`,
    ),
    statement(
      `SELECT card.public_id AS card, coalesce((SELECT sum(balance) FROM accounts WHERE holder = card.id), 0) AS has,
         (card.facts ->> '$.amountMinor') - (card.facts ->> '$.claimedMinor') - (card.facts ->> '$.backMinor')
           - (SELECT coalesce(sum(value ->> '$.amountMinor'), 0) FROM json_each(card.facts, '$.uses')) AS needs
       FROM holders card WHERE card.kind = 'gift-card' AND has <> needs LIMIT 100`,
    ),
    statement(
      `SELECT reward.public_id AS reward, reward.facts ->> '$.issued' AS issued, count(code.digest) AS codes, count(code.voucher) AS claimed, coalesce(gone.balance, 0) AS gone
       FROM holders reward LEFT JOIN voucher_codes code ON code.reward = reward.id LEFT JOIN holders programme ON programme.public_id = 'programme:redeemed'
         LEFT JOIN accounts gone ON gone.holder = programme.id AND gone.unit = 'stock:' || substr(reward.public_id, 8)
       WHERE reward.public_id >= 'reward:' AND reward.public_id < 'reward;' AND reward.facts ->> '$.codes' = 'imported'
       GROUP BY reward.id HAVING codes <> issued OR claimed <> gone LIMIT 100`,
    ),
    statement(
      `SELECT voucher.public_id AS voucher FROM voucher_codes code LEFT JOIN holders voucher ON voucher.id = code.voucher
       WHERE code.voucher IS NOT NULL AND voucher.facts ->> '$.codeHash' IS NOT code.digest LIMIT 100`,
    ),
    statement(`SELECT "table", parent, count(*) AS rows FROM pragma_foreign_key_check GROUP BY "table", parent`),
    statement("SELECT count(*) AS versions, coalesce(max(version), 0) AS newest FROM programme_versions"),
    statement("SELECT count(*) AS holders, coalesce(max(id), 0) AS newest FROM holders"),
    statement(
      "SELECT prize_items.id, play FROM prize_items LEFT JOIN plays ON plays.id = play WHERE play IS NOT NULL AND item IS NOT prize_items.id LIMIT 100",
    ),
    statement(
      `SELECT item.id, round.public_id AS contest FROM prize_items item JOIN holders round ON round.id = item.contest
       WHERE NOT EXISTS (SELECT 1 FROM json_each(round.facts, '$.secondChance') chance, json_each(chance.value, '$.items') listed WHERE listed.value = item.id) LIMIT 100`,
    ),
  ]);
  return [
    ...units.map(({ unit, sum }) => `The accounts of ${unit} sum to ${sum} instead of 0.`),
    ...stocks.map(
      ({ reward, issued, brought }) =>
        `${reward} says that ${issued} pieces were brought in, and ${brought} were posted.`,
    ),
    ...vouchers.map(({ voucher, has, needs }) => `${voucher} has ${has} left on it instead of ${needs}.`),
    ...budgets.map(
      ({ campaign, issued, brought }) => `${campaign} says that its budget is ${issued}, and ${brought} were posted.`,
    ),
    ...funds.map(({ store, paid, funded }) => `${store} brought in ${funded}, and its payments say ${paid}.`),
    ...cards.map(({ card, has, needs }) => `${card} has ${has} on it instead of ${needs}.`),
    ...codes.map(
      (row) =>
        `${row.reward} has ${row.codes} codes of ${row.issued} that were brought in, ${row.claimed} taken and ${row.gone} posted.`,
    ),
    ...claimed.map(({ voucher }) => `${voucher} has another code than the one that became its own.`),
    ...broken.map(({ table, parent, rows }) => `${rows} rows of ${table} refer to ${parent} that are not there.`),
    ...numbered.flatMap(({ holders, newest }) =>
      holders === newest ? [] : [`Holders are numbered up to ${newest}, and there are ${holders}.`],
    ),
    ...passed.map(({ id, contest }) => `The prize item ${id} is said to be of ${contest}, which does not have it.`),
    ...taken.map(({ id, play }) => `The prize item ${id} is said to be won by ${play}, which won something else.`),
    ...numbers.flatMap(({ versions, newest }) =>
      versions === newest ? [] : [`Programme versions go up to ${newest}, and there are ${versions}.`],
    ),
  ];
}
