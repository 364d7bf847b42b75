/** The key of this device's codes, kept so that the code is there without a network. It makes codes and nothing else, and ends with the session. */

export interface CodeKey {
  member: string;
  session: string;
  /** 32 bytes in hex. */
  key: string;
  /** Milliseconds by which the server's clock is ahead of this device's. */
  ahead: number;
}

const SLOT = "member-code";

/** The key as it was kept; null: none was. */
export function keptKey(): CodeKey | null {
  const kept = localStorage.getItem(SLOT);
  return kept === null ? null : (JSON.parse(kept) as CodeKey);
}

/** Nobody is signed in on this device any more. */
export function forgetKey(): void {
  localStorage.removeItem(SLOT);
}

/** Asks for the key of whoever is signed in and keeps it. Null: nobody is. Rejects without a network. */
export async function freshKey(): Promise<CodeKey | null> {
  const sentAt = Date.now();
  const response = await fetch("/v1/me/code-key");
  if (response.status === 401 || response.status === 404) {
    forgetKey();
    return null;
  }
  if (!response.ok) throw new Error(`${response.status}`);
  const { member, session, key, now } = (await response.json()) as Omit<CodeKey, "ahead"> & { now: string };
  const ahead = Date.parse(now) - Math.round((sentAt + Date.now()) / 2);
  const fresh = { member, session, key, ahead };
  localStorage.setItem(SLOT, JSON.stringify(fresh));
  return fresh;
}
