/** One embedded server and one Worker in workerd for all HTTP tests; each test file takes databases of its own by host. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startLibsqlServer } from "../../bin/libsql-server/start.ts";
import { writeOpenapi } from "../../bin/openapi.ts";
import { writePageWords } from "../../bin/page-words.ts";
import { startWorker } from "../../bin/workerd.ts";
import { builtWorker } from "./built.ts";
import { faultsOnly } from "./faults-only.ts";
import { MAIL_TOKEN, startMailReceiver } from "./mail-receiver.ts";
import { OIDC_CLIENT, startOidcProvider } from "./oidc-provider.ts";
import { startSqld } from "./sqld.ts";

/** Worlds that one test file can take, and all of a run: by a number that each file has in it. */
export const WORLDS_EACH = 40;
export const WORLDS = 150 * WORLDS_EACH;

/** Signs everything in tests. */
export const SECRET = "a secret that only tests know, 32 chars and more";

declare module "vitest" {
  export interface ProvidedContext {
    workerUrl: string;
    databasesUrl: string;
    mailUrl: string;
    oidcUrl: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = mkdtempSync(join(tmpdir(), "tessera-test-"));
  const server = await startDatabases(directory);
  const programmes = Object.fromEntries(
    Array.from({ length: WORLDS }, (_, index) => [`w${index}.test`, { url: server.urlOf(`w${index}`) }]),
  );
  const mail = await startMailReceiver();
  const oidc = await startOidcProvider();
  const assets = join(directory, "assets");
  const [script] = await Promise.all([builtWorker(), writeOpenapi(assets), writePageWords(assets)]);
  const worker = await startWorker({
    script,
    assets,
    log: faultsOnly,
    bindings: {
      PROGRAMMES: JSON.stringify(programmes),
      SECRET,
      ENVIRONMENT: "test",
      DEMO: "true",
      MAIL_URL: mail.url,
      MAIL_TOKEN,
      OIDC: JSON.stringify([{ name: "elsewhere", title: "Elsewhere", issuer: oidc.url, ...OIDC_CLIENT }]),
      MAIL_FROM: "Club <club@example.com>",
      WEBHOOKS_LOCAL: "true",
      HOOKS: JSON.stringify({
        sto_shop: {
          shopify: { shop: "ada-tea.myshopify.com", secrets: ["new secret", "old secret"] },
          stripe: { secrets: ["whsec_new", "whsec_old"], plans: { price_basic: "basic" } },
        },
      }),
    },
  });
  project.provide("workerUrl", worker.url);
  project.provide("databasesUrl", server.url);
  project.provide("mailUrl", mail.url);
  project.provide("oidcUrl", oidc.url);
  return async () => {
    await worker.stop();
    await mail.close();
    await oidc.close();
    await server.close();
    rmSync(directory, { recursive: true, force: true });
  };
}

/** The embedded server, or the real one where `SQLD` says where its program is. */
function startDatabases(directory: string) {
  if (process.env.SQLD !== undefined) return startSqld(process.env.SQLD, directory);
  // Hundreds of worlds come and go within minutes: one that rests is closed, and opened again when it is asked.
  return startLibsqlServer({ directory, synchronous: "NORMAL", databaseIdleMs: 15_000 });
}
