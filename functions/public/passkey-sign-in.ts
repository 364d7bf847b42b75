/** POST /v1/sign-in/passkey-options and /v1/sign-in/passkeys: signing in with whichever passkey a device has. */
import * as z from "zod";
import type { MemberSignIn } from "../decisions/member-sign-in.ts";
import { contract } from "../edge/contract.ts";
import { deviceOf } from "../edge/device.ts";
import { entryAnswer, entryExample, entryView, keepSession, unsealToken } from "../edge/member-entry.ts";
import { optionsToSignIn, passkeyName, shownBy } from "../edge/passkeys.ts";
import { Problem } from "../edge/problem.ts";
import { withinSignInRate } from "../edge/rate.ts";
import { read } from "../edge/read.ts";
import { type App, serveRead, serveWrite } from "../edge/serve.ts";
import { signInMember } from "../operations/member-sign-in.ts";
import type { JsonObject } from "../values/json.ts";

const webauthn = (about: string) => z.record(z.string(), z.unknown()).describe(about);

export const askForPasskey = contract({
  id: "askForPasskey",
  method: "post",
  path: "/v1/sign-in/passkey-options",
  audience: { kind: "public" },
  title: "Begin to sign in with a passkey",
  about: "What a browser's navigator.credentials.get needs, as WebAuthn's JSON has it. Good for five minutes, once.",
  body: z.strictObject({}),
  isBodyOptional: true,
  isKeyless: true,
  status: 200,
  answer: z.strictObject({ options: webauthn("PublicKeyCredentialRequestOptionsJSON") }),
  refusals: [],
  example: { body: {}, answer: { options: { challenge: "bWlhMmIzYzQ", rpId: "club.example" } } },
});

export const signInWithPasskey = contract({
  id: "signInWithPasskey",
  method: "post",
  path: "/v1/sign-in/passkeys",
  audience: { kind: "public" },
  title: "Sign in with a passkey",
  about:
    "With what navigator.credentials.get answered, as WebAuthn's JSON has it. A browser gets the session as a cookie too.",
  body: z.strictObject({ response: webauthn("AuthenticationResponseJSON") }),
  status: 201,
  answer: entryAnswer,
  refusals: ["passkey_unknown", "passkey_refused"],
  example: { body: { response: { id: "bWlhMmIzYzQ", type: "public-key" } }, answer: entryExample },
});

export function mountPasskeySignIn(app: App): void {
  serveRead(app, askForPasskey, async ({ context, ledger }) => {
    await withinSignInRate(context);
    const options = await optionsToSignIn(context, { now: ledger.now ?? Date.now(), secret: ledger.secret });
    return { options };
  });
  serveWrite(app, signInWithPasskey, signInMember, {
    request: async ({ body, caller, context, ledger }): Promise<MemberSignIn> => {
      await withinSignInRate(context);
      const response = body.response as JsonObject;
      const passkey = passkeyName(String(response.id));
      const { facts } = await read({ caller, ledger }, { holders: [passkey] });
      const found = facts.holders.get(passkey);
      const { credential, publicKey } = facts.profiles.get(passkey) ?? {};
      if (found?.state !== "active" || typeof credential !== "string" || typeof publicKey !== "string")
        throw new Problem("passkey_unknown");
      const at = { now: facts.now, secret: ledger.secret, purpose: "sign-in" } as const;
      const shown = await shownBy(context, response, { credential, publicKey }, at);
      if (shown === null) throw new Problem("passkey_refused");
      const device = deviceOf(context.req.header("user-agent"));
      return { proof: { by: "passkey", passkey, ...shown }, device, join: null };
    },
    view: entryView,
    unseal: unsealToken,
    after: ({ context, ledger }, performed, response) => keepSession(context, ledger, performed, response),
  });
}
