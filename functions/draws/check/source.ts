/** The stage of the beacon's network, which contests and instant wins share, and how instants are written. */
import type { EntropyMode } from "../../values/entropy.ts";
import { QUICKNET } from "../drand.ts";
import { step } from "../verdict.ts";
import { hexValue, type Parts, wordsValue } from "./stage.ts";

/** Compares the chain that `where` (a manifest, a configuration) names with the pinned one. Null: nothing could be read. */
export function chainParts(entropy: { mode: EntropyMode; chain?: string } | null, where: string): Parts {
  if (entropy === null) return { compared: [] };
  const { mode, chain } = entropy;
  if (mode !== "drand") return { compared: [], otherwise: { state: "absent", because: WITHOUT_BEACON[mode] } };
  const fault = chain === QUICKNET.hash ? null : `the ${where}'s chain is ${chain}, not quicknet's ${QUICKNET.hash}`;
  const { period, genesis, publicKey, groupHash, beacon } = QUICKNET;
  return {
    compared: [
      step("chain", fault, `drand's ${beacon}: its key, genesis and period hash to the chain that the ${where} names`),
    ],
    takes: [
      wordsValue("Network", `${beacon}, a round every ${period} s since ${instantOf(genesis)}`),
      hexValue("Public key", publicKey),
      hexValue("Group hash", groupHash),
    ],
    gives: [hexValue("Chain hash", QUICKNET.hash)],
  };
}

const WITHOUT_BEACON: Record<Exclude<EntropyMode, "drand">, string> = {
  commit: "Not in this mode, because luck is a secret of the operator’s, and no public beacon.",
  manual: "Not in this mode, because luck is the numbers of a public draw, and no beacon.",
  fixed: "Not in this mode, because the result was fixed beforehand: this is a test.",
};

/** The last instant that a Date can be, in unix seconds. */
const LAST_SECOND = 8_640_000_000_000;

/** "2026-11-22 22:59:00 UTC" of unix seconds. */
export function instantOf(seconds: number): string {
  if (seconds > LAST_SECOND) return `unix second ${seconds}`;
  return `${new Date(seconds * 1000).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
