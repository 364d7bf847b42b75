/**
 * Codes of vouchers that a merchant brought along. The ledger finds one by an HMAC of it and holds it encrypted
 * (edge/sealed-code.ts), so that whoever has the ledger alone has no code.
 */

/** How a code may look once it is read: what can be typed, and stand in a path. */
const SHAPE = /^[\x21-\x7e]{3,100}$/;

/** A code as it was typed or brought along, as it is found: any case, without spaces around it; null: it is no code. */
export function readImported(typed: string): string | null {
  const read = typed.trim().toUpperCase();
  return SHAPE.test(read) ? read : null;
}

/** The digest that the ledger finds a code by; `sign` signs a label under the programme's secret. */
export function importedDigest(sign: (label: string) => string, code: string): string {
  return sign(`imported-code/${code.toUpperCase()}`);
}

/** What a stored answer holds in place of such a code: no request can contain it, since control characters are refused. */
export function markedImported(sealed: string): string {
  return `\u0001imported:${sealed}\u0001`;
}
