/**
 * Passkeys as WebAuthn level 3 has them: challenges that are stored nowhere, and what devices answer to them. The library is
 * loaded when the first of them comes, since most requests need none of it. A challenge is used up by the operation.
 */
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";
import * as z from "zod";
import type { Instant } from "../values/day.ts";
import { digestsEqual, hmacHex, sha256Hex } from "../values/hash.ts";
import { base32 } from "../values/id.ts";
import type { JsonObject } from "../values/json.ts";
import type { Ctx } from "./serve.ts";

/** How long a device may take, in milliseconds: WebAuthn's own advice (section 15.1). */
const CHALLENGE_MS = 300_000;
const LUCK_BYTES = 16;

/** For what a challenge was made: to sign in, or to add a passkey to a member. */
type Purpose = "sign-in" | `add/${string}`;

interface At {
  now: Instant;
  secret: string;
  purpose: Purpose;
}

/** What a device showed, once its signature held. */
export interface Shown {
  counter: number;
  /** Of the challenge, which is answered once. */
  claim: string;
}

/** What a browser needs to make a passkey for a member. */
export async function optionsToAdd(
  context: Ctx,
  {
    member,
    name,
    programme,
    known,
    ...at
  }: Omit<At, "purpose"> & {
    member: string;
    name: string;
    programme: string;
    /** Credentials that she has: none is made on the same device again. */
    known: string[];
  },
): Promise<JsonObject> {
  const { generateRegistrationOptions } = await import("@simplewebauthn/server");
  const options = await generateRegistrationOptions({
    rpName: programme,
    rpID: hostOf(context),
    userName: name,
    userDisplayName: name,
    userID: utf8(member),
    challenge: challengeOf({ ...at, purpose: `add/${member}` }),
    timeout: CHALLENGE_MS,
    attestationType: "none",
    excludeCredentials: known.map((id) => ({ id })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
  return JSON.parse(JSON.stringify(options)) as JsonObject;
}

/** What a browser needs to sign in with whichever passkey its device has. */
export async function optionsToSignIn(context: Ctx, at: Omit<At, "purpose">): Promise<JsonObject> {
  const { generateAuthenticationOptions } = await import("@simplewebauthn/server");
  const options = await generateAuthenticationOptions({
    rpID: hostOf(context),
    challenge: challengeOf({ ...at, purpose: "sign-in" }),
    timeout: CHALLENGE_MS,
    userVerification: "required",
  });
  return JSON.parse(JSON.stringify(options)) as JsonObject;
}

/** A new credential, or null where what was signed does not hold. */
export async function addedIn(
  context: Ctx,
  response: JsonObject,
  at: At,
): Promise<(Shown & { credential: string; publicKey: string }) | null> {
  const { verifyRegistrationResponse } = await import("@simplewebauthn/server");
  const { expected, claim } = expectedBy(context, response, at);
  const verified = await verifyRegistrationResponse({
    ...expected,
    response: response as unknown as RegistrationResponseJSON,
  }).catch(() => null); // whatever is wrong with it, it is refused by the same words
  if (!verified?.verified) return null;
  const { id, publicKey, counter } = verified.registrationInfo.credential;
  return { credential: id, publicKey: base64Url(publicKey), counter, claim };
}

/** What a known credential showed, or null where what was signed does not hold. Whether its counter rose is for the decision. */
export async function shownBy(
  context: Ctx,
  response: JsonObject,
  known: { credential: string; publicKey: string },
  at: At,
): Promise<Shown | null> {
  const { verifyAuthenticationResponse } = await import("@simplewebauthn/server");
  const { expected, claim } = expectedBy(context, response, at);
  // With the counter of now, the same request again would be refused here before its earlier answer is found.
  const credential = { id: known.credential, publicKey: bytesOf(known.publicKey), counter: 0 };
  const verified = await verifyAuthenticationResponse({
    ...expected,
    credential,
    response: response as unknown as AuthenticationResponseJSON,
  }).catch(() => null); // as above
  return verified?.verified ? { counter: verified.authenticationInfo.newCounter, claim } : null;
}

/** The public id of a credential's row. */
export function passkeyName(credential: string): string {
  return `pky_${sha256Hex(credential).slice(0, 32)}`;
}

function expectedBy(context: Ctx, response: JsonObject, at: At) {
  // The claim is named before anything is verified: the same challenge, the same name.
  const challenge = challengeSaid(response);
  return {
    claim: `passkey-challenge:${sha256Hex(challenge)}`,
    expected: {
      expectedChallenge: (encoded: string) => textOf(encoded) === challenge && isOurs(challenge, at),
      expectedOrigin: new URL(context.req.url).origin,
      expectedRPID: hostOf(context),
      requireUserVerification: true,
    },
  };
}

const answered = z.object({ response: z.object({ clientDataJSON: z.string() }) });
const clientData = z.object({ challenge: z.string() });

/** The challenge that a device says it answers; empty: it says none that can be read. */
function challengeSaid(response: JsonObject): string {
  const { data } = answered.safeParse(response);
  try {
    const said = clientData.safeParse(JSON.parse(textOf(data?.response.clientDataJSON ?? "")));
    return textOf(said.data?.challenge ?? "");
  } catch (fault) {
    // What is no JSON, and what is no base64.
    if (fault instanceof SyntaxError || fault instanceof DOMException) return "";
    throw fault;
  }
}

/** `{time}.{luck}.{mac}` as UTF-8. */
function challengeOf({ now, secret, purpose }: At): Uint8Array<ArrayBuffer> {
  const said = `${now.toString(36)}.${base32(crypto.getRandomValues(new Uint8Array(LUCK_BYTES)))}`;
  return utf8(`${said}.${macOf(said, { secret, purpose })}`);
}

function isOurs(challenge: string, { now, ...at }: At): boolean {
  const [, said, time, mac] = /^(([0-9a-z]{1,12})\.[0-9a-z]{26})\.([0-9a-f]{64})$/.exec(challenge) ?? [];
  if (said === undefined || time === undefined || mac === undefined) return false;
  return digestsEqual(macOf(said, at), mac) && Number.parseInt(time, 36) + CHALLENGE_MS > now;
}

function macOf(said: string, { secret, purpose }: Pick<At, "secret" | "purpose">): string {
  return hmacHex(secret, `passkey/${purpose}/${said}`);
}

function hostOf(context: Ctx): string {
  return new URL(context.req.url).hostname;
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(new TextEncoder().encode(text));
}

function textOf(encoded: string): string {
  return new TextDecoder().decode(bytesOf(encoded));
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
}
