/** Facts from rows: what a decision is given, made of what was read and of what only the outside can give. */
import { hexToBytes } from "@noble/hashes/utils.js";
import type { FactRows } from "../database/facts.ts";
import type { Facts, Given, Version } from "../decisions/facts.ts";
import { survivorOf } from "../decisions/member.ts";
import { fixedDrawIn } from "../programme/draws/entropy.ts";
import { type Programme, readPublished } from "../programme/programme.ts";
import { dayOf, type Instant } from "../values/day.ts";
import { hmacHex } from "../values/hash.ts";
import { asKind } from "../values/holder.ts";
import { idFrom } from "../values/id.ts";
import type { Ledger } from "./verb.ts";

/** Facts from rows: documents parsed once per isolate, the member found. Throws a fault when nothing was published. */
export function factsOf(rows: FactRows, ledger: Ledger, member: string | null): Facts {
  const versions = new Map<number, Version>();
  for (const { version, effectiveAt, document } of rows.versions) {
    versions.set(version, { version, effectiveAt, programme: documentOf(ledger, version, document) });
  }
  const find = (which: "isCurrent" | "isAtEvent") =>
    versions.get(rows.versions.find((row) => row[which])?.version ?? -1);
  const current = find("isCurrent") ?? [...versions.values()][0] ?? NOTHING_PUBLISHED;
  const memberId = member ?? rows.identified.find((found) => found !== null) ?? null;
  const named = memberId === null ? undefined : rows.holders.get(memberId);
  const owner = [...rows.holders.values()].find(({ kind }) => kind === "member");
  // Where she is named by identities that nobody has, what else was read is of other people.
  const known = named ?? (memberId === null && rows.identified.length === 0 ? owner : undefined);
  return {
    now: rows.now,
    today: dayOf(rows.now, current.programme.zone),
    current,
    atEvent: find("isAtEvent") ?? current,
    newestVersion: rows.newestVersion,
    identified: rows.identified,
    holders: rows.holders,
    accounts: rows.accounts,
    metrics: rows.metrics,
    profiles: rows.profiles,
    codes: rows.codes,
    claims: new Map([...rows.claims].map(([name, { operation, requestHash }]) => [name, { operation, requestHash }])),
    member:
      known?.kind === "member" ? (survivorOf(asKind(known, "member"), (id) => rows.holders.get(id)) ?? null) : null,
    more: rows.more,
  };
}

/** Before the first version there is a programme without words, under which nothing can happen but a publication. */
const NOTHING_PUBLISHED: Version = {
  version: 0,
  effectiveAt: 0,
  programme: {
    programme: "unpublished",
    name: "Unpublished",
    about: "Nothing was published yet.",
    currency: "XXX",
    zone: "UTC",
    language: "en",
    lateDays: 0,
    units: {},
    metrics: {},
    events: {},
    attributes: {},
    segments: {},
    inputs: {},
    called: {},
    tiers: [],
    campaigns: [],
    rewards: [],
    surprises: [],
    contests: [],
  },
};

/**
 * A programme version, parsed once per database. Throws a fault when it was neither known nor read, has another shape, or fixes
 * the result of a draw in a live environment: under such a document nothing is served.
 */
export function documentOf(
  { documents, hasFixedDraws = false }: Pick<Ledger, "documents" | "hasFixedDraws">,
  version: number,
  text: string | null,
): Programme {
  const known = documents.get(version);
  if (known) return known;
  if (text === null) throw new Error(`programme version ${version} was neither known nor read`);
  const read = readPublished(JSON.parse(text));
  if ("faults" in read) throw new Error(`programme version ${version} does not read: ${JSON.stringify(read.faults)}`);
  const fixed = fixedDrawIn(read.programme);
  if (fixed !== null && !hasFixedDraws) throw new Error(`programme version ${version} fixes a draw at ${fixed}`);
  documents.set(version, read.programme);
  return read.programme;
}

/** Bytes of luck in an id. */
const LUCK_BYTES = 10;

/**
 * What this attempt is given: secrets by label, and luck. An operation's id is all the luck that it has: what else it names
 * follows from it under the programme's secret, so that doing it again under its id names the same.
 */
export function givenFor(
  { secret, again, hasFixedDraws = false }: Ledger,
  now: Instant,
  { actor, key, requestHash, occurredAt }: Pick<Given, "actor" | "requestHash" | "occurredAt"> & { key: string },
): Given {
  const operation = again?.({ actor, key }) ?? idFrom("op", now, crypto.getRandomValues(new Uint8Array(LUCK_BYTES)));
  let named = 0;
  return {
    id(noun) {
      named += 1;
      return idFrom(noun, now, hexToBytes(hmacHex(secret, `luck\n${operation}\n${named}`)));
    },
    operation,
    occurredAt,
    actor,
    requestHash,
    hasFixedDraws,
    secret: (label) => hmacHex(secret, label),
  };
}
