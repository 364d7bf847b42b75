/**
 * Accounts elsewhere, by OpenID Connect Core 1.0: the authorization code flow with PKCE, state and nonce, which a sealed cookie
 * keeps until she is back. Only an address that the provider has verified says who she is.
 */
import * as oauth from "oauth4webapi";
import * as z from "zod";
import { sha256Hex } from "../values/hash.ts";
import { normalisedEmail } from "../values/member-ref.ts";
import type { Bindings } from "./environment.ts";

/** A provider that the operator has configured. */
export interface Provider {
  name: string;
  title: string;
  issuer: string;
  clientId: string;
  clientSecret: string;
}

/** What has to be kept until she is back. */
export interface Begun {
  provider: string;
  state: string;
  nonce: string;
  verifier: string;
}

/** Who came back. */
export interface Arrived {
  subject: string;
  /** Normalised; null: the provider has verified none. */
  email: string | null;
  name: string | null;
  /** Of this way through the provider: it signs in once. */
  claim: string;
}

const listed = z.array(
  z.strictObject({
    name: z.string().regex(/^[a-z0-9-]{1,40}$/),
    title: z.string().min(1).max(60),
    issuer: z.url(),
    clientId: z.string().min(1),
    clientSecret: z.string().min(1),
  }),
);

const known = new Map<string, Provider[]>();

/** The providers of OIDC, parsed once. Throws a fault for a setting that does not read. */
export function providersOf({ OIDC: text }: Bindings): Provider[] {
  if (text === undefined || text === "") return [];
  const providers = known.get(text) ?? listed.parse(JSON.parse(text));
  known.set(text, providers);
  return providers;
}

/** How long what a provider says of itself is believed, in milliseconds. */
const BELIEVED_MS = 3_600_000;
const servers = new Map<string, { server: oauth.AuthorizationServer; until: number }>();

async function serverOf({ issuer }: Provider, options: Options): Promise<oauth.AuthorizationServer> {
  const found = servers.get(issuer);
  if (found && found.until > Date.now()) return found.server;
  const url = new URL(issuer);
  const server = await oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, options));
  servers.set(issuer, { server, until: Date.now() + BELIEVED_MS });
  return server;
}

type Options = { [oauth.allowInsecureRequests]: boolean };

/** http is for a provider on the same machine, in tests: a live environment asks none. */
function optionsOf({ ENVIRONMENT }: Bindings): Options {
  return { [oauth.allowInsecureRequests]: ENVIRONMENT !== "live" };
}

/** Where to send her, and what to keep. Rejects when the provider does not say where. */
export async function begin(
  bindings: Bindings,
  provider: Provider,
  redirectUri: string,
): Promise<{ url: string; begun: Begun }> {
  const server = await serverOf(provider, optionsOf(bindings));
  if (!server.authorization_endpoint) throw new TypeError(`${provider.name} names no authorization endpoint`);
  const begun = {
    provider: provider.name,
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    verifier: oauth.generateRandomCodeVerifier(),
  };
  const url = new URL(server.authorization_endpoint);
  const asked = {
    client_id: provider.clientId,
    redirect_uri: redirectUri,
    response_type: "code",
    scope: "openid email profile",
    state: begun.state,
    nonce: begun.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(begun.verifier),
    code_challenge_method: "S256",
  };
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
  return { url: url.href, begun };
}

/** Who came back with an answer. Rejects where anything of it does not hold: state, code, signature, issuer, audience, nonce, time. */
export async function arrive(
  bindings: Bindings,
  provider: Provider,
  { url, redirectUri, begun }: { url: URL; redirectUri: string; begun: Begun },
): Promise<Arrived> {
  const options = optionsOf(bindings);
  const server = await serverOf(provider, options);
  const client = { client_id: provider.clientId };
  const answer = oauth.validateAuthResponse(server, client, url, begun.state);
  const authentication = oauth.ClientSecretBasic(provider.clientSecret);
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    authentication,
    answer,
    redirectUri,
    begun.verifier,
    options,
  );
  const expected = { expectedNonce: begun.nonce, requireIdToken: true };
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, expected);
  await oauth.validateApplicationLevelSignature(server, response, options);
  const claims = oauth.getValidatedIdTokenClaims(tokens);
  if (!claims) throw new TypeError(`${provider.name} named nobody`);
  const { sub, email, email_verified: isVerified, name } = claims;
  return {
    subject: sub,
    email: isVerified === true && typeof email === "string" ? normalisedEmail(email) : null,
    name: typeof name === "string" ? name : null,
    claim: `account-proof:${sha256Hex(`${begun.state}\n${begun.nonce}`)}`,
  };
}
