/** /brand.css: the colours and corners of the programme that is in force, as its pages link them by version. */
import { brandStyle } from "../edge/brand-style.ts";
import { ledgerOf } from "../edge/environment.ts";
import { read } from "../edge/read.ts";
import { type App, hostOf } from "../edge/serve.ts";

export function mountBrand(app: App): void {
  app.get("/brand.css", async (context) => {
    const ledger = ledgerOf(context.env, hostOf(context));
    const { facts } = await read({ caller: { kind: "public" }, ledger }, {});
    const { brand } = facts.current.programme;
    context.header("content-type", "text/css; charset=utf-8");
    // Another version has another address.
    context.header("cache-control", "public, max-age=3600");
    return context.body(brand ? brandStyle(brand) : "");
  });
}
