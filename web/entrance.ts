/** The entrance's script: passkeys. Everything else there works without one. */
import "./elements/passkey-add.ts";
import "./elements/passkey-sign-in.ts";
