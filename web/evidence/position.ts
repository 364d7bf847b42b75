/** Where the phone is, asked for when somebody presses and never before. It stays in memory: nothing here keeps it. */
import type { Fix, NoFix } from "./evidence.ts";

/** How long a phone may look for its position, and how old one may be, in milliseconds. */
const LOOKING_MS = 15_000;
const OLD_MS = 10_000;
/** No programme accepts an older or a vaguer one (functions/programme/check-ins.ts has narrower defaults). */
const STALE_MS = 60_000;
const VAGUE_METRES = 1_000;

/** The phone's position, or why there is none. A browser asks the person here, the first time. */
export async function positionNow(): Promise<Fix | NoFix> {
  if (!("geolocation" in navigator) || !isSecureContext) return "unsupported";
  const first = await asked(OLD_MS);
  // Some phones answer at once with where they last were; asked for a new one, they look.
  const found = typeof first !== "string" && isStale(first) ? await asked(0) : first;
  if (typeof found === "string") return found;
  if (isStale(found)) return "stale";
  return found.accuracyMetres > VAGUE_METRES ? "approximate" : found;
}

/** Whether she allowed it before: then nothing needs to be asked. */
export async function isPositionAllowed(): Promise<boolean> {
  const status = await navigator.permissions?.query({ name: "geolocation" }).catch(() => null);
  return status?.state === "granted";
}

function isStale({ timestamp }: Fix): boolean {
  return Math.abs(Date.now() - timestamp) > STALE_MS;
}

function asked(maximumAge: number): Promise<Fix | NoFix> {
  return new Promise((resolve) =>
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude, accuracy }, timestamp }) =>
        resolve({ latitude, longitude, accuracyMetres: accuracy, timestamp }),
      ({ code }) => resolve(code === 1 ? "denied" : code === 3 ? "slow" : "unavailable"),
      { enableHighAccuracy: true, timeout: LOOKING_MS, maximumAge },
    ),
  );
}
