/** POST /v1/member-sessions: a store that knows who somebody is lets her look at her own account. Writes nothing, takes no key. */
import * as z from "zod";
import { contract } from "../edge/contract.ts";
import { memberIn, read } from "../edge/read.ts";
import { type App, serveRead } from "../edge/serve.ts";
import { memberRef } from "../edge/shapes.ts";
import { instantView } from "../edge/views.ts";
import { identityOf } from "../values/member-ref.ts";
import { newSession } from "../values/session.ts";

/** How long a token from a store is good, in milliseconds: an hour, about a visit to a shop's pages. */
const SESSION_MS = 3_600_000;

export const openMemberSession = contract({
  id: "openMemberSession",
  method: "post",
  path: "/v1/member-sessions",
  audience: { kind: "store", scope: "members" },
  title: "Open a member's session",
  about: "The store vouches for who she is. The token is good for an hour, for this member alone.",
  body: z.strictObject({ member: memberRef }),
  status: 200,
  answer: z.strictObject({ member: z.string(), token: z.string(), expiresAt: z.string() }),
  refusals: ["member_unknown"],
  isKeyless: true,
  example: {
    body: { member: { email: "ada@example.com" } },
    answer: {
      member: "mem_01kajw8zt0q9w4m2xv5n6p7r8t",
      token: "tms_mem_01kajw8zt0q9w4m2xv5n6p7r8t.mia2b3c4.0f…",
      expiresAt: "2026-11-21T11:00:00.000Z",
    },
  },
});

export function mountMemberSessions(app: App): void {
  serveRead(app, openMemberSession, async (asked) => {
    const { member: ref } = asked.body;
    if (asked.caller.kind !== "store") throw new Error("only a store vouches for a member");
    const { facts } = await read(asked, {
      ...("id" in ref ? { member: ref.id } : {}),
      identity: identityOf(ref, asked.caller.store),
    });
    const { publicId } = memberIn(facts);
    const expiresAt = facts.now + SESSION_MS;
    const token = newSession("tms", { holder: publicId, expiresAt, secret: asked.ledger.secret });
    return { member: publicId, token, expiresAt: instantView(expiresAt) };
  });
}
