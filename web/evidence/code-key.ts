/**
 * The key of this device's codes, kept so that the code is there without a network. It makes codes and nothing else, and ends
 * with the session. The browser keeps it where no script can read it, so that whoever gets at what is stored can show codes
 * from this device while she does, and from nowhere else.
 */
import { bytesOfHex } from "../../functions/values/hex.ts";

export interface CodeKey {
  member: string;
  session: string;
  /** HMAC-SHA256, not to be exported. */
  key: CryptoKey;
  /** Milliseconds by which the server's clock is ahead of this device's. */
  ahead: number;
}

const DATABASE = "member-code";
const STORE = "keys";
const SLOT = "this-device";

/** The key as it was kept; null: none was. */
export async function keptKey(): Promise<CodeKey | null> {
  return ((await stored("readonly", (keys) => keys.get(SLOT))) as CodeKey | undefined) ?? null;
}

/** Nobody is signed in on this device any more. */
export async function forgetKey(): Promise<void> {
  await stored("readwrite", (keys) => keys.clear());
}

/** Asks for the key of whoever is signed in and keeps it. Null: nobody is. Rejects without a network. */
export async function freshKey(): Promise<CodeKey | null> {
  const sentAt = Date.now();
  const response = await fetch("/v1/me/code-key");
  if (response.status === 401 || response.status === 404) {
    await forgetKey();
    return null;
  }
  if (!response.ok) throw new Error(`${response.status}`);
  const { member, session, key, now } = (await response.json()) as Record<"member" | "session" | "key" | "now", string>;
  const ahead = Date.parse(now) - Math.round((sentAt + Date.now()) / 2);
  const fresh = { member, session, key: await signingWith(key), ahead };
  await stored("readwrite", (keys) => keys.put(fresh, SLOT));
  return fresh;
}

function signingWith(hex: string): Promise<CryptoKey> {
  const bytes = Uint8Array.from(bytesOfHex(hex, 32));
  return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
}

/** One request to what this device keeps. A browser that keeps nothing (some do, in private windows) answers with nothing. */
function stored(mode: IDBTransactionMode, asks: (keys: IDBObjectStore) => IDBRequest): Promise<unknown> {
  return new Promise((resolve) => {
    const opening = indexedDB.open(DATABASE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    opening.onerror = () => resolve(undefined);
    opening.onsuccess = () => {
      const database = opening.result;
      const transaction = database.transaction(STORE, mode);
      const request = asks(transaction.objectStore(STORE));
      const done = (result: unknown) => {
        database.close();
        resolve(result);
      };
      transaction.oncomplete = () => done(request.result);
      transaction.onabort = () => done(undefined);
    };
  });
}
