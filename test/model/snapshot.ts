/** What the ledger says at a moment, as plain rows read by SQL of their own. */
import type { Client, Row } from "@libsql/client/web";

/** An account that is not empty, of a member, a gift card, a campaign, a reward, or what a store was paid. */
export interface Holding {
  unit: string;
  from: number;
  until: number;
  balance: number;
}

/** Units as they were taken out of a lot. */
export interface TakenRow {
  unit: string;
  amount: number;
  availableOn: number;
  expiresOn: number;
}

/** A redemption as the ledger keeps it. */
export interface RedemptionRow {
  id: string;
  /** Whose it was made; who she is now says `whoIs`. */
  owner: string;
  state: string;
  reward: string;
  store: string | null;
  taken: TakenRow[];
  captured: TakenRow[];
  stock: boolean;
  gives: { kind: string }[];
  gave: ({ kind: string } & Partial<TakenRow>)[];
  /** What its handing over was counted in. */
  counted: { metric: string; bucket: number }[];
  isAutomatic: boolean;
  isGift: boolean;
  /** So many units are so much money; null: it does not pay. */
  money: { amount: number; minor: number } | null;
  fulfilment: { by: string; state: string } | null;
  voucher: string | null;
  endsAt: number | null;
  reversedBy: string | null;
}

export interface MemberRow {
  state: string;
  joinedAt: number | null;
  mergedInto: string | null;
  slides: Record<string, number>;
  profile: Record<string, unknown>;
}

export interface Snapshot {
  members: Map<string, MemberRow>;
  /** "email p0@example.com" → member. */
  identities: Map<string, string>;
  /** "member metric" → bucket → amount; of the programme itself, too. */
  counts: Map<string, Map<number, number>>;
  /** Accounts that are not empty, by their holder. */
  accounts: Map<string, Holding[]>;
  redemptions: Map<string, RedemptionRow>;
  /** In which state vouchers are: issued, those that were not used, not even in part. */
  vouchers: Map<string, string>;
  /** Surprises and contests whose rounds are open, by what the document calls them. */
  open: {
    kind: "pool" | "contest";
    id: string;
    name: string;
    opensAt: number;
    closesAt: number;
    /** Of a surprise; 0 of a contest. */
    playsPerDay: number;
    /** Of a contest; 0 of a surprise. */
    minAge: number;
  }[];
}

/** A ledger without anybody in it. */
export const EMPTY: Snapshot = {
  members: new Map(),
  identities: new Map(),
  counts: new Map(),
  accounts: new Map(),
  redemptions: new Map(),
  vouchers: new Map(),
  open: [],
};

/** The ledger as it stands: what was known of it the last time that it was read, with all that was written since (test/support/in-process.ts notes whose rows). Null: nothing is known. */
export async function snapshotOf(client: Client, known: Snapshot | null): Promise<Snapshot> {
  const everybody = [
    "INSERT INTO touched SELECT id FROM holders WHERE id NOT IN (SELECT holder FROM touched)",
    "INSERT INTO touched_counts SELECT DISTINCT holder, metric FROM metrics WHERE (holder, metric) NOT IN (SELECT holder, metric FROM touched_counts)",
  ];
  const read = await client.batch(
    [
      ...(known ? [] : everybody),
      `SELECT id, public_id, kind, state, facts, (SELECT public_id FROM holders AS owners WHERE owners.id = holders.owner) AS owner,
         (SELECT profile FROM people WHERE people.holder = holders.id) AS profile,
         (SELECT json_group_array(kind || ' ' || value) FROM identities WHERE identities.holder = holders.id) AS names,
         (SELECT json_group_array(json_array(unit, available_on, expires_on, balance)) FROM accounts
          WHERE accounts.holder = holders.id AND balance <> 0) AS holdings
       FROM touched CROSS JOIN holders ON holders.id = touched.holder ORDER BY touched.holder`,
      `SELECT public_id, touched_counts.metric, json_group_array(json_array(bucket, amount)) FILTER (WHERE bucket IS NOT NULL) AS buckets
       FROM touched_counts CROSS JOIN holders ON holders.id = touched_counts.holder
       LEFT JOIN metrics ON metrics.holder = touched_counts.holder AND metrics.metric = touched_counts.metric
       GROUP BY touched_counts.holder, touched_counts.metric`,
      "DELETE FROM touched",
      "DELETE FROM touched_counts",
    ],
    "write",
  );
  const [holders = [], counts = []] = read.slice(known ? 0 : everybody.length).map(({ rows }) => rows);
  const before = known ?? EMPTY;
  if (holders.length + counts.length === 0) return before;
  const { members, identities, accounts, redemptions, vouchers } = before;
  const after = {
    members: new Map(members),
    identities: new Map(identities),
    counts: new Map(before.counts),
    accounts: new Map(accounts),
    redemptions: new Map(redemptions),
    vouchers: new Map(vouchers),
    open: before.open,
  };
  const written = new Set(holders.map(({ public_id: id }) => String(id)));
  for (const [name, id] of identities) if (written.has(id)) after.identities.delete(name);
  for (const row of holders) put(after, row);
  for (const { public_id: id, metric, buckets } of counts) {
    const of = JSON.parse(String(buckets)) as [number, number][];
    if (of.length > 0) after.counts.set(`${id} ${metric}`, new Map(of));
    else after.counts.delete(`${id} ${metric}`);
  }
  return after;
}

/** Whose accounts are read: a member's, a gift card's, a campaign's, a reward's, and what a store was paid. */
const HAVE = ["member", "campaign", "reward", "gift-card"];

/** Puts what the ledger says of a holder in place of what was known of it. */
function put(snapshot: Snapshot, row: Row): void {
  const [id, kind, state] = [String(row.public_id), String(row.kind), String(row.state)];
  for (const name of JSON.parse(String(row.names)) as string[]) snapshot.identities.set(name, id);
  if (HAVE.includes(kind) || id.endsWith(":funded")) {
    const holdings = JSON.parse(String(row.holdings)) as [string, number, number, number][];
    if (holdings.length === 0) snapshot.accounts.delete(id);
    else
      snapshot.accounts.set(
        id,
        holdings.map(([unit, from, until, balance]) => ({ unit, from, until, balance })),
      );
  }
  if (!READ.includes(kind)) return;
  const facts = JSON.parse(String(row.facts));
  if (kind === "member") {
    const { joinedAt = null, slides = {}, mergedInto = null } = facts as Partial<MemberRow>;
    const profile = row.profile === null ? {} : (JSON.parse(String(row.profile)) as Record<string, unknown>);
    snapshot.members.set(id, { state, joinedAt, mergedInto, slides, profile });
  } else if (kind === "voucher")
    snapshot.vouchers.set(id, state === "issued" && facts.uses.length > 0 ? "used in part" : state);
  else if (kind === "redemption")
    snapshot.redemptions.set(id, {
      captured: [],
      gave: [],
      counted: [],
      money: null,
      fulfilment: null,
      ...facts,
      isAutomatic: facts.automatic === true,
      isGift: facts.gift !== undefined,
      id,
      owner: String(row.owner),
      state,
    });
  else {
    snapshot.open = snapshot.open.filter((one) => one.id !== id);
    if (state !== "open") return;
    snapshot.open.push({
      kind: kind as "pool" | "contest",
      id,
      name: facts[kind],
      opensAt: facts.opensAt,
      closesAt: facts.closesAt,
      playsPerDay: kind === "pool" ? JSON.parse(facts.terms).playsPerDay : 0,
      minAge: kind === "contest" ? facts.terms.minAge : 0,
    });
    snapshot.open.sort((a, b) => (a.id < b.id ? -1 : 1));
  }
}

/** The kinds whose facts are read. */
const READ = ["member", "redemption", "voucher", "pool", "contest"];

/** Who somebody is now: whoever was merged is the one whom she became. */
export function whoIs({ members }: Snapshot, member: string): string {
  return members.get(member)?.mergedInto ?? member;
}

/** Whom a request names; null: nobody yet. */
export function namedIn(snapshot: Snapshot, ref: Record<string, string>, store: string | null): string | null {
  const [[kind = "", value = ""] = []] = Object.entries(ref);
  if (kind === "id") return snapshot.members.has(value) ? whoIs(snapshot, value) : null;
  const found = snapshot.identities.get(kind === "externalId" ? `external:${store} ${value}` : `${kind} ${value}`);
  return found === undefined ? null : whoIs(snapshot, found);
}
