/** The last requests of a store, as the ledger has them: each was an operation, and a kind of operation has its routes. */
import { readRequestsOf } from "../../database/requests-of.ts";
import { writers } from "../../edge/contract.ts";
import { ledgerOf } from "../../edge/environment.ts";
import { read } from "../../edge/read.ts";
import { type Ctx, hostOf } from "../../edge/serve.ts";

/** Requests that are shown. */
const SHOWN = 20;

export interface ShownRequest {
  at: string;
  /** "POST /v1/purchases" */
  route: string;
  key: string;
  /** Null: what was answered was erased. */
  status: number | null;
  operation: string;
}

/** A store's newest writes, newest first. */
export async function requestsOf(context: Ctx, store: string): Promise<ShownRequest[]> {
  const ledger = ledgerOf(context.env, hostOf(context));
  const { found } = await read({ caller: { kind: "public" }, ledger }, { reading: readRequestsOf(store, SHOWN) });
  return found.map(({ id, kind, key, recordedAt, status }) => ({
    at: new Date(recordedAt).toISOString(),
    route: routeOf(kind, key),
    key,
    status,
    operation: id,
  }));
}

/** The route of a store that writes operations of a kind; a platform's deliveries are known by their keys. */
function routeOf(kind: string, key: string): string {
  const [platform = ""] = /^(shopify|stripe)(?=:)/.exec(key) ?? [];
  if (platform !== "") return `POST /hooks/${platform}/{store}`;
  const routes = writers
    .filter((writer) => writer.kind === kind && writer.contract.audience.kind === "store")
    .map(({ contract: { method, path } }) => `${method.toUpperCase()} ${path.replaceAll(/:(\w+)/g, "{$1}")}`);
  return routes.join(" or ") || kind;
}
