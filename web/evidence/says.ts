/** What a member is told of a check-in that did not go through, or that showed too little: what it is, and what helps. */
import type { CheckInWords } from "../../functions/edge/phrases/check-in/index.ts";
import type { Evidence } from "./evidence.ts";

export type Says = CheckInWords["failed"];

/** Why the camera cannot be used, by the name of the browser's error. */
export function cameraSays(error: string, { camera }: CheckInWords): Says {
  if (error === "NotAllowedError") return camera.denied;
  return error === "NotReadableError" ? camera.busy : camera.none;
}

/** What is said of a code that a check-in may meet; null: the API's own words will do. */
export function refusalSays(code: string, { refused }: CheckInWords): Says | null {
  const told: Record<string, Says> = refused;
  return told[code] ?? null;
}

/** What is said when the request did not get through. */
export function offlineSays(isOnline: boolean, { noAnswer, offline }: CheckInWords): Says {
  return isOnline ? noAnswer : offline;
}

/** What is said of a visit that was recorded on her word alone, by what was sent for it. */
export function unshownSays({ qr, tap }: Evidence, { unshown }: CheckInWords): Says {
  if (tap) return unshown.tap;
  return qr ? unshown.code : unshown.position;
}
