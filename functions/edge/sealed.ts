/** Texts that we hand out and get back, or keep encrypted: AES-256-GCM under a key that HKDF makes of the programme's secret for one purpose. */

/** Bytes of a nonce, as AES-GCM wants them (NIST SP 800-38D, section 8.2). */
const NONCE_BYTES = 12;

interface Under {
  secret: string;
  /** What is sealed for one purpose opens for no other. */
  purpose: string;
}

/** A text, encrypted, in base64url: the nonce, then the text with its tag. */
export async function seal(under: Under, text: string): Promise<string> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const data = new TextEncoder().encode(text);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, await keyOf(under), data);
  const bytes = [...nonce, ...new Uint8Array(sealed)];
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
}

/** A sealed text in the clear; null: it was sealed under another secret, for another purpose, changed, or never. */
export async function open(under: Under, sealed: string): Promise<string | null> {
  if (!/^[\w-]{38,8192}$/.test(sealed)) return null;
  const key = await keyOf(under);
  try {
    const text = atob(sealed.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    const [iv, data] = [bytes.subarray(0, NONCE_BYTES), bytes.subarray(NONCE_BYTES)];
    return new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, data));
  } catch (fault) {
    // What is no base64, and a tag that does not hold.
    if (fault instanceof DOMException) return null;
    throw fault;
  }
}

const keys = new Map<string, Promise<CryptoKey>>();

/** The key of a secret and purpose: HKDF-SHA256 without a salt, made once. */
function keyOf({ secret, purpose }: Under): Promise<CryptoKey> {
  const name = `${purpose}\n${secret}`;
  const known = keys.get(name) ?? makeKey({ secret, purpose });
  keys.set(name, known);
  return known;
}

async function makeKey({ secret, purpose }: Under): Promise<CryptoKey> {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const material = await crypto.subtle.importKey("raw", bytes(secret), "HKDF", false, ["deriveKey"]);
  return crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: bytes(`tessera/${purpose}`) },
    material,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt", "decrypt"],
  );
}
