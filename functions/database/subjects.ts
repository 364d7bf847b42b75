/** Whose rows a request reads: those that it names, and what hangs on them. */
import type { Instant } from "../values/day.ts";
import type { Identity } from "../values/member-ref.ts";

/** What a request names. */
export interface Subjects {
  /** Public ids of holders, the credential's and the programme's included. */
  holders: string[];
  /** The member, where she is named by an identity. */
  identity: Identity | null;
  /** Further identities that may be hers, or somebody else's. */
  others?: Identity[];
  /** Natural keys. */
  claims: string[];
  occurredAt: Instant | null;
  /** A voucher, where it is named by its code: the hashes that it may have. */
  voucherCodeHashes?: string[];
  /** A reward whose stock is wanted: a piece that a lapsed hold still has is read with it. */
  stockOf?: string;
  /** Whether the stock of every reward is wanted. */
  catalogue?: boolean;
  /** Whether places in lines are wanted. */
  lines?: boolean;
}

/** The instant of a read: the database's clock, or the one that is fixed (?4). */
export const CLOCK = "coalesce(?4, CAST(unixepoch('subsec') * 1000 AS INTEGER))";

/** What rules may draw on: open pools and contests, and the stocks and budgets of rewards and campaigns that rules give. As the index has it. */
const OPEN = "kind IN ('pool', 'contest', 'reward', 'campaign') AND state = 'open'";

/** Full cards that are read with an order, the newest whose vouchers were not used: a refund may undo them. */
const CARDS = 100;

/** A reward whose name stands in the facts of a row: its stock, and its line. */
const pieces = (of: string) =>
  `CROSS JOIN holders pieces ON pieces.public_id = 'reward:' || (${of}.facts ->> '$.reward')`;
/** Orders and events among those named, with the gifts of their rules. */
const GIFTS = `FROM named CROSS JOIN holders sold ON sold.id = named.id AND sold.kind IN ('order', 'event') CROSS JOIN json_each(sold.facts, '$.gifts') CROSS JOIN holders gift`;
/** An order or an event, by its name. */
const SOLD = /^(order|event):/;

/**
 * Holders of a request: those named, their owners, into whom those were merged, who became them, what hangs on a member of
 * them under whichever name (held redemptions with their rewards, and entries of open contests), and what only some ask for:
 * each part costs the database the reading of it, more than the looking up, so that a request has no part that could find
 * nothing. What mergedInto is compared with is an expression, as in merged.ts.
 * CROSS JOIN fixes the order of the loops: without statistics SQLite would scan the larger table. ?2 holds identities, ?3 names
 * vouchers, ?4 is the fixed clock, ?5 names a reward; ?7 is when the event occurred.
 */
export function selectSubjects({ holders, stockOf, catalogue = false, lines = false }: Subjects): string {
  const hasSold = holders.some((name) => SOLD.test(name));
  const lists = [...(hasSold ? [CARD_LIST] : []), ...(lines ? [PLACE_LIST] : [])];
  const parts = [
    ...(hasSold ? OF_SOLD : []),
    ...(lines
      ? ["SELECT id FROM places", `SELECT pieces.id FROM places CROSS JOIN holders place USING (id) ${pieces("place")}`]
      : []),
    // A piece of its stock that a lapsed hold still has.
    ...(stockOf === undefined
      ? []
      : [
          `SELECT id FROM (SELECT id FROM holders WHERE due_at <= ${CLOCK} AND kind = 'redemption' AND state = 'held' AND facts ->> '$.reward' = ?5 AND facts ->> '$.stock' LIMIT 1)`,
        ]),
    ...(catalogue ? ["SELECT id FROM holders WHERE public_id > 'reward:' AND public_id < 'reward;'"] : []),
  ];
  return `${[STANDING, ...lists].join(",")},
  subjects(id) AS (
    ${[...OF_ALL, ...parts].join("\n    UNION ")}
  )`;
}

const STANDING = `
  named(id) AS (
    SELECT id FROM holders WHERE public_id IN (SELECT value FROM json_each(?1))
    UNION SELECT holder FROM json_each(?2) asked CROSS JOIN identities ON identities.kind = asked.value ->> 0 AND identities.value = asked.value ->> 1
    UNION SELECT id FROM holders WHERE kind = 'voucher' AND facts ->> '$.codeHash' IN (SELECT value FROM json_each(?3))
  ),
  owned(id) AS (
    SELECT id FROM named
    UNION SELECT holders.owner FROM named CROSS JOIN holders USING (id) WHERE holders.owner IS NOT NULL
  ),
  standing(id) AS (
    SELECT id FROM owned
    UNION SELECT survivor.id FROM owned CROSS JOIN holders gone ON gone.id = owned.id AND gone.kind = 'member' AND gone.state = 'merged'
      CROSS JOIN holders survivor ON survivor.public_id = gone.facts ->> '$.mergedInto'
  ),
  kin(id) AS (
    SELECT id FROM standing
    UNION SELECT gone.id FROM standing CROSS JOIN holders hers ON hers.id = standing.id AND hers.kind = 'member'
      CROSS JOIN holders gone ON gone.facts ->> '$.mergedInto' = +hers.public_id AND gone.kind = 'member' AND gone.state = 'merged'
  ),
  held(id) AS (
    SELECT redemption.id FROM kin CROSS JOIN holders redemption ON redemption.owner = kin.id AND redemption.kind = 'redemption' AND redemption.state = 'held'
  )`;

const CARD_LIST = `
  cards(id) AS (
    SELECT card.id FROM kin CROSS JOIN holders card ON card.owner = kin.id AND card.kind = 'redemption' AND card.state = 'captured' AND card.facts ->> '$.automatic'
      LEFT JOIN holders voucher ON voucher.public_id = card.facts ->> '$.voucher'
    WHERE EXISTS (SELECT 1 FROM named CROSS JOIN holders sold ON sold.id = named.id AND sold.kind = 'order') AND coalesce(voucher.state, 'issued') = 'issued'
    ORDER BY card.id DESC LIMIT ${CARDS}
  )`;

const PLACE_LIST = `
  places(id) AS (
    SELECT place.id FROM kin CROSS JOIN holders place ON place.owner = kin.id AND place.kind = 'standby' AND place.state = 'waiting'
  )`;

const OF_ALL = [
  "SELECT id FROM kin",
  "SELECT id FROM held",
  `SELECT pieces.id FROM held CROSS JOIN holders redemption USING (id) ${pieces("redemption")}`,
  `SELECT id FROM holders WHERE ${OPEN}`,
  `SELECT pieces.id FROM named CROSS JOIN holders meant ON meant.id = named.id AND meant.kind IN ('redemption', 'standby') AND meant.state IN ('held', 'captured', 'waiting') ${pieces("meant")}`,
  "SELECT key.id FROM named CROSS JOIN holders key ON key.owner = named.id AND key.kind = 'key' AND key.state = 'live'",
  `SELECT entry.id FROM kin CROSS JOIN holders entry ON entry.owner = kin.id AND entry.kind = 'entry'
      AND entry.facts ->> '$.contest' IN (SELECT public_id FROM holders WHERE ${OPEN})`,
];

/** What an order's or an event's rules gave, what paid it, and full cards that a refund may undo. */
const OF_SOLD = [
  `SELECT gift.id ${GIFTS} ON gift.public_id IN (json_each.value ->> '$.redemption', replace(json_each.value ->> '$.redemption', 'rdm_', 'vch_'))`,
  `SELECT pieces.id ${GIFTS} ON gift.public_id = json_each.value ->> '$.redemption' ${pieces("gift")}`,
  "SELECT payment.id FROM named CROSS JOIN holders sold ON sold.id = named.id AND sold.kind = 'order' CROSS JOIN json_each(sold.facts, '$.paid') CROSS JOIN holders payment ON payment.public_id = json_each.value ->> '$.id'",
  "SELECT id FROM cards",
  `SELECT pieces.id FROM cards CROSS JOIN holders card USING (id) ${pieces("card")}`,
  "SELECT voucher.id FROM cards CROSS JOIN holders card USING (id) CROSS JOIN holders voucher ON voucher.public_id = card.facts ->> '$.voucher'",
];
