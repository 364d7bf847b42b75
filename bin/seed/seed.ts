/**
 * Fills a new programme with a year of history that fits it, through the real operations: the preset is published a year
 * ago, then people join, buy, bring back, check in and redeem, day by day. A seed that was cut short goes on where it was.
 */
import type { Client } from "@libsql/client/web";
import { publish } from "../../functions/operations/publish.ts";
import { makeKey, openStore } from "../../functions/operations/store.ts";
import { readProgramme } from "../../functions/programme/programme.ts";
import { DAY_MS, type Instant } from "../../functions/values/day.ts";
import { canonicalJson } from "../../functions/values/jcs.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { datedDocument } from "./dated.ts";
import { type Hands, handsOn } from "./doing.ts";
import { beginOf, type Happening, historyOf } from "./history.ts";
import { demoKeyOf } from "./keys.ts";
import { type Known, live } from "./live.ts";
import { demoStoreOf } from "./scene.ts";
import { scenes } from "./scenes/index.ts";

/** What the demo store's key may do: everything that a store can. */
const SCOPES = ["earn", "redeem", "read", "members"];

/** Keys of a seed's first and last operation. */
export const FIRST_KEY = "publish";
export const LAST_KEY = "demo-key";

export interface Seeded {
  members: number;
  purchases: number;
}

/** Seeds a migrated database. `end` is when the history ends: the first start, the same again when a seed is finished later. */
export async function seed({
  client,
  secret,
  document,
  end,
}: {
  client: Client;
  secret: string;
  document: JsonObject;
  end: Instant;
}): Promise<Seeded> {
  const hands = handsOn({ client, secret });
  const dated = datedDocument(document, end);
  const read = readProgramme(dated);
  if ("faults" in read) throw new Error(`the preset does not read: ${JSON.stringify(read.faults)}`);
  const { programme } = read;
  const scene = scenes.get(programme.programme);
  if (!scene) throw new Error(`there is no scene for ${programme.programme}`);
  const begin = beginOf(end);
  await hands.do(
    publish,
    { programme, document: canonicalJson(dated), effectiveAt: null, basedOn: 0 },
    { key: FIRST_KEY, now: begin },
  );
  for (const { id: store, name } of scene.stores)
    await hands.do(openStore, { store, name }, { key: `store/${store}`, now: begin });

  const known = new Map<string, Known>();
  const knownOf = (email: string): Known => {
    const before = known.get(email) ?? { member: null, tier: null, available: {} };
    known.set(email, before);
    return before;
  };
  const happenings = historyOf(programme, scene, end);
  for (const [day, today] of byDay(happenings)) {
    // Members live side by side, each in her own order; days one after the other, so that the ledger reads like a diary.
    const lives = Map.groupBy(today, ({ person }) => person.email);
    await Promise.all(
      [...lives].map(async ([email, hers]) => {
        for (const happening of hers) await live(hands, programme, happening, knownOf(email));
      }),
    );
    await hands.letTimePass(Math.min(end, (day + 1) * DAY_MS));
  }
  await makeDemoKey(hands, { secret, preset: programme.programme, store: demoStoreOf(scene), now: end });
  return { members: known.size, purchases: happenings.filter(({ kind }) => kind === "purchase").length };
}

/** Makes the demo store's key. It is made last, so that a database that has it was seeded whole. */
async function makeDemoKey(
  hands: Hands,
  { secret, preset, store, now }: { secret: string; preset: string; store: string; now: Instant },
): Promise<void> {
  const { text, parts } = demoKeyOf(secret, preset, store);
  await hands.do(
    makeKey,
    { store, key: parts.key, hash: parts.digest, scopes: SCOPES, environment: "test", hint: text.slice(-4) },
    { key: LAST_KEY, now },
  );
}

function byDay(happenings: Happening[]): Map<number, Happening[]> {
  return Map.groupBy(happenings, ({ at }) => Math.floor(at / DAY_MS));
}
