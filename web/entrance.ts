/** The entrance's script, and that of where she is signed in: passkeys, and forgetting the key of a code. Everything else there works without one. */
import "./elements/live-page.ts";
import "./elements/passkey-add.ts";
import "./elements/passkey-sign-in.ts";
import "./elements/signed-out.ts";
