/** GET /v1/receipts/{operation}: what a store keeps of what it asked for. */
import { contract } from "../edge/contract.ts";
import { read } from "../edge/read.ts";
import { readReceipt, receiptExample, receiptShape, receiptView } from "../edge/receipt.ts";
import { type App, serveRead } from "../edge/serve.ts";
import { actorOf } from "../operations/caller.ts";

export const getReceipt = contract({
  id: "getReceipt",
  method: "get",
  path: "/v1/receipts/:operation",
  audience: { kind: "store", scope: "read" },
  title: "Receipt of an operation",
  about:
    "An operation that this store asked for, accepted or refused, as the public log has it: record, salt, inclusion path and signed checkpoint. What is not sealed yet answers 409 `not_sealed` with Retry-After: the clock seals within two minutes.",
  status: 200,
  answer: receiptShape,
  refusals: ["operation_unknown", "erased", "not_sealed"],
  example: { answer: receiptExample },
});

export function mountReceipts(app: App): void {
  serveRead(app, getReceipt, async (asked) => {
    const { operation = "" } = asked.params;
    const { found } = await read(asked, {
      reading: readReceipt("store", { operation, asker: actorOf(asked.caller) }),
    });
    return receiptView(found, asked.ledger.secret);
  });
}
