/** The built Worker in workerd, through Miniflare: what `npm start`, the HTTP tests and the bench talk to. */
import { dirname } from "node:path";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import type { Bindings } from "../functions/edge/environment.ts";

/** As wrangler.toml. */
export const COMPATIBILITY_DATE = "2026-11-02";

export interface RunningWorker {
  url: string;
  /** Where its memory can be asked for; null: it was not started to be looked into. */
  inspector: string | null;
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
  ratePerMinute,
  isInspected = false,
  log,
}: {
  script: string;
  bindings: Partial<Bindings>;
  /** The directory that web/ was built into; absent: no pages. */
  assets?: string;
  port?: number;
  /** Requests of one credential in a minute; absent: any number. */
  ratePerMinute?: number;
  /** Whether a debugger may look into it, on a port of this machine. */
  isInspected?: boolean;
  /** What becomes of a line that the Worker logs; absent: it is printed. */
  log?: (line: { level: string; message: string }) => void;
}): Promise<RunningWorker> {
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      modules: true,
      scriptPath: script,
      // Miniflare names modules by their path below the working directory, which may be anywhere.
      modulesRoot: dirname(script),
      compatibilityDate: COMPATIBILITY_DATE,
      // What Cloudflare would say of the network. Nobody says it here: by default Miniflare asks the internet, or pretends to be in Texas.
      cf: {},
      bindings: bindings as Record<string, string>,
      // A directory behind a binding, not Miniflare's asset router: that stands before every request and costs a third of them.
      ...(assets === undefined ? {} : { serviceBindings: { ASSETS: { disk: { path: assets, writable: false } } } }),
      ...(ratePerMinute === undefined
        ? {}
        : {
            ratelimits: {
              RATE_LIMITER: { namespace_id: "1", simple: { limit: ratePerMinute, period: 60 as const } },
              SIGN_IN_LIMITER: { namespace_id: "2", simple: { limit: ratePerMinute, period: 60 as const } },
            },
          }),
      ...(log === undefined ? {} : { handleStructuredLogs: log }),
      ...(isInspected ? { inspectorPort: 0 } : {}),
      host: "127.0.0.1",
      port,
    }),
  );
  const url = await miniflare.ready;
  return {
    url: url.href.replace(/\/$/, ""),
    inspector: isInspected ? (await miniflare.getInspectorURL()).href : null,
    tick: async () => {
      const worker = await miniflare.getWorker();
      await worker.scheduled({ cron: "* * * * *" });
    },
    stop: () => miniflare.dispose(),
  };
}
