/**
 * Deploys to Cloudflare: checks the settings, migrates the databases, then lets wrangler build web/ and the Worker, and upload.
 *
 *     npm run deploy                 needs SECRET, DATABASE_URL (with DATABASE_TOKEN) or PROGRAMMES, and a Cloudflare login
 *     npm run deploy -- --dry-run    builds into .build/deploy and says the Worker's size: no network, no account, no settings
 *
 * Migrations come first and only add, so the Worker that still runs lives with the new schema or answers 503 `migrating`
 * until the new one is there. Secrets that are set in the environment are uploaded with the Worker; others stay as they are.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { databasesIn } from "./databases.ts";
import { migrateAll } from "./migrate.ts";

const ROOT = new URL("..", import.meta.url).pathname;
const OUT = ".build/deploy";
/** Of the Worker, when they are in the environment. */
const SECRETS = [
  "SECRET",
  "DATABASE_URL",
  "DATABASE_TOKEN",
  "PROGRAMMES",
  "HOOKS",
  "DRAND_RELAYS",
  "VERIFY_BEACONS",
  "LOG_WITNESS",
  "LOG_EMAIL",
  "LOG_EMAIL_HOURS",
  "TILES",
  "TILES_ATTRIBUTION",
  "MAIL_FROM",
  "MAIL_URL",
  "MAIL_TOKEN",
  "MAIL_BODY",
  "OIDC",
];
/** As functions/edge/environment.ts asks for it. */
const SECRET_LENGTH_MIN = 32;

type Environment = Record<string, string | undefined>;

/** The secrets that go with a deployment. Throws a sentence for a setting that is missing or wrong. */
export function secretsIn(environment: Environment): Record<string, string> {
  if ((environment.SECRET ?? "").length < SECRET_LENGTH_MIN)
    throw new Error(
      "SECRET is missing or shorter than 32 characters: make one with `openssl rand -hex 32`, keep it, and use the same for each deployment.",
    );
  databasesIn(environment);
  if (!["live", "test", undefined].includes(environment.ENVIRONMENT))
    throw new Error(`ENVIRONMENT is ${environment.ENVIRONMENT}, but a Worker is "live" (the default) or "test".`);
  return Object.fromEntries(SECRETS.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])));
}

/** Builds as a deployment would, without network or account; answers the Worker's sizes in bytes. */
export async function bundle(): Promise<{ bytes: number; gzipped: number }> {
  await wrangler(["deploy", "--dry-run", "--outdir", OUT]);
  const script = readFileSync(join(ROOT, OUT, "worker.mjs"));
  return { bytes: script.length, gzipped: gzipSync(script).length };
}

async function deploy(): Promise<void> {
  const secrets = secretsIn(process.env);
  await migrateAll(databasesIn(process.env));
  const directory = mkdtempSync(join(tmpdir(), "tessera-deploy-"));
  try {
    const file = join(directory, "secrets.json");
    writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
    const { ENVIRONMENT: environment = "live" } = process.env;
    await wrangler(["deploy", "--secrets-file", file, "--var", `ENVIRONMENT:${environment}`]);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Runs wrangler with this Node. Rejects when it fails; it says itself why. */
function wrangler(args: string[]): Promise<void> {
  const script = join(ROOT, "node_modules/wrangler/bin/wrangler.js");
  const child = spawn(process.execPath, [script, ...args], {
    cwd: ROOT,
    // The banner looks for a newer version, and a deployment tells nobody how it went.
    env: { ...process.env, WRANGLER_HIDE_BANNER: "true", WRANGLER_SEND_METRICS: "false" },
    stdio: ["inherit", "inherit", "inherit"],
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (status) =>
      status === 0 ? resolve() : reject(new Error(`wrangler ${args[0]} failed (${status})`)),
    );
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    const [flag, ...more] = process.argv.slice(2);
    if (more.length > 0 || (flag !== undefined && flag !== "--dry-run"))
      throw new Error("usage: npm run deploy [-- --dry-run]");
    if (flag === undefined) await deploy();
    else {
      const { bytes, gzipped } = await bundle();
      console.log(`The Worker has ${kilobytes(bytes)} kB, ${kilobytes(gzipped)} kB gzipped, in ${OUT}.`);
    }
  } catch (fault) {
    console.error(fault instanceof Error ? fault.message : fault);
    process.exitCode = 1;
  }
}

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(0);
}
