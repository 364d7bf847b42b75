/** The entrance's script: passkeys, and forgetting the key of a code. Everything else there works without one. */
import "./elements/passkey-add.ts";
import "./elements/passkey-sign-in.ts";
import "./elements/signed-out.ts";
