/** The built Worker in workerd, through Miniflare: what `npm start`, the HTTP tests and the bench talk to. */
import { dirname } from "node:path";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import type { Bindings } from "../functions/edge/environment.ts";

/** As wrangler.toml. */
export const COMPATIBILITY_DATE = "2026-11-02";

export interface RunningWorker {
  url: string;
  /** Fires the cron trigger once. */
  tick(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the Worker on a port of 127.0.0.1 (0: any). Rejects when the port is taken. */
export async function startWorker({
  script,
  bindings,
  assets,
  port = 0,
  isQuiet = false,
}: {
  script: string;
  bindings: Partial<Bindings>;
  /** The directory that web/ was built into; absent: no pages. */
  assets?: string;
  port?: number;
  /** Nobody reads what the Worker logs. */
  isQuiet?: boolean;
}): Promise<RunningWorker> {
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      modules: true,
      scriptPath: script,
      // Miniflare names modules by their path below the working directory, which may be anywhere.
      modulesRoot: dirname(script),
      compatibilityDate: COMPATIBILITY_DATE,
      bindings: bindings as Record<string, string>,
      // A directory behind a binding, not Miniflare's asset router: that stands before every request and costs a third of them.
      ...(assets === undefined ? {} : { serviceBindings: { ASSETS: { disk: { path: assets, writable: false } } } }),
      host: "127.0.0.1",
      port,
      ...(isQuiet ? { handleStructuredLogs: () => {} } : {}),
    }),
  );
  const url = await miniflare.ready;
  return {
    url: url.href.replace(/\/$/, ""),
    tick: async () => {
      const worker = await miniflare.getWorker();
      await worker.scheduled({ cron: "* * * * *" });
    },
    stop: () => miniflare.dispose(),
  };
}
