import { type Answer, type Kept, write } from "../write.ts";
import type { Fix, Visit } from "./evidence.ts";

const slots = new Map<string, string>();

/** In memory and nowhere else: a position must not be in a browser's storage. */
const memory: Kept = {
  getItem: (slot) => slots.get(slot) ?? null,
  setItem: (slot, value) => void slots.set(slot, value),
  removeItem: (slot) => void slots.delete(slot),
};

/**
 * Sends a check-in. The same code or tap, sent again after a lost connection, is the same request; a position alone is
 * a new one each time, since where she was before says nothing now, and a venue rewards her once a day anyway.
 */
export async function sendCheckIn({ venue, evidence }: Visit, fix: Fix | null): Promise<Answer> {
  const name = `check-in:${venue}:${JSON.stringify(evidence)}`;
  if (!evidence.qr && !evidence.tap) memory.removeItem(`write:${name}`);
  return write(name, "/v1/me/check-ins", () => ({ venue, ...evidence, ...(fix && { fix }) }), memory);
}
