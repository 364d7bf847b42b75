/**
 * Contests that have closed: freeze, write the entries down, seal, draw, offer the prizes, deliver them or pass them on,
 * settle. Each step is an operation of its own that state alone calls for, so that a tick may stop after any of them and
 * five at once do each of them once.
 */
import { readStored } from "../database/beacons.ts";
import { type ContestRow, readContestFresh, readEntries, readEntriesPart } from "../database/contests.ts";
import { readDue } from "../database/due.ts";
import { readNewestHead } from "../database/log.ts";
import { PART_ENTRIES } from "../decisions/write-entries.ts";
import { ENTRY_BYTES } from "../draws/entries.ts";
import { act, answering, callOf, isDone } from "../operations/act.ts";
import { fetchBeacons } from "../operations/beacons.ts";
import {
  drawRound,
  freezeContest,
  offerPrizes,
  promoteAlternate,
  sealContest,
  settleContest,
  writeEntries,
} from "../operations/contest.ts";
import { deliverPrize } from "../operations/deliver-prize.ts";
import { performMany } from "../operations/perform-many.ts";
import type { Ledger } from "../operations/verb.ts";
import { sha256BytesHex } from "../values/hash.ts";
import type { Budget } from "./budget.ts";

/** Contests that one tick may move on. */
const CONTESTS_MAX = 100;

/** Moves each due contest on as far as it goes. Throws the faults it met when all the others are done. */
export async function runContests(ledger: Ledger, budget: Budget): Promise<void> {
  const faults: unknown[] = [];
  const due = await readDue(ledger.client, { kind: "contest", limit: CONTESTS_MAX, except: [], now: ledger.now });
  for (const { publicId } of due) {
    try {
      await advance(ledger, publicId, budget);
    } catch (fault) {
      faults.push(fault);
    }
  }
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} contests could not be moved on`);
}

async function advance(ledger: Ledger, id: string, budget: Budget): Promise<void> {
  let seen = -1;
  let file: Uint8Array | null = null;
  while (budget.isLeft()) {
    const found = await readContestFresh(ledger.client, id);
    // A step that changed nothing: it is not due, or another tick is at it.
    if (!found || found.contest.version === seen) return;
    seen = found.contest.version;
    const { state, facts } = found.contest;
    if (state === "open") await step(ledger, freezeContest, id);
    else if (state === "frozen" && !facts.file?.isWhole) await writePart(ledger, found.contest);
    else if (state === "frozen") {
      file ??= await readFile(ledger, found.contest);
      if (facts.manifest === null)
        await step(ledger, sealContest, id, { file, prev: await readNewestHead(ledger.client) });
      else await step(ledger, drawRound, id, { file, wording: found.wording });
    } else if (state === "awaiting") {
      if (!(await isKnown(ledger, found.contest))) return;
      file ??= await readFile(ledger, found.contest);
      await step(ledger, drawRound, id, { file, wording: found.wording });
    } else if (state === "drawn") await step(ledger, offerPrizes, id, entriesOf(found));
    else if (state === "claiming") await passOn(ledger, found);
    else return;
  }
}

/** Whether what decides a contest is there. A beacon that is late is waited for, and asked for again at the next tick. */
async function isKnown(
  ledger: Ledger,
  { facts: { entropy, material }, dueAt }: ContestRow["contest"],
): Promise<boolean> {
  if (entropy.mode !== "drand") return material !== null;
  if (dueAt === null || dueAt > (ledger.now ?? Date.now())) return false;
  await fetchBeacons(ledger, [entropy.round]);
  return (await readStored(ledger.client, entropy.chain, [entropy.round])).has(entropy.round);
}

/** A step whose only name is its contest: what else it is given follows from the frozen state. */
function step<More extends object>(
  ledger: Ledger,
  verb: Parameters<typeof act<{ contest: string } & More, object>>[1],
  contest: string,
  more: More = {} as More,
): Promise<boolean> {
  return act(ledger, verb, { request: { contest, ...more }, name: contest, body: { contest } });
}

async function writePart(ledger: Ledger, { publicId, facts }: ContestRow["contest"]): Promise<void> {
  const part = facts.file?.parts ?? 0;
  const content = await readEntries(ledger.client, {
    contest: publicId,
    after: facts.file?.last ?? null,
    limit: PART_ENTRIES,
  });
  await act(ledger, writeEntries, {
    request: { contest: publicId, part, content },
    name: `${publicId}:${part}`,
    body: { contest: publicId, part, sha256: sha256BytesHex(content) },
  });
}

/** The whole file: the draw needs it at once, 20 bytes an entrant, and never twice in memory. */
async function readFile(ledger: Ledger, { publicId, facts }: ContestRow["contest"]): Promise<Uint8Array> {
  const { parts = 0, entrants = 0 } = facts.file ?? {};
  const file = new Uint8Array(entrants * ENTRY_BYTES);
  let at = 0;
  for (let part = 0; part < parts; part++) {
    const content = await readEntriesPart(ledger.client, publicId, part);
    file.set(content, at);
    at += content.length;
  }
  if (at !== file.length) throw new Error(`the entries file of ${publicId} has ${at} bytes, not ${file.length}`);
  return file;
}

/** Prizes that are hers at once, in one page (a contest has at most 100); then one that falls to an alternate, or the end. */
async function passOn(ledger: Ledger, found: ContestRow): Promise<void> {
  const { publicId, version, facts } = found.contest;
  const owed = facts.places.filter(({ state }) => state === "owed");
  const calls = owed.flatMap(({ prize, rank }) => {
    const tag = facts.ranking.find((drawn) => drawn.rank === rank)?.tag;
    if (rank === null || tag === undefined) return [];
    const body = { contest: publicId, prize, rank, entry: `${publicId}:${tag}` };
    return callOf(deliverPrize.kind, { request: body, name: `${publicId}:${prize}:${rank}`, body });
  });
  for (const performed of await performMany(ledger, deliverPrize, calls, answering))
    isDone(performed, deliverPrize.kind);
  const asked = { name: `${publicId}:${version}`, body: { contest: publicId, version } };
  const { winners } = facts;
  if (await act(ledger, settleContest, { request: { contest: publicId, winners }, ...asked })) return;
  await act(ledger, promoteAlternate, { request: { contest: publicId, ...entriesOf(found) }, ...asked });
}

/** The entries of the ranking, by public id. */
function entriesOf({ contest: { publicId, facts } }: ContestRow): { entries: string[] } {
  return { entries: facts.ranking.map(({ tag }) => `${publicId}:${tag}`) };
}
