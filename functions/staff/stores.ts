/** /v1/staff/stores: opening a store, and the list of them with their keys. */
import * as z from "zod";
import { readStores } from "../database/stores.ts";
import { contract } from "../edge/contract.ts";
import { read } from "../edge/read.ts";
import { type App, serveRead, serveWrite } from "../edge/serve.ts";
import { text } from "../edge/shapes.ts";
import { openStore } from "../operations/store.ts";
import type { JsonObject } from "../values/json.ts";
import { MAY } from "./roles.ts";

/** Keys carry the store's name, so it is as short and plain as a key allows. */
export const storeId = z
  .string()
  .regex(/^sto_[a-z0-9-]{1,41}$/, "sto_ and at most 41 lower-case letters, digits and dashes");

/** Where a store or a venue is. */
export const city = text("where it is, as rules name it", 100).optional();

export const openStoreContract = contract({
  id: "openStore",
  method: "post",
  path: "/v1/staff/stores",
  audience: { kind: "staff", roles: MAY.steer },
  title: "Open a store",
  about: "A shop or partner that earns and redeems for members. Make it a key next.",
  body: z.strictObject({ id: storeId, name: text("as people know it", 100), city }),
  status: 201,
  answer: z.strictObject({ operation: z.string(), store: z.string() }),
  refusals: ["duplicate"],
  example: {
    body: { id: "sto_corner", name: "Corner shop" },
    answer: { operation: "op_01kajw8zt0q9w4m2xv5n6p7r8u", store: "sto_corner" },
  },
});

export const listStores = contract({
  id: "listStores",
  method: "get",
  path: "/v1/staff/stores",
  audience: { kind: "staff", roles: MAY.look },
  title: "List stores",
  about: "In order of id, each with its keys: what they may do, and their last four characters.",
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(100).default(50),
    cursor: z.string().max(100).optional(),
  }),
  status: 200,
  answer: z.strictObject({
    data: z.array(
      z.strictObject({
        store: z.string(),
        name: z.string(),
        keys: z.array(
          z.strictObject({
            key: z.string(),
            state: z.enum(["live", "revoked"]),
            scopes: z.array(z.string()),
            environment: z.string(),
            hint: z.string().describe("the key's last four characters"),
          }),
        ),
      }),
    ),
    next_cursor: z.string().nullable(),
  }),
  refusals: [],
  example: { answer: { data: [{ store: "sto_corner", name: "Corner shop", keys: [] }], next_cursor: null } },
});

export function mountStores(app: App): void {
  serveWrite(app, openStoreContract, openStore, {
    request: ({ body: { id, name, city: where } }) => ({
      store: id,
      name,
      ...(where === undefined ? {} : { city: where }),
    }),
    view: (outcome) => ({ ...outcome }),
  });
  serveRead(app, listStores, async (asked) => {
    const { limit, cursor } = asked.query;
    const { found } = await read(asked, { reading: readStores({ limit, cursor: cursor ?? null }) });
    return { data: found.found.map((store) => ({ ...store }) as unknown as JsonObject), next_cursor: found.next };
  });
}
