/** A wheel of odds that comes to rest on a ticket: where it stops follows from the ticket alone, and how it gets there never. */

/** How long it turns and how often it goes round at least: the same for every ticket, so that no stop is staged. */
const TURNING_MS = 4_200;
const ROUNDS = 5;
const SLOWING = "cubic-bezier(0.12, 0.75, 0.1, 1)";

/** Degrees by which the ring is turned so that the pointer at its top is in the middle of a ticket of so many. */
export function turnOf(ticket: number, of: number): number {
  return (ROUNDS + 1) * 360 - ((ticket + 0.5) / of) * 360;
}

/** Turns the ring to a ticket; at once when `isStill`. The animation under way, to be finished early; null: it stands. */
export function turnTo(ring: SVGElement, { ticket, of, isStill }: { ticket: number; of: number; isStill: boolean }) {
  const rotate = `${turnOf(ticket, of)}deg`;
  ring.style.rotate = rotate;
  if (isStill) return null;
  return ring.animate({ rotate: ["0deg", rotate] }, { duration: TURNING_MS, easing: SLOWING });
}
