/** What the ledger says at a moment, as plain rows read by SQL of their own. */
import type { Client } from "@libsql/client/web";

export interface Snapshot {
  members: Map<string, { joinedAt: number | null; slides: Record<string, number>; profile: Record<string, unknown> }>;
  /** "member metric" → bucket → amount; of the programme itself, too. */
  counts: Map<string, Map<number, number>>;
  /** Accounts that are not empty, by their holder. */
  accounts: Map<string, { unit: string; from: number; until: number; balance: number }[]>;
  /** Members with a hold that may have run out: what they can spend is told once it was given back. */
  holding: Set<string>;
}

/** Reads the ledger as it stands. */
export async function snapshotOf(client: Client): Promise<Snapshot> {
  const [members, counts, accounts, holding] = await client.batch(
    [
      `SELECT public_id, facts, (SELECT profile FROM people WHERE holder = holders.id) AS profile FROM holders WHERE kind = 'member'`,
      "SELECT public_id, metric, bucket, amount FROM metrics JOIN holders ON holders.id = metrics.holder",
      `SELECT public_id, unit, available_on, expires_on, balance FROM accounts JOIN holders ON holders.id = accounts.holder
       WHERE balance <> 0 AND kind IN ('member', 'campaign')`,
      `SELECT owners.public_id FROM holders JOIN holders AS owners ON owners.id = holders.owner
       WHERE holders.kind = 'redemption' AND holders.state = 'held'`,
    ],
    "read",
  );
  const snapshot: Snapshot = { members: new Map(), counts: new Map(), accounts: new Map(), holding: new Set() };
  for (const { public_id: id, facts, profile } of members?.rows ?? []) {
    const { joinedAt, slides } = JSON.parse(String(facts)) as {
      joinedAt: number | null;
      slides?: Record<string, number>;
    };
    const said = profile === null ? {} : (JSON.parse(String(profile)) as Record<string, unknown>);
    snapshot.members.set(String(id), { joinedAt, slides: slides ?? {}, profile: said });
  }
  for (const { public_id: id, metric, bucket, amount } of counts?.rows ?? []) {
    const name = `${id} ${metric}`;
    const buckets = snapshot.counts.get(name) ?? new Map<number, number>();
    snapshot.counts.set(name, buckets.set(Number(bucket), Number(amount)));
  }
  for (const { public_id: id, unit, available_on: from, expires_on: until, balance } of accounts?.rows ?? []) {
    const of = snapshot.accounts.get(String(id)) ?? [];
    of.push({ unit: String(unit), from: Number(from), until: Number(until), balance: Number(balance) });
    snapshot.accounts.set(String(id), of);
  }
  for (const { public_id: id } of holding?.rows ?? []) snapshot.holding.add(String(id));
  return snapshot;
}
