/** POST /v1/members: a person joins through a store. */
import * as z from "zod";
import { contract } from "../edge/contract.ts";
import { type App, serveWrite } from "../edge/serve.ts";
import { balances, email, idText, phone } from "../edge/shapes.ts";
import { enrol } from "../operations/enrol.ts";
import { languageTag } from "../programme/words.ts";
import type { JsonObject } from "../values/json.ts";
import { identityOf } from "../values/member-ref.ts";

const enrolBody = z
  .strictObject({
    email: email.optional(),
    phone: phone.optional(),
    externalId: idText("the store's own id of the person").optional(),
    name: z.string().min(1).max(100).optional(),
    birthDate: z.iso
      .date()
      .refine((date) => Date.parse(date) <= Date.now(), "a date in the past")
      .optional()
      .describe("as she told it on joining; told later, or changed, it is a profile's"),
    language: z.string().regex(languageTag).optional(),
  })
  .refine(
    ({ email, phone, externalId }) => email !== undefined || phone !== undefined || externalId !== undefined,
    "give an email, a phone or an externalId",
  );

export const enrolMember = contract({
  id: "enrolMember",
  method: "post",
  path: "/v1/members",
  audience: { kind: "store", scope: "members" },
  title: "Enrol a member",
  about: "The store has proved the identity. A guest who has earned becomes a member and keeps what she earned.",
  body: enrolBody,
  status: 201,
  answer: z.strictObject({
    operation: z.string(),
    member: z.string(),
    state: z.literal("joined"),
    wasGuest: z.boolean(),
    balances,
  }),
  refusals: ["already_joined", "member_frozen", "identity_taken"],
  example: {
    body: { email: "ada@example.com", name: "Ada" },
    answer: {
      operation: "op_01kajw8zt0q9w4m2xv5n6p7r8v",
      member: "mem_01kajw8zt0q9w4m2xv5n6p7r8t",
      state: "joined",
      wasGuest: true,
      balances: { points: { available: 80, pending: 0, held: 0, debt: 0 } },
    },
  },
});

export function mountMembers(app: App): void {
  serveWrite(app, enrolMember, enrol, {
    request: ({ body: { name, language, birthDate, ...ways }, caller }) => {
      if (caller.kind !== "store") throw new Error("only a store enrols here");
      const refs = [
        ...(ways.email === undefined ? [] : [{ email: ways.email }]),
        ...(ways.phone === undefined ? [] : [{ phone: ways.phone }]),
        ...(ways.externalId === undefined ? [] : [{ externalId: ways.externalId }]),
      ];
      const [identity, ...others] = refs.flatMap((ref) => identityOf(ref, caller.store) ?? []);
      if (!identity) throw new Error("the contract asks for an identity");
      return {
        identity,
        others,
        profile: {
          ...(name === undefined ? {} : { name }),
          ...(language === undefined ? {} : { language }),
          ...(birthDate === undefined ? {} : { birthDate }),
        },
      };
    },
    view: (outcome) => ({ ...outcome }) as unknown as JsonObject,
  });
}
