/** The plays of an instant win, as published, played again: the half of its proof that grows with every play. */
import type { BeaconJudge } from "./beacon.ts";
import type { InstantConfiguration } from "./configuration.ts";
import { timeOf } from "./drand.ts";
import { playHash, ticketOf, tierOf } from "./instant.ts";
import { openPrizes } from "./prizes.ts";
import type { InParts } from "./progress.ts";
import type { PublishedPlay, PublishedPrize } from "./published.ts";
import { said } from "./said.ts";
import { integer, shown } from "./shape.ts";
import { countOf, type Step, step } from "./verdict.ts";

/** A play computed again. `ticket` is null while its epoch's secret is not known; `result` is then the claimed one. */
export type Replay = { play: PublishedPlay; hash: string; ticket: number | null; result: string | null };

/** Computes a play again, from its epoch's secret, if that is known, and its round's signature. The play must fit its bytes. */
export function replay(
  play: PublishedPlay,
  {
    configuration,
    hash,
    secret,
    signature,
  }: { configuration: InstantConfiguration; hash: string; secret: string | undefined; signature: string | undefined },
): Replay {
  const { draw, denominator, table } = configuration;
  const found = playHash({ ...play, draw, configuration: hash });
  const isUndecided = configuration.entropy.mode === "drand" && signature === undefined;
  if (secret === undefined || isUndecided) return { play, hash: found, ticket: null, result: play.result };
  const ticket = ticketOf({ secret, playHash: found, denominator, ...(signature === undefined ? {} : { signature }) });
  return { play, hash: found, ticket, result: tierOf(table, ticket) };
}

/**
 * Step "beacons": every round that decided a settled play, and no other, with the signature of quicknet's key. Null where the
 * mode has none, and none is there.
 */
export function* beaconsStep({
  plays,
  beacons,
  configuration: { entropy },
  judge,
}: {
  plays: readonly PublishedPlay[];
  beacons: ReadonlyMap<string, unknown>;
  configuration: InstantConfiguration;
  judge: BeaconJudge | null;
}): InParts<Step | null> {
  if (entropy.mode !== "drand" && beacons.size === 0) return null;
  const rounds = new Set(
    plays.filter(({ round, state }) => round > 0 && state !== "pending").map(({ round }) => round),
  );
  const isSigned = (round: number) => {
    const signature = beacons.get(String(round));
    return typeof signature === "string" && judge?.({ round, signature }) === true;
  };
  const known = new Set([...rounds].map(String));
  const stray = [...beacons.keys()].find((name) => !known.has(name));
  const missing = [...rounds].find((round) => !beacons.has(String(round)));
  let unsigned: number | undefined;
  let judged = 0;
  for (const round of rounds) {
    yield { done: judged, of: rounds.size };
    judged += 1;
    if (!isSigned(round)) unsigned ??= round;
  }
  const faults: [unknown, string][] = [
    [stray, `a beacon is published for ${shown(stray)}, which decided nothing`],
    [missing, `the beacon of round ${missing} is missing, and plays that wait for it are settled`],
    [judge === null && rounds.size > 0 ? true : undefined, "nobody judged the beacons' signatures"],
    [unsigned, `the signature is not the one of round ${unsigned} by quicknet's key`],
  ];
  const fault = faults.find(([found]) => found !== undefined);
  return step("beacons", fault?.[1] ?? null, said("plays.beacons", { rounds: countOf(rounds.size, "rounds") }));
}

/** Step "play hashes". */
export function hashesStep(replays: readonly Replay[]): Step {
  const wrong = replays.find(({ play, hash }) => play.playHash !== hash);
  const fault = wrong
    ? `play ${wrong.play.seq} has the hash ${wrong.hash}, published is ${shown(wrong.play.playHash)}`
    : null;
  return step("play hashes", fault, said("plays.hashes"));
}

/** Step "tickets": those that can be computed, and what the others may say meanwhile. */
export function ticketsStep(replays: readonly Replay[], { denominator }: InstantConfiguration): Step {
  const isTicket = integer(0, denominator - 1);
  let fault: string | null = null;
  let recomputed = 0;
  let pending = 0;
  for (const { play, ticket } of replays) {
    if (play.state === "pending") {
      pending += 1;
      fault ??= play.ticket === null ? null : `play ${play.seq} is not settled, and has the ticket ${play.ticket}`;
    } else if (ticket === null) {
      fault ??= isTicket(play.ticket, `the ticket of play ${play.seq}`);
    } else {
      recomputed += 1;
      fault ??=
        play.ticket === ticket ? null : `play ${play.seq} has the ticket ${ticket}, published is ${shown(play.ticket)}`;
    }
  }
  const waiting = replays.length - recomputed - pending;
  return step(
    "tickets",
    fault,
    said("plays.tickets", { tickets: countOf(recomputed, "tickets"), waiting, plays: countOf(pending, "plays") }),
  );
}

/** Step "outcomes": the tier that each ticket hits. */
export function outcomesStep(replays: readonly Replay[], { table }: InstantConfiguration): Step {
  let fault: string | null = null;
  for (const { play, ticket } of replays) {
    const known = ticket ?? play.ticket;
    const wanted = play.state === "pending" || known === null ? null : tierOf(table, known);
    if (play.result === wanted) continue;
    fault ??= `play ${play.seq} hits ${wanted ?? "no tier"}, published is ${shown(play.result)}`;
  }
  return step("outcomes", fault, said("plays.outcomes"));
}

/** The instant at which a play is compared with what is there: its own, or that of the beacon which decides it. */
export function decidedAt(
  { at, round }: Pick<PublishedPlay, "at" | "round">,
  { entropy }: Pick<InstantConfiguration, "entropy">,
): number {
  return entropy.mode === "drand" ? timeOf(round) : at;
}

/**
 * Step "prizes": how each play ends, and which item it takes, settled again from the first. An item that went to a play which
 * is not here (of another epoch) is gone from that play on, and this proof does not show that it was its turn.
 */
export function prizesStep({
  replays,
  prizes,
  configuration,
}: {
  replays: readonly Replay[];
  prizes: readonly PublishedPrize[];
  configuration: InstantConfiguration;
}): Step {
  const pool = openPrizes(configuration, prizes);
  const here = new Set(replays.map(({ play: { seq } }) => seq));
  const away = prizes
    .flatMap(({ play, ...item }) => (play === null || here.has(play) ? [] : [{ ...item, play }]))
    .sort((one, other) => other.play - one.play);
  const takers = new Map<string, number>(away.map(({ id, play }) => [id, play]));
  let given = 0;
  let fault: string | null = null;
  for (const { play, result } of replays) {
    if (play.state === "pending") break;
    for (let next = away.at(-1); next !== undefined && next.play < play.seq; next = away.at(-1)) {
      pool.takes(next);
      away.pop();
    }
    const { member, epoch } = play;
    const { state, prize } = pool.settle({ result, at: decidedAt(play, configuration), member, epoch });
    if (prize !== null) {
      takers.set(prize, play.seq);
      given += 1;
    }
    fault ??= state === play.state ? null : `play ${play.seq} ends in ${state}, published is ${play.state}`;
  }
  for (const { id, play } of prizes) {
    const taker = takers.get(id) ?? null;
    fault ??=
      taker === play ? null : `the prize item ${id} goes to play ${taker ?? "none"}, published is ${play ?? "none"}`;
  }
  return step("prizes", fault, said("prizes.given", { items: countOf(given, "items"), of: prizes.length }));
}
