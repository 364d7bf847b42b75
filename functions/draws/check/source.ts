/** The stage of the beacon's network, which contests and instant wins share. */
import type { EntropyMode } from "../../values/entropy.ts";
import { QUICKNET } from "../drand.ts";
import { said } from "../said.ts";
import { step } from "../verdict.ts";
import { hexValue, type Parts, wordsValue } from "./stage.ts";

/** Compares the chain that `where` (a manifest, a configuration) names with the pinned one. Null: nothing could be read. */
export function chainParts(entropy: { mode: EntropyMode; chain?: string } | null, where: string): Parts {
  if (entropy === null) return { compared: [] };
  const { mode, chain } = entropy;
  if (mode !== "drand") return { compared: [], otherwise: { state: "absent", because: said(`not.source.${mode}`) } };
  const fault = chain === QUICKNET.hash ? null : `the ${where}'s chain is ${chain}, not quicknet's ${QUICKNET.hash}`;
  const { period, genesis, publicKey, groupHash, beacon } = QUICKNET;
  return {
    compared: [step("chain", fault, said("source.network", { network: beacon }))],
    takes: [
      wordsValue(
        said("value.network"),
        said("source.rounds", { network: beacon, seconds: period, at: { at: genesis } }),
      ),
      hexValue(said("value.publicKey"), publicKey),
      hexValue(said("value.groupHash"), groupHash),
    ],
    gives: [hexValue(said("value.chainHash"), QUICKNET.hash)],
  };
}
