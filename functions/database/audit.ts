/** The pages that an audit reads: each in one batch, so that what is compared was true at one moment. */
import type { Client, Row } from "@libsql/client/web";
import { VOUCHER_MONEY } from "../values/account.ts";
import type { AuditedAccount, AuditedOperation } from "../values/audited.ts";
import type { Instant } from "../values/day.ts";
import { WAITING } from "./line.ts";
import { readBatch } from "./read-batch.ts";
import { readRecords } from "./records.ts";
import { statement } from "./statement.ts";

/** The newest operation, and the first one's id. */
export async function readAuditStart(client: Client): Promise<{ newest: number; first: string | null }> {
  const [newest, first] = await readBatch(client, [
    statement("SELECT coalesce(max(seq), 0) AS newest FROM operations"),
    statement("SELECT id FROM operations WHERE seq = 1"),
  ]);
  return { newest: Number(newest?.[0]?.newest), first: first?.[0] ? String(first[0].id) : null };
}

/** The programme's versions after one, in order, with their documents as text. */
export async function readVersionsForAudit(
  client: Client,
  { after, limit }: { after: number; limit: number },
): Promise<{ version: number; effectiveAt: Instant; document: string }[]> {
  const [rows = []] = await readBatch(client, [
    statement(
      "SELECT version, effective_at, document FROM programme_versions WHERE version > ?1 ORDER BY version LIMIT ?2",
      [after, limit],
    ),
  ]);
  return rows.map(({ version, effective_at, document }) => ({
    version: Number(version),
    effectiveAt: Number(effective_at),
    document: String(document),
  }));
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

/** Units that do not sum to zero, rewards and campaigns whose stock or budget is not what was issued, lines that are counted wrong, money that payments do not account for, transfers of which something else arrived, and rows that refer to nothing: a sentence each. */
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
    lines = [],
    transfers = [],
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
    statement(
      `SELECT reward.public_id AS reward, ${WAITING} AS counted,
         (SELECT count(*) FROM holders place WHERE place.kind = 'standby' AND place.state = 'waiting' AND place.facts ->> '$.reward' = substr(reward.public_id, 8)) AS places
       FROM holders reward WHERE reward.public_id >= 'reward:' AND reward.public_id < 'reward;' AND counted <> places LIMIT 100`,
    ),
    statement(
      `SELECT given.public_id AS transfer, given.facts ->> '$.amount' AS amount,
         coalesce((SELECT sum(postings.amount) FROM operations CROSS JOIN postings ON operation = seq CROSS JOIN accounts ON accounts.id = from_account AND accounts.holder = given.id
           WHERE operations.id = substr(given.public_id, length('transfer:') + 1)), 0) AS arrived,
         coalesce((SELECT sum(balance) FROM accounts WHERE accounts.holder = given.id), 0) AS kept
       FROM holders given WHERE given.public_id >= 'transfer:' AND given.public_id < 'transfer;'
         AND (amount <> arrived OR kept <> 0) LIMIT 100`,
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
    ...lines.map(({ reward, counted, places }) => `${reward} counts ${counted} in line, and there are ${places}.`),
    ...transfers.map(
      ({ transfer, amount, arrived, kept }) =>
        `${transfer} says that ${amount} were given, ${arrived} arrived and ${kept} stayed on the way.`,
    ),
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
