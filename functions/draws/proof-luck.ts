/** The half of a contest's proof that is about luck: what was fixed beforehand, what became known, and what neither shows. */
import type { Entropy, Material } from "../values/entropy.ts";
import type { BeaconJudge } from "./beacon.ts";
import { faultOfMaterial } from "./contest.ts";
import { faultOfChain, LATE_ROUNDS, randomnessOf, roundOfContest, timeOf } from "./drand.ts";
import type { ContestManifest } from "./manifest.ts";
import { type Said, said } from "./said.ts";
import { byMode, hex, integer, text } from "./shape.ts";
import { type Step, step } from "./verdict.ts";

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
            ? said("luck.committed", { hash: entropy.commit })
            : said("luck.revealed", { hash: entropy.commit }),
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
            ? said("luck.numbers", { numbers: material.text, source: entropy.source })
            : said("luck.noNumbers", { source: entropy.source }),
        ),
      ];
    case "fixed":
      return [step("secret", fault, said("luck.fixed"))];
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
  const draws = { round: String(wanted), at: { at: timeOf(wanted) } };
  const says =
    late === undefined ? said("round.first", draws) : said("round.late", { ...draws, announced: String(announced) });
  return step("round", faults.find((fault) => fault !== null) ?? null, says);
}

function beaconStep(
  { round }: { round: number },
  material: Material | null,
  fault: string | null,
  judge: BeaconJudge | null,
): Step {
  if (material?.mode !== "drand") return step("beacon", fault, said("beacon.missing", { round: String(round) }));
  const { signature } = material;
  const unsigned =
    judge === null
      ? "nobody judged the beacon's signature"
      : judge({ round, signature })
        ? null
        : `the signature is not the one of round ${round} by quicknet's key`;
  const hash = randomnessOf(signature) ?? "";
  return step("beacon", fault ?? unsigned, said("beacon.signed", { round: String(round), hash }));
}

/** What a proof of each mode cannot show. */
export function unprovenBy(entropy: Entropy | null): Said[] {
  return [...(entropy === null ? [] : unprovenOf(entropy)), said("unproven.manifest"), said("unproven.tags")];
}

function unprovenOf(entropy: Entropy): Said[] {
  switch (entropy.mode) {
    case "commit":
      return [said("unproven.commit")];
    case "drand":
      return [said("unproven.drand"), ...(entropy.late === undefined ? [] : [lateness(entropy.round, entropy.late)])];
    case "manual":
      return [said("unproven.numbers"), said("unproven.date")];
    case "fixed":
      return [said("unproven.fixed")];
    default:
      return entropy satisfies never;
  }
}

/** Frozen after even the second round: then both were known while entries could still be shaped, and the page says so. */
function lateness(round: number, { announced, frozen }: { announced: number; frozen: number }): Said {
  const rounds = { announced: String(announced), round: String(round) };
  return said(frozen >= timeOf(round) ? "unproven.afterBoth" : "unproven.afterOne", rounds);
}
