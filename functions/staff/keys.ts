/** /v1/staff/keys: making and revoking keys of stores. A key is shown once; only its digest is stored. */
import * as z from "zod";
import type { KeyMaking } from "../decisions/store.ts";
import { contract } from "../edge/contract.ts";
import { Problem } from "../edge/problem.ts";
import { type App, serveWrite } from "../edge/serve.ts";
import { makeKey, revokeKey } from "../operations/store.ts";
import { newStoreKey, readStoreKey } from "../values/key.ts";
import { MAY } from "./roles.ts";
import { storeId } from "./stores.ts";

const owners = { kind: "staff", roles: MAY.handOutKeys } as const;

/** What a key may be allowed; import may be late, the others are said by their names. */
export const SCOPES = ["earn", "redeem", "read", "members", "import"] as const;

/** Stands in the stored answer where the key stood in the one that was sent; bodies cannot hold control characters. */
const SHOWN_ONCE = "\u0001key\u0001";

export const makeStoreKey = contract({
  id: "makeStoreKey",
  method: "post",
  path: "/v1/staff/keys",
  audience: owners,
  title: "Make a key for a store",
  about:
    "The key is in the first answer and nowhere else. A replay has `key: null`, for it was shown: if that answer was lost, revoke this key and make another one.",
  body: z.strictObject({
    store: storeId.describe("the store"),
    scopes: z.array(z.enum(SCOPES)).min(1).max(SCOPES.length).describe("what the key may do"),
  }),
  status: 201,
  answer: z.strictObject({
    operation: z.string(),
    id: z.string().describe("key_…, to revoke it by"),
    key: z.string().nullable().describe("the key itself, once; null on a replay"),
  }),
  refusals: ["store_unknown", "limit_reached"],
  example: {
    body: { store: "sto_shop", scopes: ["earn", "redeem", "read", "members"] },
    answer: {
      operation: "op_01kajw8zt0q9w4m2xv5n6p7r8u",
      id: "key_0a1b2c3d4e5f60718293a4b5",
      key: "tsk_test_shop_0123456789abcdefghjkmnpqrstvwxyz012345",
    },
  },
});

export const revokeStoreKey = contract({
  id: "revokeStoreKey",
  method: "post",
  path: "/v1/staff/keys/:id/revoke",
  audience: owners,
  title: "Revoke a key",
  about: "At once and for ever. What the store recorded with it stands.",
  status: 200,
  answer: z.strictObject({ operation: z.string(), key: z.string() }),
  refusals: ["not_found"],
  example: { answer: { operation: "op_01kajw8zt0q9w4m2xv5n6p7r8u", key: "key_0a1b2c3d4e5f60718293a4b5" } },
});

/** A key that is being made, with its text, which is never stored. */
export type NewKey = KeyMaking & { text: string };

export function mountKeys(app: App): void {
  serveWrite(app, makeStoreKey, makeKey, {
    request: ({ body, context }): NewKey => newKey(body, context.env.ENVIRONMENT),
    view: ({ operation, key }) => ({ operation, id: key, key: SHOWN_ONCE }),
    unseal: (body, _ledger, made) => withKey(body, made as NewKey),
  });
  serveWrite(app, revokeStoreKey, revokeKey, {
    request: ({ params }) => ({ key: params.id ?? "" }),
    view: (outcome) => ({ ...outcome }),
  });
}

/** A new key for a store. Problems: store_unknown, for what cannot be the name of one. */
export function newKey({ store, scopes }: { store: string; scopes: string[] }, runsAs: string): NewKey {
  const environment = runsAs === "live" ? "live" : "test";
  const text = newStoreKey({ environment, store, luck: crypto.getRandomValues(new Uint8Array(20)) });
  const read = readStoreKey(text);
  if (!read) throw new Problem("store_unknown");
  const hint = text.slice(-4);
  return { store, key: read.key, hash: read.digest, scopes: [...new Set(scopes)], environment, hint, text };
}

/** Puts the key into the answer of the request that made it; any other request with that idempotency key is not shown it. */
function withKey(body: string, { key, text }: NewKey): string {
  const isMine = body.includes(JSON.stringify(key));
  return body.replace(JSON.stringify(SHOWN_ONCE), isMine ? JSON.stringify(text) : "null");
}
