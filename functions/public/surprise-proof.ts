/** The proof of a surprise as text, a page of plays or prize items at a time: whatever its length, little is in memory. */
import type { Client } from "@libsql/client/web";
import { type PlayRow, readPlays, readPrizeItems } from "../database/plays.ts";
import { configurationOf, endOfEpoch, playTag, secondsOf, secretsOf } from "../decisions/pool.ts";
import { INSTANT } from "../draws/configuration.ts";
import { playHash } from "../draws/instant.ts";
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

/** The JSON of an `InstantProof`, in parts of at most `pageRows` plays or prize items; with its part in the log where one is given. */
export async function* proofText(
  { client, secret: key }: Ledger,
  { pool, lastSeq, now }: PoolRead,
  pageRows = PAGE_ROWS,
  log?: PoolLog | null,
): AsyncGenerator<string> {
  const { publicId, facts } = pool;
  const secret = (label: string) => hmacHex(key, label);
  const configuration = configurationOf(facts);
  const { epochs } = configuration;
  const revealed = secretsOf(configuration, secret)
    .map((each, epoch) => ({ epoch, secret: each }))
    .filter(({ epoch }) => epoch > 0 && endOfEpoch(epochs, epoch) + MARGIN_MS <= now);
  const head: Omit<InstantProof, "plays" | "prizes" | "beacons"> = {
    v: INSTANT,
    pool: publicId,
    configuration,
    configurationHash: facts.configurationHash,
    terms: facts.terms,
    anchor: configuration.anchor ?? "",
    epochs: revealed,
    label: LABELS[configuration.entropy.mode],
    ...(log === undefined ? {} : { log }),
  };
  yield `${JSON.stringify(head).slice(0, -1)},"plays":[`;
  for (let after = 0; after < lastSeq; ) {
    const plays = await readPlays(client, publicId, { after, upTo: lastSeq, limit: pageRows });
    const published = plays.map((play) => {
      const member = playTag(publicId, play.member, secret);
      return publishedPlay(play, { member, draw: configuration.draw, facts });
    });
    yield (after > 0 ? "," : "") + listed(published);
    after = plays.at(-1)?.seq ?? lastSeq;
  }
  yield '],"prizes":[';
  for (let after = ""; ; ) {
    const items = await readPrizeItems(client, publicId, { after, limit: pageRows });
    const published = items.map(
      ({ id, tier, availableFrom, play, contest }): PublishedPrize => ({
        id,
        tier,
        availableFrom: secondsOf(availableFrom),
        play: play !== null && play <= facts.settledSeq ? play : null,
        ...(contest === null ? {} : { contest }),
      }),
    );
    yield (after !== "" && items.length > 0 ? "," : "") + listed(published);
    if (items.length < pageRows) break;
    after = items.at(-1)?.id ?? "";
  }
  yield '],"beacons":{';
  yield* beaconsText(
    client,
    { publicId, upTo: configuration.entropy.mode === "drand" ? facts.settledSeq : 0 },
    pageRows,
  );
  yield "}}";
}

/** The rounds that decided plays, as the members of a JSON object: a play's is never below that of the play before. */
async function* beaconsText(
  client: Client,
  { publicId, upTo }: { publicId: string; upTo: number },
  pageRows: number,
): AsyncGenerator<string> {
  let last = 0;
  for (let after = 0; after < upTo; ) {
    const plays = await readPlays(client, publicId, { after, upTo, limit: pageRows });
    for (const { round, signature } of plays) {
      if (round === last) continue;
      yield `${last > 0 ? "," : ""}"${round}":${JSON.stringify(signature)}`;
      last = round;
    }
    after = plays.at(-1)?.seq ?? upTo;
  }
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
    playHash: playHash({ ...play, draw, configuration: facts.configurationHash }),
    ticket: isSettled ? ticket : null,
    outcome: isSettled ? outcome : null,
    state: isSettled ? state : "pending",
  };
}

/** The elements of a JSON list, without its brackets. */
function listed(values: object[]): string {
  return JSON.stringify(values).slice(1, -1);
}
