/** A device that makes passkeys, as tests have it: ES256 (WebAuthn level 3, sections 6.1, 6.5 and 8.2). */
import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { isoCBOR } from "@simplewebauthn/server/helpers";

/** What a device is asked, and what it may say otherwise than asked. */
interface Asked {
  challenge: string;
  host: string;
  origin?: string;
  /** Whether it made sure that it is she. */
  isVerified?: boolean;
  /** Whether it vouches for the new key though nobody asked: with that key alone, or with its maker's certificate. */
  attests?: "by itself" | "by certificate";
}

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const HAS_CREDENTIAL = 0x40;
const sha256 = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest();

/** A new device with one credential; what it answers is WebAuthn's JSON. */
export function newAuthenticator() {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const id = randomBytes(16);
  const key = isoCBOR.encode(
    new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Uint8Array.from(Buffer.from(x, "base64url"))],
      [-3, Uint8Array.from(Buffer.from(y, "base64url"))],
    ]),
  );
  const names = { id: id.toString("base64url"), rawId: id.toString("base64url"), type: "public-key" };

  const clientData = (type: string, { challenge, host, origin = `http://${host}` }: Asked) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const dataOf = ({ host, isVerified = true }: Asked, flags: number, counter: number) => {
    const counted = Buffer.alloc(4);
    counted.writeUInt32BE(counter);
    return Buffer.concat([
      sha256(host),
      Buffer.from([USER_PRESENT | (isVerified ? USER_VERIFIED : 0) | flags]),
      counted,
    ]);
  };

  return {
    credential: names.id,
    /** Answers navigator.credentials.create. */
    create(asked: Asked) {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const authData = Buffer.concat([dataOf(asked, HAS_CREDENTIAL, 0), Buffer.alloc(16), length, id, key]);
      const said = clientData("webauthn.create", asked);
      const signature = Uint8Array.from(sign("sha256", Buffer.concat([authData, sha256(said)]), privateKey));
      const statement = new Map<string, number | Uint8Array | Uint8Array[]>();
      if (asked.attests !== undefined) statement.set("alg", -7).set("sig", signature);
      if (asked.attests === "by certificate") statement.set("x5c", [Uint8Array.from(randomBytes(500))]);
      const attestationObject = isoCBOR.encode(
        new Map<string, string | typeof statement | Uint8Array>([
          ["fmt", asked.attests === undefined ? "none" : "packed"],
          ["attStmt", statement],
          ["authData", Uint8Array.from(authData)],
        ]),
      );
      const response = {
        clientDataJSON: said.toString("base64url"),
        attestationObject: Buffer.from(attestationObject).toString("base64url"),
      };
      return { ...names, response, clientExtensionResults: {} };
    },
    /** Answers navigator.credentials.get with what its counter is then. */
    get(asked: Asked, counter: number) {
      const [said, authData] = [clientData("webauthn.get", asked), dataOf(asked, 0, counter)];
      const response = {
        clientDataJSON: said.toString("base64url"),
        authenticatorData: authData.toString("base64url"),
        signature: sign("sha256", Buffer.concat([authData, sha256(said)]), privateKey).toString("base64url"),
      };
      return { ...names, response, clientExtensionResults: {} };
    },
  };
}
