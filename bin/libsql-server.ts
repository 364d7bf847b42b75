/**
 * Runs the embedded libSQL server from the command line until it is stopped (Ctrl-C or SIGTERM), then closes the files cleanly.
 *
 *   node bin/libsql-server.ts --directory .tessera --port 8080
 *
 * LIBSQL_TOKEN in the environment is the bearer token: on the command line every user of the machine could read it.
 */
import { parseArgs } from "node:util";
import { type LibsqlServerOptions, startLibsqlServer } from "./libsql-server/start.ts";

const { values } = parseArgs({
  options: {
    directory: { type: "string", default: ".tessera" },
    port: { type: "string", default: "8080" },
    host: { type: "string", default: "127.0.0.1" },
    synchronous: { type: "string", default: "FULL" },
    "wal-autocheckpoint": { type: "string" },
    "no-create": { type: "boolean", default: false },
  },
});

try {
  const server = await startLibsqlServer(optionsOf(values));
  console.log(`libSQL server on ${server.url}, files in ${values.directory}`);
  const stop = () => {
    server.close().catch(fail);
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
} catch (error) {
  fail(error);
}

function optionsOf({ directory, port, host, synchronous, ...rest }: typeof values): LibsqlServerOptions {
  if (synchronous !== "NORMAL" && synchronous !== "FULL") {
    throw new Error(`--synchronous must be NORMAL or FULL, not ${synchronous}`);
  }
  const token = process.env.LIBSQL_TOKEN;
  const pages = rest["wal-autocheckpoint"];
  return {
    directory,
    port: Number(port),
    host,
    synchronous,
    create: !rest["no-create"],
    ...(token === undefined ? {} : { token }),
    ...(pages === undefined ? {} : { walAutocheckpoint: Number(pages) }),
  };
}

function fail(error: unknown): void {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
