/** What a first visitor needs: addresses that sign in and a key that records. Written to demo.json and printed. */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Client } from "@libsql/client/web";
import { DAY_MS } from "../../functions/values/day.ts";
import { newSession } from "../../functions/values/session.ts";
import { demoKeyOf } from "../seed/keys.ts";
import { ADA } from "../seed/people.ts";
import { demoStoreOf } from "../seed/scene.ts";
import { scenes } from "../seed/scenes/index.ts";

export interface Demo {
  preset: string;
  /** Where the Worker answers; the tour is there. */
  url: string;
  docsUrl: string;
  databaseUrl: string;
  /** The demo store and its key; null where the database does not know the key of this machine's secret. */
  store: string;
  storeKey: string | null;
  /** Signs in Ada, or null where there is no Ada. */
  memberUrl: string | null;
  member: string | null;
  memberToken: string | null;
}

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
  const { text, parts } = demoKeyOf(secret, preset, store);
  const [keys, members] = await client.batch(
    [
      { sql: "SELECT 1 FROM holders WHERE public_id = ? AND state = 'live'", args: [parts.key] },
      {
        sql: "SELECT public_id FROM identities JOIN holders ON holders.id = identities.holder WHERE identities.kind = 'email' AND value = ?",
        args: [ADA],
      },
    ],
    "read",
  );
  const found = members?.rows[0]?.public_id;
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
    storeKey: keys?.rows.length ? text : null,
    memberUrl: memberToken === null ? null : `${url}/me#${memberToken}`,
    member,
    memberToken,
  };
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
export function demoInWords({ url, docsUrl, databaseUrl, memberUrl, storeKey, preset }: Demo): string {
  const lines = [
    ["Tour", url],
    ["Member site, signed in as Ada", memberUrl ?? "there is no Ada in this database"],
    ["API docs", docsUrl],
    ["Demo store's key", storeKey ?? "this database was made under another secret"],
    ["Database", databaseUrl],
  ];
  return `\nTessera runs "${preset}".\n\n${lines.map(([name, value]) => `  ${name?.padEnd(32)}${value}`).join("\n")}\n`;
}
