/** /v1/staff/members: finding a member, and freezing her account. */
import * as z from "zod";
import { type FoundMember, readMembersBy, readMembersNamed } from "../database/member-search.ts";
import { both } from "../database/reading.ts";
import { contract } from "../edge/contract.ts";
import { maskedContact } from "../edge/mask.ts";
import { read } from "../edge/read.ts";
import { type App, type Asked, serveRead, serveWrite } from "../edge/serve.ts";
import { text } from "../edge/shapes.ts";
import { freeze } from "../operations/freeze.ts";
import { asKind } from "../values/holder.ts";
import type { JsonObject } from "../values/json.ts";
import { normalisedEmail } from "../values/member-ref.ts";
import { MAY } from "./roles.ts";

/** Fewer letters begin the names of half the members. */
const LETTERS_MIN = 2;

export const findMembers = contract({
  id: "findMembers",
  method: "get",
  path: "/v1/staff/members",
  audience: { kind: "staff", roles: MAY.find },
  title: "Find members",
  about:
    "By exactly an e-mail, a phone, an id or a store's own id, or by the beginning of a name; at most 20. A cashier finds by exactly an e-mail or a member's id. Contacts are masked.",
  query: z.strictObject({ query: text("what the member says she is", 254) }),
  status: 200,
  answer: z.strictObject({
    data: z.array(
      z.strictObject({
        member: z.string(),
        state: z.enum(["guest", "joined", "frozen"]),
        name: z.string().nullable(),
        contact: z.string().nullable().describe("masked"),
      }),
    ),
  }),
  refusals: [],
  example: {
    answer: {
      data: [{ member: "mem_01kajw8zt0q9w4m2xv5n6p7r8t", state: "joined", name: "Ada", contact: "a•••@e•••.com" }],
    },
  },
});

export const freezeMember = contract({
  id: "freezeMember",
  method: "post",
  path: "/v1/staff/members/:id/freeze",
  audience: { kind: "staff", roles: MAY.makeGood },
  title: "Freeze or thaw a member",
  about: "While she is frozen she earns and spends nothing, and loses nothing that she has.",
  body: z.strictObject({
    frozen: z.boolean(),
    reason: text("why, for those who read the papers later; name no person", 300),
  }),
  status: 200,
  answer: z.strictObject({ operation: z.string(), member: z.string(), state: z.string() }),
  refusals: ["member_unknown"],
  example: {
    body: { frozen: true, reason: "A chargeback is being looked into." },
    answer: {
      operation: "op_01kajw8zt0q9w4m2xv5n6p7r8u",
      member: "mem_01kajw8zt0q9w4m2xv5n6p7r8t",
      state: "frozen",
    },
  },
});

export function mountMembers(app: App): void {
  serveRead(app, findMembers, async (asked) => ({ data: (await find(asked, asked.query.query)).map(foundView) }));
  serveWrite(app, freezeMember, freeze, {
    request: ({ params, body }) => ({ member: params.id ?? "", isFrozen: body.frozen }),
    view: (outcome) => ({ ...outcome }),
  });
}

/** Members that a query finds, as far as the role may look. Problems: unauthenticated, forbidden. */
export async function find(
  asked: Pick<Asked<unknown, unknown>, "caller" | "ledger">,
  query: string,
): Promise<FoundMember[]> {
  const { caller } = asked;
  if (caller.kind !== "staff") throw new Error("only staff find members");
  const email = normalisedEmail(query);
  const phone = query.replaceAll(/[\s().-]/g, "");
  const { facts, found } = await read(asked, {
    reading: both(
      both(readMembersBy([email], ["email"]), readMembersBy([...new Set([email, phone, query])], null)),
      readMembersNamed(query),
    ),
  });
  const staff = facts.holders.get(caller.staff);
  if (!staff) throw new Error("a caller who may has a row");
  const [[said, exact], begun] = found;
  if (asKind(staff, "staff").facts.role === "cashier") return said;
  return exact.length > 0 || query.length < LETTERS_MIN ? exact : begun;
}

function foundView({ member, state, name, email, phone }: FoundMember): JsonObject {
  return { member, state, name, contact: maskedContact({ email, phone }) };
}
