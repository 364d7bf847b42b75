/** Tells the other windows of this browser that something was written, so that they look again. */

const channel = new BroadcastChannel("tessera");

/** Something was written. Windows other than this one hear it. */
export function announce(): void {
  channel.postMessage("written");
}

/** Calls back when another window wrote. */
export function onNews(listener: () => void): void {
  channel.addEventListener("message", listener);
}
