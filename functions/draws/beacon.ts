/**
 * Judging a beacon's signature, by pairings on BLS12-381. This is by far the largest part of the draws: import it where one
 * is judged, when one is judged.
 */
import { bls12_381 } from "@noble/curves/bls12-381.js";
import { bytesOfHex, isHex } from "../values/hex.ts";
import { isRound, messageOf, QUICKNET, SIGNATURE_BYTES } from "./drand.ts";

/** Whether a signature is the one of a round; the chain is the pinned one. Never throws. */
export type BeaconJudge = (beacon: { round: number; signature: string }) => boolean;

/** How quicknet hashes to G1, by RFC 9380. The network before it used the DST of G2 by mistake: its signatures must fail here. */
const DST = "BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_";

/** True when quicknet's key signed the round. False for whatever else, points outside of the group included. */
export const isBeacon: BeaconJudge = ({ round, signature }) => {
  if (!isRound(round) || !isHex(signature, SIGNATURE_BYTES)) return false;
  const { shortSignatures } = bls12_381;
  try {
    return shortSignatures.verify(
      bytesOfHex(signature, SIGNATURE_BYTES),
      shortSignatures.hash(messageOf(round), DST),
      bytesOfHex(QUICKNET.publicKey, 96),
    );
  } catch {
    // The library throws for bytes that are no point of the group, which is one way of not being the signature.
    return false;
  }
};
