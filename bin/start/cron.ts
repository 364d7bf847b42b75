import type { RunningWorker } from "../workerd.ts";

/** A deployed Worker is ticked each minute. A demo is watched: what falls due is done within seconds. */
const EVERY_MS = 3_000;

/** Fires the cron trigger again and again, one at a time, and does something after each; answers what stops it. */
export function letTimePass(worker: RunningWorker, after: () => Promise<void> = async () => {}): () => Promise<void> {
  let isStopped = false;
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const fire = () => {
    running = worker.tick().then(async () => {
      await after();
      if (!isStopped) timer = setTimeout(fire, EVERY_MS);
    });
  };
  fire();
  return () => {
    isStopped = true;
    clearTimeout(timer);
    return running;
  };
}
