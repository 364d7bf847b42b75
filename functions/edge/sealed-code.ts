/**
 * Codes that a merchant brought along, encrypted: AES-256-GCM under a key that HKDF makes of the programme's secret. They
 * are sealed before an operation sees them and opened when an answer leaves.
 */

/** Bytes of a nonce, as AES-GCM wants them (NIST SP 800-38D, section 8.2). */
const NONCE_BYTES = 12;
/** What markedImported leaves in an answer, as JSON writes it. */
const MARK = /\\u0001imported:([\w-]+)\\u0001/g;

/** A code, encrypted, in base64url: the nonce, then the text with its tag. */
export async function sealImported(secret: string, code: string): Promise<string> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const text = new TextEncoder().encode(code);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, await keyOf(secret), text);
  const bytes = [...nonce, ...new Uint8Array(sealed)];
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
}

/** A sealed code in the clear. Throws a fault when it was sealed under another secret, or changed. */
export async function openImported(secret: string, sealed: string): Promise<string> {
  const text = atob(sealed.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  const [iv, data] = [bytes.subarray(0, NONCE_BYTES), bytes.subarray(NONCE_BYTES)];
  return new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, await keyOf(secret), data));
}

/** A stored answer with such codes put in, on its way out. */
export async function unsealImported(body: string, secret: string): Promise<string> {
  const marks = [...body.matchAll(MARK)];
  const codes = await Promise.all(marks.map(([, sealed = ""]) => openImported(secret, sealed)));
  const inText = (code: string) => JSON.stringify(code).slice(1, -1);
  return marks.reduce((text, [mark], index) => text.replace(mark, () => inText(codes[index] ?? "")), body);
}

const keys = new Map<string, Promise<CryptoKey>>();

/** The key of a secret: HKDF-SHA256 without a salt, made once. */
function keyOf(secret: string): Promise<CryptoKey> {
  const known = keys.get(secret) ?? makeKey(secret);
  keys.set(secret, known);
  return known;
}

async function makeKey(secret: string): Promise<CryptoKey> {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const material = await crypto.subtle.importKey("raw", bytes(secret), "HKDF", false, ["deriveKey"]);
  return crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: bytes("tessera/voucher-codes") },
    material,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt", "decrypt"],
  );
}
