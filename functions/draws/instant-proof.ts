/**
 * The proof of an instant win, and the check of it: every play's hash, ticket, tier and prize, from the
 * secrets that have been revealed so far. It reads what strangers wrote, so it never throws.
 * The rules are in published.ts and prizes.ts.
 */
import { LABELS } from "../values/entropy.ts";
import { sha256Hex } from "../values/hash.ts";
import type { BeaconJudge } from "./beacon.ts";
import {
  configHash,
  faultOfConfiguration,
  INSTANT,
  type InstantConfiguration,
  isConfiguration,
} from "./configuration.ts";
import { faultOfChain } from "./drand.ts";
import { secretBefore } from "./instant.ts";
import { checkPoolLog, type PoolLog, poolLogSteps } from "./log/pool-log.ts";
import type { Known } from "./log/receipt.ts";
import { finished, type InParts } from "./progress.ts";
import { faultOfPlays, faultOfPrizeList, type PublishedPlay, type PublishedPrize } from "./published.ts";
import { beaconsStep, hashesStep, outcomesStep, prizesStep, type Replay, replay, ticketsStep } from "./replay.ts";
import { type Said, said } from "./said.ts";
import { anyNumber, anyString, exactly, having, hex, isObject, listOf, orNull, shown } from "./shape.ts";
import { countOf, faultOfLabel, hashStep, type Step, step, type Verdict, verdict } from "./verdict.ts";

/**
 * What `/v1/surprises/{pool}/proof` answers. `secret` is that of `epoch`, or of the last epoch that is over: hashed back, it
 * is each one before, and at last the anchor; null: none is shown yet. `prizes` may be left out when no tier has units.
 * `terms` are the rules and prizes as text, of which the configuration's `rules` is the hash; a proof of odds alone has none.
 */
export type InstantProof = {
  version: typeof INSTANT;
  pool: string;
  config: InstantConfiguration;
  configHash: string;
  terms?: string;
  anchor: string;
  /** Whose plays are in it; left out: all of the pool. */
  epoch?: number;
  secret: string | null;
  plays: PublishedPlay[];
  prizes?: PublishedPrize[];
  /** The signatures by round of all that decided a settled play, in mode drand; else left out or empty. */
  beacons?: Record<string, string>;
  label: string;
  /** Its acts in the public log; null: nothing of it is sealed yet. Absent: it was not asked. */
  log?: PoolLog | null;
  /** The `seq` after which its other plays are asked for; null: no more can be checked. See instant-parts.ts. */
  next?: number | null;
};

/** The fields with their kinds only: what they hold is for the steps to judge, each in its own words. */
const checkForm = having(
  {
    version: exactly(INSTANT),
    pool: anyString,
    config: having({}),
    configHash: anyString,
    anchor: anyString,
    secret: orNull(anyString),
    plays: listOf(
      having({
        seq: anyNumber,
        epoch: anyNumber,
        round: anyNumber,
        member: anyString,
        nonce: anyNumber,
        event: anyString,
        clientSeed: anyString,
        at: anyNumber,
        playHash: anyString,
        ticket: orNull(anyNumber),
        result: orNull(anyString),
        state: anyString,
      }),
    ),
    label: anyString,
  },
  {
    terms: anyString,
    prizes: listOf(
      having(
        { id: anyString, tier: anyString, availableFrom: anyNumber, play: orNull(anyNumber) },
        { contest: anyString },
      ),
    ),
    beacons: having({}),
    log: checkPoolLog,
    epoch: anyNumber,
    next: orNull(anyNumber),
  },
);

type FormedProof = Omit<InstantProof, "config"> & { config: Record<string, unknown> };

/**
 * Recomputes an instant win's proof. Steps, in order: form, configuration, configuration hash, rules (where both
 * are shown), anchor, secrets, plays, prize list, beacons (in mode drand), play hashes, tickets, outcomes, prizes. Steps that
 * need a failed one are left out. Beacons are for `judge`: without one, a proof that has any does not hold. Never throws for
 * JSON, whatever it holds.
 */
export function verifyInstantProof(proof: unknown, judge: BeaconJudge | null = null): Verdict {
  return finished(verifyInstantInParts(proof, judge));
}

/** The same, in parts. */
export function* verifyInstantInParts(proof: unknown, judge: BeaconJudge | null, known?: Known): InParts<Verdict> {
  const steps: Step[] = [];
  if (hasForm(proof)) yield* recompute(proof, { judge, known, steps });
  else steps.push(step("form", checkForm(proof, "the proof"), null));
  const { config, terms, epoch } = isObject(proof) ? proof : {};
  const configuration = isConfiguration(config) ? config : null;
  return verdict(steps, {
    label: configuration && LABELS[configuration.entropy.mode],
    unproven: unprovenBy(configuration, { isWorded: terms !== undefined, isWhole: epoch === undefined }),
  });
}

/** checkForm names every field of the type. */
function hasForm(proof: unknown): proof is FormedProof {
  return checkForm(proof, "the proof") === null;
}

function unprovenBy(
  configuration: InstantConfiguration | null,
  { isWorded, isWhole }: { isWorded: boolean; isWhole: boolean },
): Said[] {
  const loose = (["rules", "anchor", "prizeList"] as const)
    .filter((name) => configuration?.[name] === undefined)
    .map((name) => said(`loose.${name}`));
  return [
    configuration?.entropy.mode === "drand" ? said("unproven.refused") : said("unproven.secrets"),
    said("unproven.instants"),
    said("unproven.configuration"),
    ...(isWhole ? [] : [said("unproven.otherDays")]),
    ...(configuration?.rules !== undefined && !isWorded ? [said("unproven.words")] : []),
    ...(loose.length > 0 ? [said("unproven.loose", { what: { list: loose } })] : []),
  ];
}

/** Plays of a part. */
const PART = 200;

function* recompute(
  proof: FormedProof,
  { judge, known, steps }: { judge: BeaconJudge | null; known: Known | undefined; steps: Step[] },
): InParts<void> {
  steps.push(step("form", null, said("form.pool", { version: INSTANT, pool: shown(proof.pool) })));

  const { config: configuration, plays, prizes = [] } = proof;
  const fault = faultOfConfiguration(configuration) ?? disagreement(proof);
  steps.push(step("configuration", fault, said("configuration.complete")));
  if (!isConfiguration(configuration)) return;
  const hash = configHash(configuration);
  steps.push(hashStep("configuration", hash, proof.configHash));
  if (proof.terms !== undefined && configuration.rules !== undefined) {
    steps.push(step("rules", faultOfTerms(proof.terms, configuration.rules), said("configuration.rules")));
  }

  const anchorFault = faultOfAnchor(proof.anchor, configuration);
  steps.push(step("anchor", anchorFault, said("secrets.anchor", { anchor: proof.anchor })));
  if (anchorFault !== null) return;
  const secrets = secretsStep(proof, configuration, steps);

  const playsFault = faultOfParts(proof) ?? faultOfPlays(plays, configuration, proof.epoch);
  const found = { plays: countOf(plays.length, "plays") };
  const whole =
    proof.epoch === undefined ? said("plays.whole", found) : said("plays.epoch", { ...found, epoch: proof.epoch });
  steps.push(step("plays", playsFault, whole));
  const listFault = faultOfPrizeList(prizes, configuration);
  steps.push(step("prize list", listFault, said("prizes.listed", { items: countOf(prizes.length, "items") })));
  if (playsFault !== null) return;
  const beacons = new Map(Object.entries(proof.beacons ?? {}));
  const luck = yield* beaconsStep({ plays, beacons, configuration, judge });
  if (luck !== null) steps.push(luck);
  if (luck?.ok === false) return;
  const replays: Replay[] = [];
  for (const play of plays) {
    if (replays.length % PART === 0) yield { done: replays.length, of: plays.length };
    const signature = play.round === 0 ? undefined : beacons.get(String(play.round));
    replays.push(replay(play, { configuration, hash, secret: secrets.get(play.epoch), signature }));
  }
  steps.push(hashesStep(replays), ticketsStep(replays, configuration), outcomesStep(replays, configuration));
  if (listFault === null) steps.push(prizesStep({ replays, prizes, configuration }));
  if (proof.log !== undefined) steps.push(...poolLogSteps(proof.log, { ...proof, prizes }, known));
}

/** Where the proof says something else than its configuration, or null. */
function disagreement({ config: configuration, pool, label }: FormedProof): string | null {
  if (!isConfiguration(configuration)) return null;
  const { entropy } = configuration;
  const fault = (entropy.mode === "drand" ? faultOfChain(entropy.chain) : null) ?? faultOfLabel(label, entropy.mode);
  return fault !== null || configuration.pool === undefined || configuration.pool === pool
    ? fault
    : `the proof's pool is ${shown(pool)}, the configuration's is ${shown(configuration.pool)}`;
}

function faultOfTerms(terms: string, rules: string): string | null {
  // Half a character would be hashed as another one is: many texts would have one hash.
  const hash = terms.isWellFormed() ? sha256Hex(terms) : "nothing";
  return hash === rules ? null : `the rules hash to ${hash}, the configuration says ${rules}`;
}

function faultOfAnchor(anchor: string, configuration: InstantConfiguration): string | null {
  const { anchor: named = anchor } = configuration;
  const fault = hex(32)(anchor, "the anchor");
  return fault ?? (named === anchor ? null : `the anchor is ${anchor}, the configuration's is ${named}`);
}

/** The secrets by epoch: the one that is shown, and all before it, down to the anchor. None, where it does not lead there. */
function secretsStep(
  { secret, anchor, epoch: asked }: FormedProof,
  { draw, epochs }: InstantConfiguration,
  steps: Step[],
): ReadonlyMap<number, string> {
  const formFault = orNull(hex(32))(secret, "the secret");
  const back = secret === null || formFault !== null ? [] : [secret];
  // The last of `back` is the anchor where the secret hangs on it: as many hashes away as its epoch says.
  while (back.length > 0 && back.length <= epochs.count && back.at(-1) !== anchor)
    back.push(secretBefore({ draw, secret: back.at(-1) ?? "" }));
  const epoch = back.at(-1) === anchor ? back.length - 1 : 0;
  const fault =
    secret === null || formFault !== null
      ? formFault
      : epoch === 0
        ? "the secret does not lead back to the anchor"
        : asked === undefined || asked === epoch
          ? null
          : `the secret is that of epoch ${epoch}, and the proof is of epoch ${shown(asked)}`;
  const trusted = fault === null ? back.slice(0, epoch).map((each, index) => [epoch - index, each] as const) : [];
  const shownSecrets = { secrets: countOf(trusted.length, "secrets"), epochs: countOf(epochs.count, "epochs") };
  steps.push(step("secrets", fault, said("secrets.shown", shownSecrets)));
  return new Map(trusted);
}

/** A proof in parts is checked when they are together: a play is what it is because of those before it. */
function faultOfParts({ next = null }: FormedProof): string | null {
  return next === null ? null : `the plays after ${next} are in another part, which is not here`;
}
