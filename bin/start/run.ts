/** Everything of a start that takes time: database, schema, history, Worker, cron. What it opens is closed by the caller. */
import { mkdirSync } from "node:fs";
import { buildWorker } from "../build.ts";
import { buildWeb } from "../build-web.ts";
import { migrateDatabase } from "../migrate.ts";
import { demoHooksOf } from "../seed/keys.ts";
import { seed } from "../seed/seed.ts";
import { startWorker } from "../workerd.ts";
import { CannotStart } from "./cannot-start.ts";
import { letTimePass } from "./cron.ts";
import { openDatabase, withoutSecrets } from "./database.ts";
import { type Demo, demoOf, removeDemo, writeDemo } from "./demo.ts";
import { readHeld } from "./held.ts";
import { keepCheckpoints } from "./keep-checkpoints.ts";
import { logTo } from "./log.ts";
import type { Options } from "./options.ts";
import { step } from "./progress.ts";
import { secretIn } from "./secret.ts";

/** What is to be closed, in the order in which it was opened. */
export type Opened = (() => Promise<void> | void)[];

/** Runs a preset on a free port until what it opened is closed. Throws CannotStart with a sentence for what stands in the way. */
export async function run(options: Options, port: number, opened: Opened): Promise<Demo> {
  const { preset, document, directory, witness, tiles } = options;
  const isUrl = witness !== null && /^https?:/.test(witness);
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new CannotStart(`There can be no directory ${directory}: ${(error as Error).message}.`);
  }
  const secret = secretIn(directory);
  // A history that a power cut takes the end of is gone on with, so it need not wait for the disk: a quarter of its time.
  let database = await step(`Database for "${preset}"`, () => openDatabase(options, "NORMAL"));
  opened.push(() => database.close());
  removeDemo(directory);
  const held = await readHeld(database.client);
  if (held && held.programme !== preset) {
    throw new CannotStart(
      `The database at ${withoutSecrets(database.url)} holds the programme "${held.programme}", not "${preset}": start that one with --preset ${held.programme}, or give another LIBSQL_URL.`,
    );
  }
  await step("Schema", () => migrateDatabase(database));
  if (!held || held.unfinishedEnd !== null) {
    const end = held?.unfinishedEnd ?? Date.now();
    await step("A year of history", () => seed({ client: database.client, secret, document, end }));
  }
  await database.close();
  database = await openDatabase({ ...options, isFresh: false }, "FULL");
  const { client, url: databaseUrl, token } = database;
  const [script, assets] = await step("Worker and pages", () => Promise.all([buildWorker(), buildWeb()]));

  const demo = await demoOf({ client, secret, preset, url: `http://127.0.0.1:${port}`, databaseUrl });
  // Before the Worker listens, so that whoever waits for it finds the addresses; the port is known.
  writeDemo(directory, demo);
  opened.push(() => removeDemo(directory));
  const worker = await step("workerd", () =>
    startWorker({
      script,
      assets,
      port,
      log: logTo(directory),
      bindings: {
        DATABASE_URL: databaseUrl,
        ...(token === undefined ? {} : { DATABASE_TOKEN: token }),
        SECRET: secret,
        ENVIRONMENT: "test",
        ...(witness !== null && isUrl ? { LOG_WITNESS: witness } : {}),
        ...tiles,
        DEMO: "true",
        WEBHOOKS_LOCAL: "true",
        ...(demo.storeKey === null ? {} : { DEMO_STORE_KEY: demo.storeKey }),
        HOOKS: demoHooksOf(secret, demo.store, plansOf(document)),
      },
    }),
  );
  opened.push(worker.stop);
  opened.push(
    witness === null || isUrl ? letTimePass(worker) : letTimePass(worker, keepCheckpoints(worker.url, witness)),
  );
  return demo;
}

/** The first membership of a programme is what the samples' subscription pays. */
function plansOf({ units }: Options["document"]): Record<string, string> {
  const [plan] = Object.entries((units ?? {}) as Record<string, { membership?: unknown }>).filter(
    ([, { membership }]) => membership !== undefined,
  );
  return plan === undefined ? {} : { price_demo: plan[0] };
}
