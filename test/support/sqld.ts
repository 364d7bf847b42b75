/**
 * The real server in place of the embedded one: `SQLD=/path/to/sqld npm run test:http` runs every HTTP test against it.
 * Not part of `npm test`, since no registry carries a build for every machine that runs it.
 */
import { spawn } from "node:child_process";
import { Agent, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** A running sqld, with a namespace for each database that is asked for. */
export interface Sqld {
  url: string;
  urlOf(database: string): string;
  close(): Promise<void>;
}

const READY_MS = 20_000;

/**
 * As a shop would start it, and one more. Left to itself sqld checkpoints within a write's turn, and among hundreds of writers its queue
 * can then lose a wake-up and rest for five seconds (0.24.32); a checkpoint by the clock does not. It refuses (429) whoever waited a
 * second for a connection, of which it has 128; and beyond 100 namespaces it closes one while it is asked.
 */
const OPTIONS = [
  ...["--checkpoint-interval-s", "60", "--connection-creation-timeout-sec", "10"],
  ...["--max-active-namespaces", "10000"],
];
const AGENT = new Agent({ keepAlive: true });

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts the binary on loopback over a directory of its own. Rejects when it does not answer within 20 s. */
export async function startSqld(binary: string, directory: string): Promise<Sqld> {
  const [http, admin] = [await freePort(), await freePort()];
  const child = spawn(
    binary,
    [
      ...["--db-path", join(directory, "sqld"), "--enable-namespaces", "--no-welcome", ...OPTIONS],
      ...["--http-listen-addr", `127.0.0.1:${http}`, "--admin-listen-addr", `127.0.0.1:${admin}`],
    ],
    { stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, RUST_LOG: "error" } },
  );
  const answers = () =>
    fetch(`http://127.0.0.1:${http}/health`).then(
      ({ ok }) => ok,
      () => false,
    );
  for (const until = Date.now() + READY_MS; !(await answers()); await wait(50)) {
    if (child.exitCode !== null || Date.now() > until) throw new Error("sqld does not answer");
  }
  const front = await startFront(http, admin);
  return {
    url: front.url,
    urlOf: (database) => `${front.url}${database}/`,
    close: async () => {
      await front.close();
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** sqld tells namespaces apart by host, and loopback has one name: a database's first part of the path becomes its host. */
async function startFront(http: number, admin: number): Promise<{ url: string; close(): Promise<void> }> {
  const made = new Map<string, Promise<void>>();
  const front = createServer((asked, answered) => {
    const [, database = "", rest = ""] = /^\/([^/]+)(\/.*)$/.exec(asked.url ?? "") ?? [];
    const making = made.get(database) ?? makeNamespace(admin, database);
    made.set(database, making);
    making.then(
      () => {
        const headers = { ...asked.headers, host: `${database}.test` };
        const passed = request(
          { host: "127.0.0.1", port: http, path: rest, method: asked.method, headers, agent: AGENT },
          (answer) => {
            answered.writeHead(answer.statusCode ?? 502, answer.headers);
            answer.pipe(answered);
          },
        );
        passed.on("error", () => answered.destroy());
        asked.pipe(passed);
      },
      () => answered.destroy(),
    );
  });
  await new Promise<void>((resolve) => front.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(front.address() as AddressInfo).port}/`,
    close: async () => {
      front.closeAllConnections();
      await new Promise((resolve) => front.close(resolve));
    },
  };
}

async function makeNamespace(admin: number, name: string): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${admin}/v1/namespaces/${name}/create`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  if (!answer.ok) throw new Error(`sqld made no namespace ${name}: ${answer.status} ${await answer.text()}`);
}
