/** Is this payload signed with one of our secrets? One verifier for every store platform that signs raw bodies. */

/** What is signed, with what, and how the signature is written down. Two secrets are held while one replaces the other. */
export interface SignedPayload {
  algorithm: "SHA-256";
  encoding: "base64" | "hex";
  secrets: readonly string[];
  payload: Uint8Array;
  signature: string | null;
}

// Exactly the 32 bytes of a SHA-256 digest. The last base64 digit carries two unused bits, which must be zero: one
// digest has one spelling.
const SPELLINGS = {
  base64: /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/,
  hex: /^[0-9A-Fa-f]{64}$/,
};

/**
 * Whether any of the secrets signed the payload's exact bytes (RFC 2104), compared in constant time by the platform.
 * A missing or misspelt signature and an empty secret are false; nothing that a sender writes makes this throw.
 */
export async function verifyHmac({
  algorithm,
  encoding,
  secrets,
  payload,
  signature,
}: SignedPayload): Promise<boolean> {
  if (signature === null || !SPELLINGS[encoding].test(signature)) return false;
  const claimed = encoding === "hex" ? bytesOfHex(signature) : bytesOfBase64(signature);
  const answers = await Promise.all(
    // A key of no bytes would let anybody sign: an unset variable must not open the door.
    secrets.filter((secret) => secret !== "").map((secret) => signedWith({ secret, algorithm, claimed, payload })),
  );
  return answers.includes(true);
}

async function signedWith(one: {
  secret: string;
  algorithm: "SHA-256";
  claimed: Uint8Array<ArrayBuffer>;
  payload: Uint8Array;
}): Promise<boolean> {
  const hmac = { name: "HMAC", hash: one.algorithm };
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(one.secret), hmac, false, ["verify"]);
  return crypto.subtle.verify("HMAC", key, one.claimed, one.payload);
}

function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

function bytesOfHex(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: text.length / 2 }, (_, byte) =>
    Number.parseInt(text.slice(2 * byte, 2 * byte + 2), 16),
  );
}
