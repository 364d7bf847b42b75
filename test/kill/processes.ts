/** The database server and the Worker as processes that can be killed outright and started again on their ports. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

const ROOT = new URL("../..", import.meta.url).pathname;

export interface Process {
  url: string;
  /** kill -9, at once, with whatever it started itself. */
  kill(): Promise<void>;
  /** Starts it again on the same port. */
  start(): Promise<void>;
}

/** Starts `node {script}`; `args` are given the port, 0 at first. Its first line of output ends in its address. */
export async function processOf(script: string, args: (port: number) => string[]): Promise<Process> {
  let child: ChildProcess | null = null;
  let port = 0;
  const process_: Process = {
    url: "",
    async kill() {
      const dying = child;
      if (dying?.pid === undefined || dying.exitCode !== null || dying.signalCode !== null) return;
      const exited = once(dying, "exit");
      // It leads a group of its own, so that workerd dies with the process that started it.
      process.kill(-dying.pid, "SIGKILL");
      await exited;
    },
    async start() {
      const started = spawn(process.execPath, [ROOT + script, ...args(port)], {
        stdio: ["ignore", "pipe", "pipe"],
        detached: true,
      });
      child = started;
      const said = await new Promise<string>((resolve, reject) => {
        let errors = "";
        let lines = "";
        started.stderr.on("data", (part) => {
          errors += String(part);
        });
        started.stdout.on("data", (part) => {
          lines += String(part);
          if (/http:\/\/[\d.]+:\d+/.test(lines)) resolve(lines);
        });
        started.once("exit", (code) => reject(new Error(`${script} ended with ${code}: ${errors}`)));
      });
      const url = /http:\/\/[\d.]+:(\d+)/.exec(said);
      port = Number(url?.[1]);
      process_.url = url?.[0] ?? "";
    },
  };
  await process_.start();
  return process_;
}
