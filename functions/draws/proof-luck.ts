/** The half of a contest's proof that is about luck: what was fixed beforehand, what became known, and what neither shows. */
import type { Entropy, Material } from "../values/entropy.ts";
import type { BeaconJudge } from "./beacon.ts";
import { faultOfMaterial } from "./contest.ts";
import { faultOfChain, LATE_ROUNDS, randomnessOf, roundOfContest, timeOf } from "./drand.ts";
import type { ContestManifest } from "./manifest.ts";
import { byMode, hex, integer, text } from "./shape.ts";
import { type Step, step, whenPublished } from "./verdict.ts";

/** What material may be, by its mode; whether it is the right one is for the steps. */
export const checkMaterial = byMode({
  commit: { secret: hex(32) },
  drand: { round: integer(1), signature: hex(48) },
  manual: { text: text(2000) },
  fixed: { secret: hex(32) },
});

/**
 * The steps between entries and seed: of mode commit "commitment", of drand "round" and "beacon", of manual "numbers", of
 * fixed "secret". Without a judge no beacon holds.
 */
export function luckSteps(manifest: ContestManifest, material: Material | null, judge: BeaconJudge | null): Step[] {
  const { entropy } = manifest;
  const fault = material === null ? null : faultOfMaterial(manifest, material);
  switch (entropy.mode) {
    case "commit":
      return [
        step(
          "commitment",
          fault,
          material === null
            ? `a secret is committed to by ${entropy.commit}, and not revealed yet`
            : `the revealed secret is the one committed to before, by ${entropy.commit}`,
        ),
      ];
    case "drand":
      return [roundStep(entropy, manifest.closes), beaconStep(entropy, material, fault, judge)];
    case "manual":
      return [
        step(
          "numbers",
          fault,
          material?.mode === "manual"
            ? `the numbers ${material.text} were typed for: ${entropy.source}`
            : `the numbers are not there yet of: ${entropy.source}`,
        ),
      ];
    case "fixed":
      return [step("secret", fault, "the secret is the one that was fixed beforehand")];
    default:
      return entropy satisfies never;
  }
}

/** The round follows from the close alone: nobody chose it. */
function roundStep({ chain, round, late }: Extract<Entropy, { mode: "drand" }>, closes: number): Step {
  const announced = roundOfContest(closes);
  const wanted = late === undefined ? announced : announced + LATE_ROUNDS;
  const faults = [
    faultOfChain(chain),
    late === undefined || late.announced === announced
      ? null
      : `the announced round is ${late.announced}, and the close gives ${announced}`,
    late === undefined || late.frozen >= timeOf(announced)
      ? null
      : `the entries were frozen at ${late.frozen}, before round ${announced} was known, and another one draws`,
    round === wanted ? null : `the round is ${round}, and the close gives ${wanted}`,
  ];
  const at = timeInWords(timeOf(wanted));
  const why =
    late === undefined
      ? "the first from ten minutes after the close"
      : `a day after round ${announced}, which was public when the entries were frozen`;
  return step("round", faults.find((fault) => fault !== null) ?? null, `round ${wanted} draws, of ${at}: ${why}`);
}

/** Seconds of the last instant that a Date can be. */
const LAST_SECOND = 8_640_000_000_000;

function timeInWords(seconds: number): string {
  return seconds > LAST_SECOND ? `unix second ${seconds}` : new Date(seconds * 1000).toISOString();
}

function beaconStep(
  { round }: { round: number },
  material: Material | null,
  fault: string | null,
  judge: BeaconJudge | null,
): Step {
  if (material?.mode !== "drand") return step("beacon", fault, `the beacon of round ${round} is not there yet`);
  const { signature } = material;
  const unsigned =
    judge === null
      ? "nobody judged the beacon's signature"
      : judge({ round, signature })
        ? null
        : `the signature is not the one of round ${round} by quicknet's key`;
  const says = `quicknet's key signed round ${round}; its randomness is ${randomnessOf(signature)}`;
  return step("beacon", fault ?? unsigned, says);
}

/** What a proof of each mode cannot show. */
export function unprovenBy(entropy: Entropy | null): string[] {
  return [
    ...(entropy === null ? [] : unprovenOf(entropy)),
    whenPublished("manifest"),
    "Who stands behind a tag, and that everyone who qualified is in: look for your own tag and its tickets",
  ];
}

function unprovenOf(entropy: Entropy): string[] {
  switch (entropy.mode) {
    case "commit":
      return [
        "The operator knew the secret while entries were open, and could have added, withheld or weighed entries with it",
      ];
    case "drand":
      return [
        "That fewer than the threshold of the League of Entropy's nodes worked together to know the round beforehand",
        ...(entropy.late === undefined ? [] : [lateness(entropy.round, entropy.late)]),
      ];
    case "manual":
      return [
        "That the numbers are those of the public draw that was named: compare them with its own publication",
        "That the draw came after the close: compare its date",
      ];
    case "fixed":
      return ["Anything about luck: whoever read the programme could know the result beforehand"];
    default:
      return entropy satisfies never;
  }
}

/** Frozen after even the second round: then both were known while entries could still be shaped, and the page says so. */
function lateness(round: number, { announced, frozen }: { announced: number; frozen: number }): string {
  return frozen >= timeOf(round)
    ? `That nobody shaped the entries: they were frozen after the announced round ${announced}, and after round ${round} too, was public`
    : `Why the entries were frozen late, after the announced round ${announced} was public; round ${round} was not public then`;
}
