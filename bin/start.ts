/**
 * Runs Tessera on this machine with one command: secrets, the embedded database, a year of demo history, the Worker in
 * workerd and its cron. `npm start -- --preset NAME` runs another programme; PORT, TESSERA_DATA and LIBSQL_URL are honoured.
 */
import { mkdirSync } from "node:fs";
import { buildWorker } from "./build.ts";
import { migrateDatabase } from "./migrate.ts";
import { seed } from "./seed/seed.ts";
import { CannotStart } from "./start/cannot-start.ts";
import { letTimePass } from "./start/cron.ts";
import { openDatabase, withoutSecrets } from "./start/database.ts";
import { demoInWords, demoOf, removeDemo, writeDemo } from "./start/demo.ts";
import { agreeToFresh } from "./start/fresh.ts";
import { readHeld } from "./start/held.ts";
import { readOptions } from "./start/options.ts";
import { freePort } from "./start/port.ts";
import { step } from "./start/progress.ts";
import { secretIn } from "./start/secret.ts";
import { startWorker } from "./workerd.ts";

/** What was opened, in order: closed the other way round, whether the start succeeded or not. */
const opened: (() => Promise<void> | void)[] = [];
let isStopping = false;

stopOnSignals();
await start().catch(async (error: unknown) => {
  console.error(error instanceof CannotStart ? `\n${error.message}` : error);
  await stop(1);
});

async function start(): Promise<void> {
  const started = performance.now();
  const options = readOptions(process.argv.slice(2), process.env);
  const { preset, document, directory } = options;
  const port = await freePort(options.port);
  if (options.isFresh) await agreeToFresh(options);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const secret = secretIn(directory);

  const database = await step(`Database for "${preset}"`, () => openDatabase(options));
  opened.push(database.close);
  removeDemo(directory);
  const { client, url: databaseUrl, token } = database;
  const held = await readHeld(client);
  if (held && held.programme !== preset) {
    throw new CannotStart(
      `The database at ${withoutSecrets(databaseUrl)} holds the programme "${held.programme}", not "${preset}": start that one with --preset ${held.programme}, or give another LIBSQL_URL.`,
    );
  }
  await step("Schema", () => migrateDatabase({ url: databaseUrl, ...(token === undefined ? {} : { token }) }));
  if (!held || held.unfinishedEnd !== null) {
    const end = held?.unfinishedEnd ?? Date.now();
    await step("A year of history", () => seed({ client, secret, document, end }));
  }
  const script = await step("Worker", buildWorker);

  const url = `http://127.0.0.1:${port}`;
  const demo = await demoOf({ client, secret, preset, url, databaseUrl });
  // Before the Worker listens, so that whoever waits for it finds the addresses; the port is known.
  writeDemo(directory, demo);
  opened.push(() => removeDemo(directory));
  const worker = await step("workerd", () =>
    startWorker({
      script,
      port,
      bindings: {
        DATABASE_URL: databaseUrl,
        ...(token === undefined ? {} : { DATABASE_TOKEN: token }),
        SECRET: secret,
        ENVIRONMENT: "test",
        DEMO: "true",
      },
    }),
  );
  stopOnSignals();
  opened.push(worker.stop);
  opened.push(letTimePass(worker));
  console.log(demoInWords(demo));
  console.log(
    `Ready after ${((performance.now() - started) / 1000).toFixed(1)} s. Ctrl-C stops it; the data stays in ${directory}.`,
  );
}

/** Again once Miniflare runs: its own listeners would end the process before the database is closed. */
function stopOnSignals(): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.removeAllListeners(signal);
    // Not once: Ctrl-C arrives twice, from the terminal and from npm.
    process.on(signal, () => void stop(0));
  }
}

async function stop(status: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  for (const close of opened.reverse()) await close();
  process.exit(status);
}
