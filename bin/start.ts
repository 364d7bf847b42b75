/**
 * Runs Tessera on this machine with one command: secrets, the embedded database, a year of demo history, the Worker in
 * workerd and its cron. `npm start -- --preset NAME` runs another programme; PORT, TESSERA_DATA and LIBSQL_URL are honoured.
 */
import { CannotStart } from "./start/cannot-start.ts";
import { agreeToFresh } from "./start/fresh.ts";
import { readOptions } from "./start/options.ts";
import { freePort } from "./start/port.ts";
import type { Opened } from "./start/run.ts";

const opened: Opened = [];
let isStopping = false;

stopOnSignals();
await start().catch(async (error: unknown) => {
  console.error(error instanceof CannotStart ? `\n${error.message}` : error);
  await stop(1);
});

async function start(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env);
  const port = await freePort(options.port);
  if (options.isFresh) await agreeToFresh(options);
  // Loaded only now: whoever mistyped a name shall not wait for a bundler.
  const [{ run }, { demoInWords }] = await Promise.all([import("./start/run.ts"), import("./start/demo.ts")]);
  const demo = await run(options, port, opened);
  stopOnSignals();
  console.log(demoInWords(demo));
  const seconds = (performance.now() / 1000).toFixed(1);
  console.log(`Ready after ${seconds} s. Ctrl-C stops it; the data stays in ${options.directory}.`);
}

/** Again once Miniflare runs: its own listeners would end the process before the database is closed. */
function stopOnSignals(): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.removeAllListeners(signal);
    // Not once: Ctrl-C arrives twice, from the terminal and from npm.
    process.on(signal, () => void stop(0));
  }
}

/** Closes what was opened, the last first, whether the start succeeded or not. */
async function stop(status: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  for (const close of opened.reverse()) await close();
  process.exit(status);
}
