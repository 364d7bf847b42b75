/** GET /demo/venues: places where a demo's visitor may say she stands. */
import { readVenuesOf } from "../../database/venues-of.ts";
import { ledgerOf } from "../../edge/environment.ts";
import { read } from "../../edge/read.ts";
import { type App, hostOf } from "../../edge/serve.ts";

/** As many as a list on a phone holds. */
const VENUES = 12;

export function mountVenues(app: App): void {
  app.get("/demo/venues", async (context) => {
    const ledger = ledgerOf(context.env, hostOf(context));
    const { found } = await read({ caller: { kind: "public" }, ledger }, { reading: readVenuesOf(VENUES) });
    return context.json({ data: found });
  });
}
