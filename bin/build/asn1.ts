/**
 * All that passkeys need of ASN.1: the two integers of an ECDSA signature. It stands for the packages that @simplewebauthn/server
 * reads ASN.1 and X.509 with (bin/build/plain-passkeys.ts), under their names.
 */
import { DER } from "@noble/curves/abstract/weierstrass.js";
import { numberToVarBytesBE } from "@noble/curves/utils.js";

/** The type of an ECDSA signature (RFC 3279, section 2.2.3). */
export class ECDSASigValue {}

export const AsnParser = {
  /** The integers of a signature as big-endian bytes. Throws for what is no DER, and for every other type: certificates are not read. */
  parse(bytes: Uint8Array, type: unknown): { r: Uint8Array; s: Uint8Array } {
    if (type !== ECDSASigValue) throw new TypeError("an attestation, which was not asked for");
    const { r, s } = DER.toSig(bytes);
    return { r: numberToVarBytesBE(r), s: numberToVarBytesBE(s) };
  },
};
