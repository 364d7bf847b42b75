/** Stripe-Signature: `t=…,v1=…`, HMAC-SHA256 over `{t}.{raw body}` (docs.stripe.com/webhooks/signature). */
import { verifyHmac } from "./hmac.ts";

/** How far a delivery's time may be from ours, in seconds: as Stripe's own libraries have it. */
const TOLERANCE_SECONDS = 300;

/** Signatures that are looked at; Stripe sends one for each secret of an endpoint. */
const SIGNATURES_MAX = 4;

/** Whether one of the secrets signed these bytes, not longer than five minutes from `now`. */
export async function isStripeSigned({
  header,
  payload,
  secrets,
  now,
}: {
  header: string | null;
  payload: Uint8Array;
  secrets: readonly string[];
  now: number;
}): Promise<boolean> {
  const parts = (header ?? "").split(",").map((part) => part.trim().split("="));
  const time = parts.find(([name]) => name === "t")?.[1] ?? "";
  if (!/^\d{1,12}$/.test(time) || Math.abs(now / 1000 - Number(time)) > TOLERANCE_SECONDS) return false;
  const stamp = new TextEncoder().encode(`${time}.`);
  const signed = new Uint8Array(stamp.length + payload.length);
  signed.set(stamp);
  signed.set(payload, stamp.length);
  const signatures = parts.filter(([name]) => name === "v1").slice(0, SIGNATURES_MAX);
  const answers = await Promise.all(
    signatures.map(([, signature = ""]) =>
      verifyHmac({ algorithm: "SHA-256", encoding: "hex", secrets, payload: signed, signature }),
    ),
  );
  return answers.includes(true);
}
