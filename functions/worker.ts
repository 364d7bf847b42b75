/** The Worker: requests, and the cron trigger that lets time pass. */
import { app } from "./app.ts";
import { tickAll } from "./clock/index.ts";
import { type Bindings, ledgersOf } from "./edge/environment.ts";

export default {
  fetch: app.fetch,
  async scheduled(_controller: ScheduledController, bindings: Bindings): Promise<void> {
    await tickAll(ledgersOf(bindings));
  },
};
