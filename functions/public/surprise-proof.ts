/** The proof of a surprise as text, a page of plays or prize items at a time, and ten thousand plays at the most: the rest is asked for after them. */
import { type PlayRow, readPlays, readPrizeItems } from "../database/plays.ts";
import { configurationOf, endOfEpoch, playTag, secondsOf, secretsOf } from "../decisions/pool.ts";
import { INSTANT, type InstantConfiguration } from "../draws/configuration.ts";
import { playHash } from "../draws/instant.ts";
import { PLAYS_MAX } from "../draws/instant-parts.ts";
import type { InstantProof } from "../draws/instant-proof.ts";
import type { PoolLog } from "../draws/log/pool-log.ts";
import type { PublishedPlay, PublishedPrize } from "../draws/published.ts";
import type { Ledger } from "../operations/verb.ts";
import type { Instant } from "../values/day.ts";
import { LABELS } from "../values/entropy.ts";
import { hmacHex } from "../values/hash.ts";
import type { Holder } from "../values/holder.ts";

/** Plays or prize items of one read. */
const PAGE_ROWS = 1_000;
/**
 * How long after an epoch its secret stays secret, in milliseconds. Plays are written within their epoch by the database's
 * clock, so nothing depends on it but the clocks of two database machines that take over from each other.
 */
const MARGIN_MS = 60_000;

/** Where a pool stood when it was read; the proof shows that, whatever is settled while it is written. */
export interface PoolRead {
  pool: Holder<"pool">;
  lastSeq: number;
  now: Instant;
}

/** What of a pool a proof is asked for. */
export interface ProofAsked {
  /** The plays of this epoch alone; null: of all. */
  epoch: number | null;
  /** The plays after this one. */
  after: number;
  /** Its part in the log; absent: it has none. */
  log?: PoolLog | null;
}

/** Plays that one proof has at most, and plays or prize items of one read. */
const SIZES = { playsMax: PLAYS_MAX, pageRows: PAGE_ROWS };

/** The JSON of an `InstantProof`, in parts of at most `pageRows` plays or prize items. */
export async function* proofText(
  { client, secret: key }: Ledger,
  { pool, lastSeq, now }: PoolRead,
  { epoch, after, log }: ProofAsked = { epoch: null, after: 0 },
  { playsMax, pageRows } = SIZES,
): AsyncGenerator<string> {
  const { publicId, facts } = pool;
  const secret = (label: string) => hmacHex(key, label);
  const configuration = configurationOf(facts);
  const head: Omit<InstantProof, "plays" | "prizes" | "beacons"> = {
    version: INSTANT,
    pool: publicId,
    config: configuration,
    configHash: facts.configHash,
    terms: facts.terms,
    anchor: configuration.anchor ?? "",
    ...(epoch === null ? {} : { epoch }),
    secret: shownSecret(configuration, { epoch, now, secret }),
    label: LABELS[configuration.entropy.mode],
    ...(log === undefined ? {} : { log }),
  };
  yield `${JSON.stringify(head).slice(0, -1)},"plays":[`;
  let written = 0;
  let last = after;
  let isEnd = false;
  const rounds = new Map<number, string | null>();
  while (!isEnd && written < playsMax) {
    const limit = Math.min(pageRows, playsMax - written);
    const plays = await readPlays(client, publicId, { after: last, upTo: lastSeq, limit, epoch });
    const published = plays.map((play) => {
      const member = playTag(publicId, play.member, secret);
      return publishedPlay(play, { member, draw: configuration.draw, facts });
    });
    yield (written > 0 && plays.length > 0 ? "," : "") + listed(published);
    for (const { seq, round, signature } of plays)
      if (round > 0 && seq <= facts.settledSeq) rounds.set(round, signature);
    written += plays.length;
    last = plays.at(-1)?.seq ?? last;
    isEnd = plays.length < limit || last >= lastSeq;
  }
  yield '],"prizes":[';
  for (let from = ""; ; ) {
    const items = await readPrizeItems(client, publicId, { after: from, limit: pageRows });
    const published = items.map(
      ({ id, tier, availableFrom, play, contest }): PublishedPrize => ({
        id,
        tier,
        availableFrom: secondsOf(availableFrom),
        play: play !== null && play <= facts.settledSeq ? play : null,
        ...(contest === null ? {} : { contest }),
      }),
    );
    yield (from !== "" && items.length > 0 ? "," : "") + listed(published);
    if (items.length < pageRows) break;
    from = items.at(-1)?.id ?? "";
  }
  const next = isEnd || last > facts.settledSeq ? null : last;
  yield `],"beacons":${JSON.stringify(Object.fromEntries(rounds))},"next":${next}}`;
}

/** The secret of an epoch, or of the last one, that is over; null: it is not. */
function shownSecret(
  configuration: InstantConfiguration,
  { epoch, now, secret }: { epoch: number | null; now: Instant; secret: (label: string) => string },
): string | null {
  const { epochs } = configuration;
  const over = Math.floor((now - MARGIN_MS - endOfEpoch(epochs, 0)) / (epochs.seconds * 1000));
  const shown = epoch ?? Math.min(over, epochs.count);
  return shown < 1 || shown > over ? null : (secretsOf(configuration, secret)[shown] ?? null);
}

function publishedPlay(
  { seq, epoch, round, nonce, event, at, ticket, outcome, state }: PlayRow,
  { member, draw, facts }: { member: string; draw: string; facts: Holder<"pool">["facts"] },
): PublishedPlay {
  const play = { epoch, seq, round, member, nonce, event, clientSeed: "" };
  const isSettled = seq <= facts.settledSeq;
  return {
    ...play,
    at: secondsOf(at),
    playHash: playHash({ ...play, draw, configuration: facts.configHash }),
    ticket: isSettled ? ticket : null,
    result: isSettled ? outcome : null,
    state: isSettled ? state : "pending",
  };
}

/** The elements of a JSON list, without its brackets. */
function listed(values: object[]): string {
  return JSON.stringify(values).slice(1, -1);
}
