/** A fresh number for the demo shop's orders and refunds, as T-7Q2M4K. */
export function orderNumber(letter = "T"): string {
  const luck = crypto.getRandomValues(new Uint8Array(6));
  return `${letter}-${[...luck].map((byte) => "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"[byte % 32]).join("")}`;
}
