/**
 * Fills a new programme with a year of history that fits it, through the real operations: the preset is published a year
 * ago, then people join, buy, bring back, check in and redeem, day by day. A seed that was cut short goes on where it was.
 */
import type { Client } from "@libsql/client/web";
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { publish } from "../../functions/operations/publish.ts";
import { makeKey, openStore } from "../../functions/operations/store.ts";
import { openVenue } from "../../functions/operations/venue.ts";
import { readProgramme } from "../../functions/programme/programme.ts";
import { DAY_MS, type Instant } from "../../functions/values/day.ts";
import { sha256Hex } from "../../functions/values/hash.ts";
import { idFrom } from "../../functions/values/id.ts";
import { canonicalJson } from "../../functions/values/jcs.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { placeOf } from "../../functions/values/place.ts";
import { datedDocument } from "./dated.ts";
import { type Hands, handsOn } from "./doing.ts";
import { beginOf, type Happening, historyOf } from "./history.ts";
import { demoKeyMaking } from "./keys.ts";
import { type Known, live } from "./live.ts";
import { demoStoreOf, type Scene } from "./scene.ts";
import { scenes } from "./scenes/index.ts";

/** The clock runs for the last five weeks only: four weekly draws are enough to look at, and nothing expires before. */
const CLOCK_DAYS = 35;

/** Keys of a seed's first and last operation. */
export const FIRST_KEY = "publish";
export const LAST_KEY = "demo-key";

export interface Seeded {
  members: number;
  purchases: number;
}

/** Seeds a migrated database by its hands. `end` is when the history ends: the first start, the same again when a seed is finished later. */
export async function seed({
  client,
  secret,
  document,
  end,
  peopleMax,
  hands = handsOn({ client, secret }),
}: {
  client: Client;
  secret: string;
  document: JsonObject;
  end: Instant;
  /** How many people live it; absent: all of them. */
  peopleMax?: number;
  /** Who does it; absent: hands of its own. */
  hands?: Hands;
}): Promise<Seeded> {
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
  const venues = await openStores(hands, scene, begin);

  const known = new Map<string, Known>();
  const knownOf = (email: string): Known => {
    const before = known.get(email) ?? {
      member: null,
      tier: null,
      segments: [],
      available: {},
      redeemed: {},
      checkIns: new Map(),
      paid: new Map(),
    };
    known.set(email, before);
    return before;
  };
  const happenings = historyOf(programme, scene, end, peopleMax);
  const clockRunsFrom = Math.floor(end / DAY_MS) - CLOCK_DAYS;
  for (const [day, today] of byDay(happenings)) {
    // One after the other: the ledger reads like a diary, and what a budget had left is in each why the same each time.
    for (const happening of today) await live(hands, { programme, venues }, happening, knownOf(happening.person.email));
    if (day >= clockRunsFrom) await hands.letTimePass(Math.min(end, (day + 1) * DAY_MS));
  }
  // The demo's key is made last, so that a database that has it was seeded whole.
  await hands.do(makeKey, demoKeyMaking(secret, programme.programme, demoStoreOf(scene)), { key: LAST_KEY, now: end });
  return { members: known.size, purchases: happenings.filter(({ kind }) => kind === "purchase").length };
}

/** Opens the stores and their venues; answers the venues' public ids by their names. */
async function openStores(hands: Hands, { stores }: Scene, now: Instant): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const { id: store, name, city, venues } of stores) {
    const opening = { store, name, ...(city === undefined ? {} : { city }) };
    await hands.do(openStore, opening, { key: `store/${store}`, now });
    for (const { name: place, radiusMetres, latitude, longitude, ...about } of venues) {
      const venue = idFrom("ven", now, sha256(utf8ToBytes(place)));
      const opening = { venue, store, name: place, radiusMetres, ...about, ...placeOf({ latitude, longitude }) };
      const opened = await hands.do(openVenue, opening, { key: `venue/${sha256Hex(place).slice(0, 16)}`, now });
      ids.set(place, String(opened.venue));
    }
  }
  return ids;
}

function byDay(happenings: Happening[]): Map<number, Happening[]> {
  return Map.groupBy(happenings, ({ at }) => Math.floor(at / DAY_MS));
}
