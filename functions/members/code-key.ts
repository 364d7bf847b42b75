/** GET /v1/me/code-key: what a member's device makes her codes from. */

import { bytesToHex } from "@noble/hashes/utils.js";
import * as z from "zod";
import { contract } from "../edge/contract.ts";
import { Problem } from "../edge/problem.ts";
import { memberAsking, read } from "../edge/read.ts";
import { type App, serveRead } from "../edge/serve.ts";
import { memberCodeKey } from "../edge/shown-code.ts";
import { instantView } from "../edge/views.ts";
import { sessionOf } from "./sessions.ts";

export const showCodeKey = contract({
  id: "showCodeKey",
  method: "get",
  path: "/v1/me/code-key",
  audience: { kind: "member" },
  title: "The key of my code",
  about:
    "This device makes codes from it without a network: `T1.{member}.{session}.{step}.{mac}`, a step each 30 seconds; the mac is the first 80 bits of HMAC-SHA256 under the key of `tessera-member/1`, NUL, session, NUL and the step as 8 bytes, in Crockford base32. The key ends with the session. A store's token has none.",
  status: 200,
  answer: z.strictObject({
    member: z.string(),
    session: z.string(),
    key: z.string().describe("32 bytes in hex"),
    now: z.string().describe("the server's clock: a device whose own is off adds the difference"),
  }),
  refusals: ["session_unknown"],
  example: {
    answer: {
      member: "mem_01kajw8zt0q9w4m2xv5n6p7r8t",
      session: "ses_01kajw8zt0q9w4m2xv5n6p7r8s",
      key: "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0",
      now: "2026-11-21T10:00:00.000Z",
    },
  },
});

export function mountCodeKey(app: App): void {
  serveRead(app, showCodeKey, async (asked) => {
    const member = memberAsking(asked.caller);
    const session = sessionOf(asked.caller);
    const { facts } = await read(asked, { member });
    if (session === null) throw new Problem("session_unknown");
    return { member, session, key: bytesToHex(memberCodeKey(asked.ledger, session)), now: instantView(facts.now) };
  });
}
