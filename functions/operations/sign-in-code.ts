import { type CodeAsked, type CodeMade, decideSignInCode } from "../decisions/sign-in-code.ts";
import { codeHolder } from "../values/sign-in-code.ts";
import type { Verb } from "./verb.ts";

/** Makes a code for an address. Of the address only a keyed tag is kept: nobody's erasure could reach it here. */
export const askForCode: Verb<CodeAsked, CodeMade> = {
  kind: "sign-in-code",
  subjects: ({ email }, _, secret) => ({ holders: [codeHolder(secret, email)], identity: null, claims: [] }),
  kept: (body, secret) => ({ asked: secret(`sign-in-asked/${JSON.stringify(body)}`).slice(0, 16) }),
  decide: decideSignInCode,
};
