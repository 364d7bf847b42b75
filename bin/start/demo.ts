/** What a first visitor needs: addresses that sign in and a key that records. Written to demo.json and printed. */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Client } from "@libsql/client/web";
import { readStaffByEmail } from "../../functions/database/staff.ts";
import { KEYS_MAX } from "../../functions/decisions/store.ts";
import { makeKey } from "../../functions/operations/store.ts";
import type { Ledger } from "../../functions/operations/verb.ts";
import { DAY_MS } from "../../functions/values/day.ts";
import { newSession } from "../../functions/values/session.ts";
import { operate } from "../ledger.ts";
import { demoKeyMaking, demoKeyOf } from "../seed/keys.ts";
import { ADA } from "../seed/people.ts";
import { demoStoreOf } from "../seed/scene.ts";
import { scenes } from "../seed/scenes/index.ts";
import { inviteStaff, linkFor } from "../staff.ts";

export interface Demo {
  preset: string;
  /** Where the Worker answers; the tour is there. */
  url: string;
  docsUrl: string;
  databaseUrl: string;
  /** The demo store and its key; null where the database has other keys for it. */
  store: string;
  storeKey: string | null;
  /** Signs in the owner, once. */
  staffUrl: string;
  /** Signs in Ada, or null where there is no Ada. */
  memberUrl: string | null;
  member: string | null;
  memberToken: string | null;
}

/** The demo's first member of staff. */
const OWNER = "owner@example.com";

/** How long Ada's session lasts. */
const SESSION_DAYS = 30;

/** Finds out what a database offers to a visitor of `url`. */
export async function demoOf({
  client,
  secret,
  preset,
  url,
  databaseUrl,
}: {
  client: Client;
  secret: string;
  preset: string;
  url: string;
  databaseUrl: string;
}): Promise<Demo> {
  const scene = scenes.get(preset);
  if (!scene) throw new Error(`there is no scene for ${preset}`);
  const store = demoStoreOf(scene);
  const ledger: Ledger = { client, secret, now: null, documents: new Map() };
  const storeKey = await storeKeyOf(ledger, preset, store);
  const { rows: members } = await client.execute({
    sql: "SELECT public_id FROM identities JOIN holders ON holders.id = identities.holder WHERE identities.kind = 'email' AND value = ?",
    args: [ADA],
  });
  const found = members[0]?.public_id;
  const member = found === undefined ? null : String(found);
  const memberToken =
    member === null
      ? null
      : newSession("tms", { holder: member, expiresAt: Date.now() + SESSION_DAYS * DAY_MS, secret });
  return {
    preset,
    url,
    docsUrl: `${url}/docs`,
    databaseUrl,
    store,
    storeKey,
    staffUrl: url + (await ownersLink(ledger)),
    memberUrl: memberToken === null || storeKey === null ? null : `${url}/demo/enter?token=${memberToken}`,
    member,
    memberToken,
  };
}

/**
 * The demo store's key. A database that another machine seeded does not know this machine's: it is made there, unless the
 * store is not there or has its two keys already, or the key was revoked.
 */
async function storeKeyOf(ledger: Ledger, preset: string, store: string): Promise<string | null> {
  const { text, parts } = demoKeyOf(ledger.secret, preset, store);
  const { rows } = await ledger.client.execute({
    sql: `SELECT (SELECT state FROM holders WHERE public_id = ?1) AS state, (SELECT count(*) FROM holders store
      JOIN holders key ON key.owner = store.id AND key.kind = 'key' AND key.state = 'live' WHERE store.public_id = ?2) AS live,
      EXISTS (SELECT 1 FROM holders WHERE public_id = ?2) AS is_there`,
    args: [parts.key, store],
  });
  const [row] = rows;
  if (row?.state === "live") return text;
  if (row?.state === null && Number(row.is_there) === 1 && Number(row.live) < KEYS_MAX) {
    const request = demoKeyMaking(ledger.secret, preset, store);
    await operate(ledger, makeKey, { request, body: { ...request } });
    return text;
  }
  return null;
}

/** A one-time link for the owner, who is invited on the first start. */
async function ownersLink(ledger: Ledger): Promise<string> {
  const known = await readStaffByEmail(ledger.client, OWNER);
  if (known?.state === "active") return linkFor(ledger, known.staff);
  return (await inviteStaff({ ledger, email: OWNER, role: "owner" })).path;
}

/** Writes demo.json, which only its owner may read: it holds a key. */
export function writeDemo(directory: string, demo: Demo): void {
  removeDemo(directory);
  writeFileSync(join(directory, "demo.json"), `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 });
}

/** Removes demo.json: nobody shall read the addresses of a start that is over. */
export function removeDemo(directory: string): void {
  rmSync(join(directory, "demo.json"), { force: true });
}

/** The addresses in words. */
export function demoInWords({ url, docsUrl, databaseUrl, memberUrl, staffUrl, storeKey, preset }: Demo): string {
  const lines = [
    ["Tour", url],
    ["Shop", `${url}/shop`],
    ["Member site, signed in as Ada", memberUrl ?? "there is no Ada in this database"],
    ["Console, once, as the owner", staffUrl],
    ["First purchase, webhooks", `${url}/developers`],
    ["API docs", docsUrl],
    ["Demo store's key", storeKey ?? "the demo store has other keys"],
    ["Database", databaseUrl],
  ];
  return `\nTessera runs "${preset}".\n\n${lines.map(([name, value]) => `  ${name?.padEnd(32)}${value}`).join("\n")}\n`;
}
