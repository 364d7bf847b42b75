/**
 * A small OpenID provider, as tests have it: discovery, keys, authorization with PKCE, and ID tokens by RS256. POST /next says
 * who comes next and what is wrong with the token.
 */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export const OIDC_CLIENT = { clientId: "tessera", clientSecret: "oidc-secret" };

/** Who is let in next, and with what the provider deceives. */
export interface Next {
  claims: Record<string, unknown>;
  /** Claims of the token that are put in place of the right ones. */
  instead?: Record<string, unknown>;
  /** The token is signed by a key that the provider does not publish. */
  isForged?: boolean;
  /** The state that is sent back is another. */
  isOtherState?: boolean;
}

const RS256 = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
const KEY = { ...RS256, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) };

/** Listens on a free port of 127.0.0.1. */
export async function startOidcProvider(): Promise<{ url: string; close(): Promise<void> }> {
  const [own, strange] = await Promise.all([keys(), keys()]);
  const codes = new Map<string, { asked: URLSearchParams; next: Next }>();
  let next: Next = { claims: {} };
  let url = "";

  const answers: Record<string, (asked: URL, body: string, request: IncomingMessage) => Promise<unknown> | unknown> = {
    "/.well-known/openid-configuration": () => ({
      issuer: url,
      authorization_endpoint: `${url}/authorize`,
      token_endpoint: `${url}/token`,
      jwks_uri: `${url}/jwks`,
      response_types_supported: ["code"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["RS256"],
    }),
    "/jwks": async () => ({
      keys: [{ ...(await crypto.subtle.exportKey("jwk", own.publicKey)), kid: "1", use: "sig", alg: "RS256" }],
    }),
    "/next": (_, body) => {
      next = JSON.parse(body) as Next;
      return {};
    },
    "/token": async (_, body, request) => {
      const sent = new URLSearchParams(body);
      const code = sent.get("code") ?? "";
      const begun = codes.get(code);
      codes.delete(code);
      // Both are form-encoded before they are joined (RFC 6749, section 2.3.1).
      const basic = atob((request.headers.authorization ?? "").replace(/^Basic /, ""));
      const challenge = base64Url(await sha256(sent.get("code_verifier") ?? ""));
      const holds =
        begun?.asked.get("code_challenge") === challenge &&
        begun.asked.get("redirect_uri") === sent.get("redirect_uri") &&
        decodeURIComponent(basic) === `${OIDC_CLIENT.clientId}:${OIDC_CLIENT.clientSecret}`;
      if (!holds) return { error: "invalid_grant" };
      const now = Math.floor(Date.now() / 1000);
      const claims = {
        iss: url,
        aud: OIDC_CLIENT.clientId,
        iat: now,
        exp: now + 300,
        nonce: begun.asked.get("nonce"),
        ...begun.next.claims,
        ...begun.next.instead,
      };
      const key = begun.next.isForged ? strange.privateKey : own.privateKey;
      return { access_token: "none", token_type: "Bearer", expires_in: 300, id_token: await signed(claims, key) };
    },
  };

  const server = createServer(async (request, response) => {
    const asked = new URL(request.url ?? "/", url);
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    if (asked.pathname === "/authorize") {
      const code = crypto.randomUUID();
      codes.set(code, { asked: asked.searchParams, next });
      const back = new URL(asked.searchParams.get("redirect_uri") ?? "");
      back.searchParams.set("code", code);
      back.searchParams.set("state", next.isOtherState ? "another" : (asked.searchParams.get("state") ?? ""));
      response.writeHead(302, { location: back.href }).end();
      return;
    }
    const answer = await answers[asked.pathname]?.(asked, Buffer.concat(parts).toString("utf8"), request);
    const isRefused = answer === undefined || (answer as { error?: string }).error !== undefined;
    response.writeHead(isRefused ? 400 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(answer ?? { error: "unknown" }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function keys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(KEY, true, ["sign", "verify"]) as Promise<CryptoKeyPair>;
}

async function signed(claims: object, key: CryptoKey): Promise<string> {
  const text = (part: object) => base64Url(new TextEncoder().encode(JSON.stringify(part)));
  const body = `${text({ alg: "RS256", kid: "1", typ: "JWT" })}.${text(claims)}`;
  const signature = await crypto.subtle.sign(RS256.name, key, new TextEncoder().encode(body));
  return `${body}.${base64Url(new Uint8Array(signature))}`;
}

async function sha256(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}

function base64Url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64url");
}
