/** Plays random histories against the engine and holds every answer, and every balance, to the model. */
import { isDeepStrictEqual } from "node:util";
import type { Client } from "@libsql/client/web";
import { boundary } from "../../functions/operations/boundary.ts";
import type { Caller } from "../../functions/operations/caller.ts";
import { capture } from "../../functions/operations/capture.ts";
import { enrol } from "../../functions/operations/enrol.ts";
import { freeze } from "../../functions/operations/freeze.ts";
import { lapse } from "../../functions/operations/lapse.ts";
import { purchase } from "../../functions/operations/purchase.ts";
import { redeem } from "../../functions/operations/redeem.ts";
import { refund } from "../../functions/operations/refund.ts";
import { release } from "../../functions/operations/release.ts";
import { reverse } from "../../functions/operations/reverse.ts";
import { makeKey } from "../../functions/operations/store.ts";
import type { Ledger, Performed } from "../../functions/operations/verb.ts";
import { type Programme, readProgramme } from "../../functions/programme/programme.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { newStoreKey, readStoreKey } from "../../functions/values/key.ts";
import type { MemberRef } from "../../functions/values/member-ref.ts";
import { done, type Embedded, opens, performs } from "../support/embedded.ts";
import { conserved } from "../support/ledger.ts";
import { BEGINS, type Published } from "./documents.ts";
import { historyOf, STORES } from "./history.ts";
import { type Asked, type Expected, type Model, newModel } from "./model.ts";
import { ALWAYS_THERE, FOR_EVER } from "./person.ts";

/** One world to be played: so many histories side by side, so many requests each. */
export interface Play {
  /** Where it is played: an empty ledger behind a server, or in this process. */
  newLedger(): Promise<Omit<Embedded, "url">>;
  document: string;
  published: Published[];
  seed: number;
  histories: number;
  requests: number;
}

/** How often each verb, outcome and kind of delivery was met: "refund refund_exceeds_order first". */
export type Cells = Map<string, number>;

/** The engine and the model disagree; it names what replays it. */
export class Disagreement extends Error {
  readonly seed: { document: string; seed: number; history: number; requests: number };
  constructor(seed: Disagreement["seed"], says: string) {
    super(`${JSON.stringify(seed)}: ${says}`);
    this.name = "Disagreement";
    this.seed = seed;
  }
}

/** Requests of each history between two readings of all balances. */
const BETWEEN_READINGS = 50;
const DAY = 86_400_000;

/** Plays a world from an empty database. Throws a Disagreement at the first difference. */
export async function play(
  { document, published, seed, histories, requests, newLedger }: Play,
  cells: Cells,
): Promise<void> {
  const embedded = await newLedger();
  const { client } = embedded;
  try {
    const engine = await engineOf(embedded.ledger, published);
    const versions = published.map(({ afterDays, document: text }) => ({
      effectiveAt: BEGINS + afterDays * DAY,
      programme: programmeOf(text),
    }));
    const played = Array.from({ length: histories }, (_, index) => {
      const model = newModel(versions);
      const programme = versions[0]?.programme;
      if (!programme) throw new Error("a world needs a programme");
      const name = `s${seed + index}`;
      const history = historyOf({ seed: seed + index, name, begins: BEGINS, model, programme });
      return { model, history, index, log: [] as Asked[] };
    });
    for (let at = 0; at < requests; at += BETWEEN_READINGS) {
      await Promise.all(
        played.map(async ({ model, history, index, log }) => {
          for (let step = at; step < Math.min(requests, at + BETWEEN_READINGS); step++) {
            const asked = history.next();
            log.push(asked);
            const expected = model.ask(asked);
            const performed = await engine(asked);
            const difference = differenceOf(asked, expected, performed, model);
            if (difference)
              throw new Disagreement(
                { document, seed: seed + index, history: index, requests: step + 1 },
                `${difference}\nasked ${JSON.stringify(asked)}\nmodel ${told(expected)}\nengine ${JSON.stringify(performed)}`,
              );
            count(cells, `${asked.verb} ${outcomeOf(performed)}`);
          }
        }),
      );
      await compareHoldings(client, played, { document, seed, requests: Math.min(requests, at + BETWEEN_READINGS) });
    }
    await conserved(client);
  } finally {
    await embedded.close();
  }
}

/** Publishes the versions, opens the stores with their keys, and returns what performs a request there. */
async function engineOf(empty: Ledger, published: Published[]): Promise<(asked: Asked) => Promise<Performed>> {
  const ledger = { ...empty, now: BEGINS };
  const versions = published.map(({ afterDays, document }) => ({ effectiveAt: BEGINS + afterDays * DAY, document }));
  await opens(ledger, { versions, stores: [...STORES] });
  const callers = new Map<string, Caller>();
  for (const store of STORES) {
    const text = newStoreKey({ environment: "test", store, luck: crypto.getRandomValues(new Uint8Array(20)) });
    const read = readStoreKey(text);
    if (!read) throw new Error("a new key must read");
    const { key, digest } = read;
    const making = { store, key, hash: digest, scopes: ["earn"], environment: read.environment, hint: "" };
    await done(ledger, makeKey, making, { key: `key-${store}` });
    callers.set(store, { kind: "store", store, key, digest, scope: "earn" });
  }
  return (asked) => {
    const caller = callers.get(asked.store);
    if (!caller) throw new Error(`${asked.store} has no key`);
    const at = { ...ledger, now: asked.now };
    const options = { key: asked.key, caller };
    switch (asked.verb) {
      case "purchase":
        return performs(at, purchase, { ...asked.request, member: memberRef(asked.request.member) }, options);
      case "refund":
        return performs(at, refund, asked.request, options);
      case "enrol": {
        const [identity, ...others] = asked.request.identities;
        if (!identity) throw new Error("nobody enrols without an identity");
        return performs(at, enrol, { identity, others, profile: {} }, options);
      }
      case "redeem":
        return performs(at, redeem, { ...asked.request, member: memberRef(asked.request.member) }, options);
      case "capture":
        return performs(at, capture, asked.request, options);
      case "release":
        return performs(at, release, asked.request, options);
      case "reverse":
        return performs(at, reverse, asked.request, options);
      case "lapse":
        return performs(at, lapse, asked.request, options);
      case "boundary":
        return performs(at, boundary, asked.request, options);
      case "freeze":
        return performs(at, freeze, asked.request, options);
    }
  };
}

function memberRef(member: Record<string, string>): MemberRef {
  const [[kind = "", value = ""] = []] = Object.entries(member);
  if (kind === "id") return { id: value };
  if (kind === "email") return { email: value };
  return kind === "phone" ? { phone: value } : { externalId: value };
}

/** What differs, in words; null: nothing. Binds ids and bodies that only the engine can give. */
function differenceOf(asked: Asked, expected: Expected, performed: Performed, model: Model): string | null {
  switch (expected.is) {
    case "key_reused":
    case "too_many_refusals":
      return performed.kind === expected.is ? null : `expected ${expected.is}`;
    case "replay":
      if (performed.kind !== "answered" || !performed.isReplay) return "expected a replay";
      if (performed.body !== expected.of.body) return `a replay differs from ${expected.of.body}`;
      return null;
    case "refused": {
      if (!expected.isStored) {
        if (performed.kind !== "refused") return `expected ${expected.code}, not stored`;
        if (performed.refusal.refused !== expected.code) return `expected ${expected.code}`;
        return fieldsOf(expected.tells, performed.refusal.numbers);
      }
      if (performed.kind !== "answered" || performed.isReplay) return `expected ${expected.code}, stored`;
      const body = JSON.parse(performed.body) as Record<string, unknown>;
      bind(model, performed);
      return fieldsOf({ ...expected.tells, code: expected.code, same_key_safe: false }, body);
    }
    case "done": {
      if (performed.kind !== "answered" || performed.isReplay) return `expected ${asked.verb} to be done`;
      if (performed.status !== 200) return `expected ${asked.verb} to be done`;
      const body = JSON.parse(performed.body) as Record<string, unknown>;
      bind(model, performed);
      const { person, redemption } = expected;
      if (person.id === null) person.id = String(body.member);
      if (redemption?.id === null) redemption.id = String(body.redemption);
      if (redemption?.reversal?.operation === null) redemption.reversal.operation = performed.operation;
      const who = asked.verb === "lapse" ? { redemption: redemption?.id } : { member: person.id };
      return fieldsOf({ ...expected.tells, ...who }, comparable(body));
    }
  }
}

function bind({ latest }: Model, { body, operation }: { body: string; operation: string }): void {
  if (!latest) throw new Error("the model stored nothing");
  latest.body = body;
  latest.operation = operation;
}

/** An answer with those of its numbers that the model also knows, and lists without an order of their own sorted. */
function comparable(body: Record<string, unknown>): Record<string, unknown> {
  const { earned, expired, voucher, ...rest } = body;
  const told = earned as { why: Record<string, unknown>; [field: string]: unknown }[] | undefined;
  const issued = voucher as { valueMinor: number; expiresOn: number } | null | undefined;
  return {
    ...rest,
    earned: told?.map(({ why: { basisMinor, percent, tier }, ...moved }) => ({ ...moved, basisMinor, percent, tier })),
    expired: (expired as unknown[] | undefined)?.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    voucher: issued ? { valueMinor: issued.valueMinor, expiresOn: issued.expiresOn } : null,
  };
}

function fieldsOf(expected: Record<string, unknown>, found: Record<string, unknown>): string | null {
  for (const [name, value] of Object.entries(expected)) {
    if (!isDeepStrictEqual(JSON.parse(JSON.stringify(found[name] ?? null)), JSON.parse(JSON.stringify(value))))
      return `${name}: the model says ${JSON.stringify(value)}, the engine ${JSON.stringify(found[name])}`;
  }
  return null;
}

/** Reads every lot and debt of every member back, and holds it to the models. */
async function compareHoldings(
  client: Client,
  played: { model: Model; index: number }[],
  { document, seed, requests }: { document: string; seed: number; requests: number },
): Promise<void> {
  const { rows } = await client.execute(
    `SELECT public_id, unit, available_on, expires_on, balance FROM holders JOIN accounts ON accounts.holder = holders.id
     WHERE kind = 'member' AND balance <> 0 ORDER BY public_id, unit, expires_on, available_on`,
  );
  const found = new Map<string, unknown[]>();
  for (const { public_id: id, ...row } of rows) {
    const { unit, available_on: from, expires_on: until, balance } = row;
    const of = found.get(String(id)) ?? [];
    of.push([unit, from, until, balance]);
    found.set(String(id), of);
  }
  for (const { model, index } of played) {
    for (const person of model.people) {
      const lots = person.lots
        .filter(({ amount }) => amount !== 0)
        .map(({ unit, from, until, amount }) => [unit, from, until, amount]);
      if (person.stands.unit !== null) lots.push([person.stands.unit, ALWAYS_THERE, FOR_EVER, 1]);
      for (const [unit, owed] of person.debts) if (owed !== 0) lots.push([unit, -1, -1, -owed]);
      const engine = (found.get(person.id ?? "") ?? []).map((row) => JSON.stringify(row)).sort();
      found.delete(person.id ?? "");
      if (!isDeepStrictEqual(engine, lots.map((row) => JSON.stringify(row)).sort()))
        throw new Disagreement(
          { document, seed: seed + index, history: index, requests },
          `${person.id} has ${engine} in the ledger, and ${JSON.stringify(lots)} in the model`,
        );
    }
  }
  if (found.size > 0)
    throw new Disagreement({ document, seed, history: -1, requests }, `nobody knows ${[...found.keys()]}`);
}

function outcomeOf(performed: Performed): string {
  if (performed.kind === "refused") return `${performed.refusal.refused} first`;
  if (performed.kind !== "answered") return performed.kind;
  const code = performed.status === 200 ? "done" : (JSON.parse(performed.body) as { code: string }).code;
  return `${code} ${performed.isReplay ? "replay" : "first"}`;
}

function count(cells: Cells, cell: string): void {
  cells.set(cell, (cells.get(cell) ?? 0) + 1);
}

function told(expected: Expected): string {
  const { person, ...rest } = expected as { person?: unknown };
  return JSON.stringify(rest);
}

function programmeOf(document: JsonObject): Programme {
  const read = readProgramme(document);
  if ("faults" in read) throw new Error(JSON.stringify(read.faults));
  return read.programme;
}
