/** What a Worker is given: parsed once, named once. */
import { type DatabaseAddress, databaseAt } from "../database/client.ts";
import { type BeaconSources, PUBLIC_RELAYS } from "../operations/relays.ts";
import type { CheckpointMail, Ledger } from "../operations/verb.ts";
import type { Programme } from "../programme/programme.ts";
import { sendMail } from "./mailer.ts";
import { Problem } from "./problem.ts";

/** Bindings, variables and secrets as wrangler.toml declares them. */
export interface Bindings {
  /** libSQL over HTTP: http(s):// or libsql://. */
  DATABASE_URL?: string;
  DATABASE_TOKEN?: string;
  /** Instead of one database, one per host: { "club.example": { "url": …, "token": … } }. */
  PROGRAMMES?: string;
  /** At least 32 characters; signs sessions, codes and draw secrets. */
  SECRET: string;
  /** "test" or "live": which keys are accepted. */
  ENVIRONMENT: string;
  /** Stores' platforms: { "sto_shop": { "shopify": { "shop": "ada.myshopify.com", "secrets": ["new", "old"] }, "stripe": { "secrets": ["whsec_…"], "plans": { "price_…": "basic" } } } }. */
  HOOKS?: string;
  /** Instant in milliseconds, in tests only; refused in a live environment. */
  FIXED_NOW?: string;
  /** Relays of drand, separated by commas; absent: the public ones. */
  DRAND_RELAYS?: string;
  /** "false": beacons are not judged here, which takes CPU that the free plan lacks; two relays have to say the same. */
  VERIFY_BEACONS?: string;
  /** Where each checkpoint of the public log is sent: an https:// URL of somebody outside, who may be a C2SP witness. */
  LOG_WITNESS?: string;
  /** Addresses, separated by commas, that get the newest checkpoint by mail; they need MAIL_FROM and a way to send. */
  LOG_EMAIL?: string;
  /** Every so many hours; absent: 24. */
  LOG_EMAIL_HOURS?: string;
  /** "true": webhooks may go to http:// on this machine too, for a demo and tests; refused in a live environment. */
  WEBHOOKS_LOCAL?: string;
  /** Where maps take their tiles: an https:// address with {z}, {x} and {y}. Absent: from nowhere, the ground is plain. */
  TILES?: string;
  /** Who made them, as every map has to say; absent: OpenStreetMap's contributors. */
  TILES_ATTRIBUTION?: string;
  /** "true": demo positions, the tour and the demo store. */
  DEMO?: string;
  /** The key of the demo's shop: its pages never have it, and /developers shows it to whoever tries the demo. */
  DEMO_STORE_KEY?: string;
  ASSETS?: Fetcher;
  RATE_LIMITER?: RateLimit;
  /** How often one address may try to sign in. */
  SIGN_IN_LIMITER?: RateLimit;
  /** Cloudflare's Email Service, where it sends our mail. */
  EMAIL?: SendEmail;
  /** Who our mail is from: an address, or "Name <address>". */
  MAIL_FROM?: string;
  /** Where another provider takes a mail over HTTP, its token, and the JSON it wants (edge/mailer.ts). */
  MAIL_URL?: string;
  MAIL_TOKEN?: string;
  MAIL_BODY?: string;
  /** Accounts elsewhere that members sign in with: [{ "name": "google", "title": "Google", "issuer": "https://…", "clientId": "…", "clientSecret": "…" }]. */
  OIDC?: string;
}

/** Whether this is a demo that has a shop of its own. A live environment never is. */
export function isDemo({ DEMO, ENVIRONMENT, DEMO_STORE_KEY }: Bindings): boolean {
  return DEMO === "true" && ENVIRONMENT !== "live" && DEMO_STORE_KEY !== undefined;
}

/** Documents that were read, per database: never per isolate, which may serve several programmes. */
const documents = new Map<string, Map<number, Programme>>();
const programmes = new Map<string, Record<string, { url: string; token?: string }>>();

/** The ledger that serves a host. Problems: not_found for a host that no programme has. Throws a fault for a missing or short secret. */
export function ledgerOf(bindings: Bindings, host: string): Ledger {
  return ledgerAt(bindings, addressOf(bindings, host));
}

/** The ledgers of all programmes, for the cron trigger. */
export function ledgersOf(bindings: Bindings): Ledger[] {
  const { PROGRAMMES: list } = bindings;
  const hosts = list === undefined ? [""] : Object.keys(programmesIn(list));
  return hosts.map((host) => ledgerAt(bindings, addressOf(bindings, host)));
}

function ledgerAt(bindings: Bindings, { url, token }: DatabaseAddress): Ledger {
  const { SECRET: secret, FIXED_NOW: now, ENVIRONMENT: environment, LOG_WITNESS: witness } = bindings;
  const hasLocalEndpoints = bindings.WEBHOOKS_LOCAL === "true";
  if (!secret || secret.length < 32) throw new Error("SECRET is missing or shorter than 32 characters");
  if (now !== undefined && environment === "live") throw new Error("FIXED_NOW is for tests");
  if (hasLocalEndpoints && environment === "live") throw new Error("WEBHOOKS_LOCAL is for a demo and tests");
  const known = documents.get(url) ?? new Map<number, Programme>();
  documents.set(url, known);
  return {
    client: databaseAt({ url, token }),
    secret,
    now: now === undefined ? null : Number(now),
    witness: witness ?? null,
    checkpointMail: checkpointMailOf(bindings),
    hasLocalEndpoints,
    documents: known,
    beacons: beaconSources(bindings),
    ...(environment === "test" ? { hasFixedDraws: true } : {}),
  };
}

/** Who gets checkpoints by mail; null: nobody. Settings that cannot be are found by the clock, which says so. */
export function checkpointMailOf(bindings: Bindings): CheckpointMail | null {
  const { LOG_EMAIL: to, LOG_EMAIL_HOURS: everyHours = "24" } = bindings;
  if (!to) return null;
  return {
    to: to.split(",").map((address) => address.trim()),
    everyHours: Number(everyHours),
    // The clock has no host of its own, so the sender has to be said.
    send: async (mail) => bindings.MAIL_FROM !== undefined && (await sendMail(bindings, "", mail)),
  };
}

function beaconSources({ DRAND_RELAYS: relays, VERIFY_BEACONS: verify }: Bindings): BeaconSources {
  return {
    relays: relays === undefined ? PUBLIC_RELAYS : relays.split(",").map((relay) => relay.trim().replace(/\/$/, "")),
    isJudged: verify !== "false",
  };
}

function addressOf(
  { DATABASE_URL: url, DATABASE_TOKEN: token, PROGRAMMES: list }: Bindings,
  host: string,
): DatabaseAddress {
  if (list === undefined) {
    if (!url) throw new Error("DATABASE_URL is missing");
    return { url, token };
  }
  const known = programmesIn(list);
  const found = Object.hasOwn(known, host) ? known[host] : undefined;
  if (!found) throw new Problem("not_found");
  return { url: found.url, token: found.token };
}

function programmesIn(list: string): Record<string, { url: string; token?: string }> {
  const known = programmes.get(list) ?? (JSON.parse(list) as Record<string, { url: string; token?: string }>);
  programmes.set(list, known);
  return known;
}
