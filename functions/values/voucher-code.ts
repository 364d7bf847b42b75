/**
 * Voucher codes: TSR-XXXX-XXXX-XXXX in Crockford base32, made from the programme's secret and the voucher's id. The
 * ledger holds the digest of a code and a placeholder in the stored answer, never the code.
 */
import { hmacHex, sha256Hex } from "./hash.ts";
import { base32 } from "./id.ts";

const PREFIX = "TSR";
const DIGITS = 12;
const SEAL = /\\u0001(vch_[0-9a-z]{26})\\u0001/g;

/** What the secret signs for a voucher; decisions sign it with `given.secret`. */
export function codeLabel(voucher: string): string {
  return `voucher/${voucher}`;
}

/** The code that a signature (hex) spells: its first 60 bits. */
export function codeFrom(signature: string): string {
  const bytes = Uint8Array.from(signature.slice(0, 16).match(/../g) ?? [], (hex) => Number.parseInt(hex, 16));
  return spelled(base32(bytes).slice(0, DIGITS).toUpperCase());
}

/** The code of a voucher, for its member's eyes and the store she shows it to. */
export function codeOf(secret: string, voucher: string): string {
  return codeFrom(hmacHex(secret, codeLabel(voucher)));
}

/** The digest that the ledger finds a voucher by. */
export function codeHashOf(code: string): string {
  return sha256Hex(code);
}

/** A code as it was typed, as it is spelled: any case and dashes, i and l read as 1, o as 0; null: it is no code. */
export function readCode(typed: string): string | null {
  const letters = typed.toUpperCase().replaceAll(/[^0-9A-Z]/g, "");
  const digits = letters.length === DIGITS ? letters : letters.replace(new RegExp(`^${PREFIX}`), "");
  const read = digits.replaceAll("O", "0").replaceAll(/[IL]/g, "1");
  return new RegExp(`^[0-9A-HJKMNP-TV-Z]{${DIGITS}}$`).test(read) ? spelled(read) : null;
}

/** What a stored answer holds in place of a code: no request can contain it, since control characters are refused. */
export function sealedCode(voucher: string): string {
  return `\u0001${voucher}\u0001`;
}

/** A stored answer with the codes put in, on its way out. */
export function unsealCodes(body: string, secret: string): string {
  return body.replaceAll(SEAL, (_, voucher: string) => codeOf(secret, voucher));
}

function spelled(digits: string): string {
  return `${PREFIX}-${digits.slice(0, 4)}-${digits.slice(4, 8)}-${digits.slice(8)}`;
}
