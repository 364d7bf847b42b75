/**
 * The key of this browser for friends nearby: made here, and its private half never leaves, since the browser itself does not
 * give it out. Beside it, the public keys of friends as they were last seen, so that another one is noticed.
 */

const DATABASE = "tessera-nearby";
const ECDH = { name: "ECDH", namedCurve: "P-256" };

export interface OwnKey {
  pair: CryptoKeyPair;
  /** Raw, base64url. */
  publicKey: string;
}

/** The key that a member has in this browser; null: none yet. Rejects where the browser keeps nothing. */
export async function ownKey(member: string): Promise<OwnKey | null> {
  return (await kept<OwnKey>("readonly", (store) => store.get(`own ${member}`))) ?? null;
}

/** The key that a member has in this browser, made where there is none. Rejects where the browser keeps nothing. */
export async function ownKeyMade(member: string): Promise<OwnKey> {
  const known = await ownKey(member);
  if (known) return known;
  const pair = await crypto.subtle.generateKey(ECDH, false, ["deriveBits"]);
  const raw = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const publicKey = btoa(String.fromCharCode(...raw))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
  const made = { pair, publicKey };
  await kept("readwrite", (store) => store.put(made, `own ${member}`));
  return made;
}

/** What ECDH gives with a friend's public key. */
export async function sharedWith({ pair }: OwnKey, publicKey: string): Promise<Uint8Array> {
  const raw = Uint8Array.from(atob(publicKey.replaceAll("-", "+").replaceAll("_", "/")), (letter) =>
    letter.charCodeAt(0),
  );
  const theirs = await crypto.subtle.importKey("raw", raw, ECDH, false, []);
  return new Uint8Array(await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, pair.privateKey, 256));
}

/** Whether a friend has the key that she had before; the first one is as it was. It is remembered. */
export async function isAsBefore(friend: string, publicKey: string): Promise<boolean> {
  const before = await kept<string>("readonly", (store) => store.get(`seen ${friend}`));
  if (before === publicKey) return true;
  await kept("readwrite", (store) => store.put(publicKey, `seen ${friend}`));
  return before === undefined;
}

/** Nothing of it is left in this browser. */
export function forgetKeys(): void {
  // Where nothing may be kept there is nothing to delete.
  globalThis.indexedDB?.deleteDatabase(DATABASE);
}

/** One question to what this browser keeps of friends nearby. Rejects where it keeps nothing. */
export function kept<Value>(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest,
): Promise<Value | undefined> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(DATABASE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("keys");
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const transaction = database.transaction("keys", mode);
      const asked = ask(transaction.objectStore("keys"));
      transaction.oncomplete = () => resolve(asked.result as Value | undefined);
      transaction.onerror = () => reject(transaction.error);
      database.onversionchange = () => database.close();
      transaction.addEventListener("complete", () => database.close());
    };
  });
}
