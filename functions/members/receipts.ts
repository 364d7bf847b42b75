/** GET /v1/me/receipts/{operation}: what a member keeps to show later what was recorded. */
import { contract } from "../edge/contract.ts";
import { memberAsking, memberIn, read } from "../edge/read.ts";
import { readReceipt, receiptExample, receiptShape, receiptView } from "../edge/receipt.ts";
import { type App, serveRead } from "../edge/serve.ts";

export const showMyReceipt = contract({
  id: "showMyReceipt",
  method: "get",
  path: "/v1/me/receipts/:operation",
  audience: { kind: "member" },
  title: "A receipt of mine",
  about:
    "An operation of my own as the public log has it, complete in itself: keep it, and `npm run verify -- FILE` or any program that knows RFC 6962 checks it without us. None is given of what I gave to another member: its record has her accounts too.",
  status: 200,
  answer: receiptShape,
  refusals: ["operation_unknown", "erased", "not_sealed"],
  example: { answer: receiptExample },
});

export function mountReceipts(app: App): void {
  serveRead(app, showMyReceipt, async (asked) => {
    const asker = memberAsking(asked.caller);
    const { operation = "" } = asked.params;
    const { facts, found } = await read(asked, { member: asker, reading: readReceipt("member", { operation, asker }) });
    memberIn(facts);
    return receiptView(found, asked.ledger.secret);
  });
}
