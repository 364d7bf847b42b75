/** /v1/me/passkeys: adding a passkey, naming it, removing it. */
import * as z from "zod";
import { readPasskeys } from "../database/sign-ins-of.ts";
import { contract } from "../edge/contract.ts";
import { addedIn, optionsToAdd, passkeyName } from "../edge/passkeys.ts";
import { Problem } from "../edge/problem.ts";
import { memberAsking, read } from "../edge/read.ts";
import { type App, serveRead, serveWrite } from "../edge/serve.ts";
import { text } from "../edge/shapes.ts";
import { instantView } from "../edge/views.ts";
import { addPasskey, changePasskey } from "../operations/passkey.ts";
import { say } from "../programme/words.ts";
import type { JsonObject } from "../values/json.ts";
import { mustBeByHerself, sessionOf } from "./sessions.ts";

/** Characters of a passkey's name. */
const LABEL_MAX = 60;
const label = text("what I call it, as “My phone”", LABEL_MAX);
const webauthn = (about: string) => z.record(z.string(), z.unknown()).describe(about);
const done = z.strictObject({ operation: z.string(), passkey: z.string() });
const doneExample = { operation: "op_01kajw8zt0q9w4m2xv5n6p7r8v", passkey: "pky_0a1b2c3d4e5f60718293a4b5c6d7e8f9" };

export const askToAddPasskey = contract({
  id: "askToAddPasskey",
  method: "post",
  path: "/v1/me/passkeys/options",
  audience: { kind: "member" },
  title: "Begin a passkey",
  about:
    "What a browser's navigator.credentials.create needs, as WebAuthn's JSON has it. Good for five minutes, once. A token of a shop, or a session that its link opened, adds none: it is the shop's word for an hour.",
  body: z.strictObject({}),
  isBodyOptional: true,
  isKeyless: true,
  status: 200,
  answer: z.strictObject({ options: webauthn("PublicKeyCredentialCreationOptionsJSON") }),
  refusals: ["forbidden", "member_unknown"],
  example: { body: {}, answer: { options: { challenge: "bWlhMmIzYzQ", rp: { id: "club.example" } } } },
});

export const addOwnPasskey = contract({
  id: "addPasskey",
  method: "post",
  path: "/v1/me/passkeys",
  audience: { kind: "member" },
  title: "Add a passkey",
  about: "With what navigator.credentials.create answered, as WebAuthn's JSON has it.",
  body: z.strictObject({ response: webauthn("RegistrationResponseJSON"), label }),
  status: 201,
  answer: done,
  refusals: ["forbidden", "member_unknown", "passkey_refused", "member_frozen", "identity_taken"],
  example: { body: { response: { id: "bWlhMmIzYzQ", type: "public-key" }, label: "My phone" }, answer: doneExample },
});

export const showPasskeys = contract({
  id: "showPasskeys",
  method: "get",
  path: "/v1/me/passkeys",
  audience: { kind: "member" },
  title: "My passkeys",
  about: "Newest first.",
  status: 200,
  answer: z.strictObject({
    data: z.array(z.strictObject({ passkey: z.string(), label: z.string(), addedAt: z.string() })),
  }),
  refusals: [],
  example: {
    answer: { data: [{ passkey: doneExample.passkey, label: "My phone", addedAt: "2026-11-21T10:00:00.000Z" }] },
  },
});

export const renamePasskey = contract({
  id: "renamePasskey",
  method: "put",
  path: "/v1/me/passkeys/:passkey",
  audience: { kind: "member" },
  title: "Rename a passkey",
  about: "The name is for me alone.",
  body: z.strictObject({ label }),
  status: 200,
  answer: done,
  refusals: ["passkey_unknown"],
  example: { body: { label: "My old phone" }, answer: doneExample },
});

export const removePasskey = contract({
  id: "removePasskey",
  method: "delete",
  path: "/v1/me/passkeys/:passkey",
  audience: { kind: "member" },
  title: "Remove a passkey",
  about: "It signs nobody in any more. Sessions that it opened go on until they are ended.",
  status: 200,
  answer: done,
  refusals: ["passkey_unknown"],
  example: { answer: doneExample },
});

export function mountPasskeys(app: App): void {
  serveRead(app, askToAddPasskey, async (asked) => {
    const { caller, context, ledger } = asked;
    const member = memberAsking(caller);
    const { facts, found } = await read(asked, { member, reading: readPasskeys(member) });
    mustBeByHerself(facts, caller);
    if (!facts.member) throw new Problem("member_unknown");
    const { language, name: programme } = facts.current.programme;
    const called = say(programme, language);
    const name = facts.profiles.get(facts.member.publicId)?.name;
    const options = await optionsToAdd(context, {
      member,
      name: typeof name === "string" ? name : called,
      programme: called,
      known: found.map(({ credential }) => credential),
      now: facts.now,
      secret: ledger.secret,
    });
    return { options };
  });
  serveWrite(app, addOwnPasskey, addPasskey, {
    request: async (asked) => {
      const { body, caller, context, ledger } = asked;
      const member = memberAsking(caller);
      const at = { now: ledger.now ?? Date.now(), secret: ledger.secret, purpose: `add/${member}` } as const;
      const added = await addedIn(context, body.response as JsonObject, at);
      if (added === null) {
        // Whoever is nobody hears that first: the verb, which asks it otherwise, is not reached.
        mustBeByHerself((await read(asked, {})).facts, caller);
        throw new Problem("passkey_refused");
      }
      const passkey = passkeyName(added.credential);
      return { member, session: sessionOf(caller), passkey, label: body.label, ...added };
    },
    view: (outcome) => ({ ...outcome }),
  });
  serveRead(app, showPasskeys, async (asked) => {
    const member = memberAsking(asked.caller);
    const { found } = await read(asked, { member, reading: readPasskeys(member) });
    return { data: found.map(({ passkey, label, at }) => ({ passkey, label, addedAt: instantView(at) })) };
  });
  serveWrite(app, renamePasskey, changePasskey, {
    request: ({ body, caller, params }) => ({
      member: memberAsking(caller),
      passkey: params.passkey ?? "",
      label: body.label,
    }),
    view: (outcome) => ({ ...outcome }),
  });
  serveWrite(app, removePasskey, changePasskey, {
    request: ({ caller, params }) => ({ member: memberAsking(caller), passkey: params.passkey ?? "", label: null }),
    view: (outcome) => ({ ...outcome }),
  });
}
