/** What the ledger says at a moment, as plain rows read by SQL of their own. */
import type { Client } from "@libsql/client/web";

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

/** Reads the ledger as it stands. */
export async function snapshotOf(client: Client): Promise<Snapshot> {
  const [members, identities, counts, accounts, others] = await client.batch(
    [
      `SELECT public_id, state, facts, (SELECT profile FROM people WHERE holder = holders.id) AS profile FROM holders WHERE kind = 'member'`,
      "SELECT identities.kind || ' ' || value AS name, public_id FROM identities JOIN holders ON holders.id = identities.holder",
      `SELECT public_id, metric, json_group_array(json_array(bucket, amount)) AS buckets FROM metrics JOIN holders ON holders.id = metrics.holder
       GROUP BY metrics.holder, metric`,
      `SELECT public_id, unit, available_on, expires_on, balance FROM accounts JOIN holders ON holders.id = accounts.holder
       WHERE balance <> 0 AND (kind IN ('member', 'campaign', 'reward', 'gift-card') OR public_id LIKE '%:funded')`,
      `SELECT holders.public_id, holders.kind, holders.state, holders.facts, owners.public_id AS owner FROM holders
       LEFT JOIN holders AS owners ON owners.id = holders.owner
       WHERE holders.kind IN ('redemption', 'voucher') OR holders.kind IN ('pool', 'contest') AND holders.state = 'open'`,
    ],
    "read",
  );
  const snapshot: Snapshot = {
    members: new Map(),
    identities: new Map(),
    counts: new Map(),
    accounts: new Map(),
    redemptions: new Map(),
    vouchers: new Map(),
    open: [],
  };
  for (const { public_id: id, state, facts, profile } of members?.rows ?? []) {
    const { joinedAt, slides = {}, mergedInto = null } = JSON.parse(String(facts)) as Partial<MemberRow>;
    const said = profile === null ? {} : (JSON.parse(String(profile)) as Record<string, unknown>);
    const row = { state: String(state), joinedAt: joinedAt ?? null, mergedInto, slides, profile: said };
    snapshot.members.set(String(id), row);
  }
  for (const { name, public_id: id } of identities?.rows ?? []) snapshot.identities.set(String(name), String(id));
  for (const { public_id: id, metric, buckets } of counts?.rows ?? [])
    snapshot.counts.set(`${id} ${metric}`, new Map(JSON.parse(String(buckets)) as [number, number][]));
  for (const { public_id: id, unit, available_on: from, expires_on: until, balance } of accounts?.rows ?? []) {
    const of = snapshot.accounts.get(String(id)) ?? [];
    of.push({ unit: String(unit), from: Number(from), until: Number(until), balance: Number(balance) });
    snapshot.accounts.set(String(id), of);
  }
  for (const { public_id, kind, state, facts: text, owner } of others?.rows ?? []) {
    const [id, facts] = [String(public_id), JSON.parse(String(text))];
    if (kind === "voucher")
      snapshot.vouchers.set(id, state === "issued" && facts.uses.length > 0 ? "used in part" : String(state));
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
        owner: String(owner),
        state: String(state),
      });
    else
      snapshot.open.push({
        kind: kind as "pool" | "contest",
        id,
        name: facts[String(kind)],
        opensAt: facts.opensAt,
        closesAt: facts.closesAt,
        playsPerDay: kind === "pool" ? JSON.parse(facts.terms).playsPerDay : 0,
        minAge: kind === "contest" ? facts.terms.minAge : 0,
      });
  }
  return snapshot;
}

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
