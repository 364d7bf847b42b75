/**
 * What an instant win publishes of its plays and prize items, and what is wrong with it before any luck is computed.
 *
 * The rules, beside those of prizes.ts:
 *
 * 1. `seq` counts the pool's plays 1, 2, 3 … without a gap; `nonce` the same for each member; an event plays once.
 * 2. `at` is the play's instant in unix seconds, `epoch` the epoch that it lies in. `round` is 0 but in mode drand, where it
 *    is at least `lead` rounds after the newest one at `at`, and never below that of the play before.
 * 3. `result` is the id of the tier that the ticket hit, or null; it stays on record when `state` is `stock_out` or `capped`.
 * 4. A play that is not settled yet is `pending`, with neither ticket nor result, and so are all after it.
 * 5. The secret of an epoch may be published once the epoch is over, not before.
 */
import { LARGEST_U32 } from "./bytes.ts";
import { epochAt, type InstantConfiguration } from "./configuration.ts";
import { isRound, roundAt } from "./drand.ts";
import { CLIENT_SEED_BYTES, type Play } from "./instant.ts";
import { type PrizeItem, prizeListHash, type Settled } from "./prizes.ts";
import { ascii, having, hex, integer, shown } from "./shape.ts";
import { counted } from "./verdict.ts";

/** One play as published; the rules above say what each field holds. Hashes and tags are in hex. */
export type PublishedPlay = Omit<Play, "draw" | "configuration"> & {
  at: number;
  playHash: string;
  ticket: number | null;
  result: string | null;
  state: "pending" | Settled["state"];
};

/** One prize item as published, with the `seq` of the play that took it, or null; `contest` has it where it was left over. */
export type PublishedPrize = PrizeItem & { play: number | null; contest?: string };

/** What fits a play's bytes; `seq`, `epoch`, `round` and `nonce` are compared with what they must be instead. */
const checkPlay = having({
  seq: integer(1),
  nonce: integer(1, LARGEST_U32),
  at: integer(0),
  member: hex(16),
  event: hex(32),
  clientSeed: (value, where) =>
    typeof value === "string" && value.isWellFormed() && new TextEncoder().encode(value).length <= CLIENT_SEED_BYTES
      ? null
      : `${where} is ${shown(value)}, not well-formed text of at most ${CLIENT_SEED_BYTES} bytes`,
});

/**
 * The first play that breaks rule 1, 2 or 4, or whose fields its bytes cannot hold, in a sentence; or null. Of one epoch
 * alone (`only`), numbers rise, and what lies between them is in the other epochs.
 */
export function faultOfPlays(
  plays: readonly PublishedPlay[],
  { epochs, entropy }: InstantConfiguration,
  only?: number,
): string | null {
  const nonces = new Map<string, number>();
  const events = new Set<string>();
  let waits = false;
  for (const [index, play] of plays.entries()) {
    const { seq, epoch, member, nonce, event, at, state } = play;
    const fault = checkPlay(play, `play ${index + 1}`);
    if (fault !== null) return fault;
    const isNumbered = only === undefined ? seq === index + 1 : seq > (plays[index - 1]?.seq ?? 0);
    if (!isNumbered) return `play ${index + 1} is numbered ${seq}`;
    if (only !== undefined && epoch !== only) return `play ${seq} is of epoch ${epoch}, and the proof of epoch ${only}`;
    const roundFault = faultOfRound(play, plays[index - 1]?.round ?? 0, entropy);
    if (roundFault !== null) return roundFault;
    const ofInstant = epochAt(epochs, at);
    if (epoch !== ofInstant) return `play ${seq} is of epoch ${epoch}, and its instant lies in ${ofInstant ?? "none"}`;
    const expected = (nonces.get(member) ?? 0) + 1;
    if (only === undefined ? nonce !== expected : nonce < expected)
      return `play ${seq} is numbered ${nonce} for its member, whose next is ${expected}`;
    nonces.set(member, nonce);
    if (events.has(event)) return `play ${seq} repeats the event ${event}`;
    events.add(event);
    if (!STATES.has(state)) return `play ${seq} is in the state ${shown(state)}`;
    if (waits && state !== "pending") return `play ${seq} is settled, and one before it is not`;
    waits = state === "pending";
  }
  return null;
}

function faultOfRound(
  { seq, at, round }: PublishedPlay,
  before: number,
  entropy: InstantConfiguration["entropy"],
): string | null {
  if (entropy.mode !== "drand")
    return round === 0 ? null : `play ${seq} waits for the round ${round}, and mode ${entropy.mode} has none`;
  if (!isRound(round)) return `play ${seq} waits for ${shown(round)}, which is no round`;
  const least = Math.max(roundAt(at) + entropy.lead, before);
  return round >= least
    ? null
    : `play ${seq} waits for the round ${round}, which was known or passed: ${least} is the first that it could`;
}

const STATES: ReadonlySet<string> = new Set([
  "pending",
  "won",
  "stock_out",
  "capped",
  "no_win",
] satisfies PublishedPlay["state"][]);

const checkPrize = having({
  id: ascii(200),
  availableFrom: integer(0),
});

/** Where the items are not what the configuration promises, in a sentence; or null. */
export function faultOfPrizeList(
  prizes: readonly PublishedPrize[],
  { table, prizeList }: InstantConfiguration,
): string | null {
  const ids = new Set<string>();
  const units = new Map<string, number>();
  for (const [index, item] of prizes.entries()) {
    const fault = checkPrize(item, `prize item ${index + 1}`);
    if (fault !== null) return fault;
    if (ids.has(item.id)) return `the prize item ${item.id} is listed twice`;
    ids.add(item.id);
    if (item.contest !== undefined && item.play !== null)
      return `the prize item ${item.id} went to play ${item.play} and to ${item.contest}`;
    units.set(item.tier, (units.get(item.tier) ?? 0) + 1);
  }
  for (const tier of table) {
    const listed = units.get(tier.id) ?? 0;
    const promised = tier.units ?? 0;
    if (listed !== promised)
      return `the tier ${tier.id} has ${counted(listed, "item")}, the configuration says ${promised}`;
    units.delete(tier.id);
  }
  const [stray] = units.keys();
  if (stray !== undefined) return `a prize item is of the tier ${shown(stray)}, which has no odds`;
  if (prizeList === undefined) return null;
  const found = prizeListHash(prizes);
  return found === prizeList ? null : `the prize list's hash is ${found}, the configuration says ${prizeList}`;
}
