/** GET /v1/log/…: the log's newest checkpoint, its key, and proofs of what is in it. */
import * as z from "zod";
import { readNewestCheckpoint } from "../database/log.ts";
import { type ProofAsked, readProof } from "../database/log-proofs.ts";
import { contract } from "../edge/contract.ts";
import { consistencyIn, inclusionIn, noteOf, sealedIn, vkeyFor } from "../edge/log-view.ts";
import { Problem } from "../edge/problem.ts";
import { read } from "../edge/read.ts";
import { type App, serveRead } from "../edge/serve.ts";
import type { JsonObject } from "../values/json.ts";

const shared = { method: "get", audience: { kind: "public" }, status: 200 } as const;

const NOTE = `tessera/op_01kajw8zt0q9w4m2xv5n6p7r8v
42
nND/nri/U0xuHUrYSy0HtMeal2vzD9V4k/BO79C+QeI=

— tessera/op_01kajw8zt0q9w4m2xv5n6p7r8v x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`;

export const getCheckpoint = contract({
  ...shared,
  id: "getCheckpoint",
  path: "/v1/log/checkpoint",
  title: "The log's checkpoint",
  about:
    "The newest signed head of the log of all operations: a note as C2SP tlog-checkpoint says, with the lines of witnesses. Keep one, and nothing before it can be changed unseen. The tree's hashes are beside it, at `/v1/log/tile/{L}/{N}[.p/{W}]` as C2SP tlog-tiles says.",
  type: "text/plain",
  answer: z.string(),
  refusals: ["log_empty"],
  example: { answer: NOTE },
});

export const getLogKey = contract({
  ...shared,
  id: "getLogKey",
  path: "/v1/log/key",
  title: "The log's key",
  about:
    "The verifier key (C2SP signed-note: name, id and Ed25519 key) that signs the checkpoints. Write it down once.",
  type: "text/plain",
  answer: z.string(),
  refusals: ["log_empty"],
  example: { answer: "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW" },
});

const count = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

export const getLogProof = contract({
  ...shared,
  id: "getLogProof",
  path: "/v1/log/proof",
  title: "A proof of the log",
  about:
    "By `operation`, or by `leaf` (from 0) and `size`: the RFC 6962 path from a leaf to the head. By `from` and `to`: that the first tree is the beginning of the second. `size` and `to` are the newest checkpoint's unless they are given, and no larger. Hashes are hex.",
  query: z
    .strictObject({
      operation: z.string().max(200).optional().describe("an operation's id"),
      leaf: count.optional().describe("a leaf's number, from 0: operation `seq` is leaf `seq - 1`"),
      size: count.min(1).optional().describe("the tree that `leaf` is proved to be in"),
      from: count.min(1).optional().describe("the smaller tree"),
      to: count.min(1).optional().describe("the larger tree"),
    })
    .refine(
      ({ operation, leaf, from }) => [operation, leaf, from].filter((each) => each !== undefined).length === 1,
      "give one of operation, leaf and from",
    )
    .refine(({ leaf, size }) => size === undefined || leaf !== undefined, "size goes with leaf")
    .refine(({ from, to }) => to === undefined || from !== undefined, "to goes with from"),
  answer: z.strictObject({
    index: z.int().optional(),
    from: z.int().optional(),
    fromHead: z.string().optional(),
    size: z.int(),
    head: z.string(),
    path: z.array(z.string()),
    checkpoint: z.string().describe("the newest signed note"),
  }),
  refusals: ["operation_unknown", "not_sealed", "log_empty", "invalid"],
  example: {
    answer: {
      index: 0,
      size: 1,
      head: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      path: [],
      checkpoint: NOTE,
    },
  },
});

export function mountLog(app: App): void {
  serveRead(app, getCheckpoint, async (asked) => {
    const { found } = await read(asked, { reading: readNewestCheckpoint() });
    return text(noteOf(sealedIn(found)));
  });
  serveRead(app, getLogKey, async (asked) => {
    const { found } = await read(asked, { reading: readNewestCheckpoint() });
    return text(vkeyFor(asked.ledger.secret, found.first));
  });
  serveRead(app, getLogProof, async (asked) => {
    const { found } = await read(asked, { reading: readProof(askedOf(asked.query)) });
    return proofView(asked.query, found);
  });
}

type Query = z.output<(typeof getLogProof)["query"] & z.ZodType>;

function askedOf({ operation, leaf, size, from = 1, to }: Query): ProofAsked {
  if (operation !== undefined) return { operation };
  return leaf === undefined ? { from, to: to ?? null } : { leaf, size: size ?? null };
}

function proofView(query: Query, found: Parameters<typeof inclusionIn>[0]): JsonObject {
  const { operation, leaf, from = 1 } = query;
  const [known] = found.operations;
  if (operation !== undefined && !known) throw new Problem("operation_unknown");
  if (known && (found.checkpoint?.size ?? 0) < known.seq) throw new Problem("not_sealed");
  const sealed = sealedIn(found);
  const checkpoint = noteOf(sealed);
  const size = query.size ?? query.to ?? sealed.size;
  const within = (name: string, value: number, most: number) => {
    if (value > most) throw new Problem("invalid", {}, [{ pointer: `/query/${name}`, says: `at most ${most}` }]);
  };
  within(query.size === undefined ? "to" : "size", size, sealed.size);
  const index = known ? known.seq - 1 : leaf;
  if (index !== undefined) {
    within("leaf", index, size - 1);
    return { index, size, ...inclusionIn(found, { index, size }), checkpoint };
  }
  within("from", from, size);
  return { from, size, ...consistencyIn(found, { from, to: size }), checkpoint };
}

function text(body: string): Response {
  return new Response(body, {
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "cache-control": "no-store",
      // A checkpoint is for whoever checks it, from any page.
      "access-control-allow-origin": "*",
    },
  });
}
