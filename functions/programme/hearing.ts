import type { Programme } from "./programme.ts";

/** Whether a document has a rule on an event, a metric that counts it, or a unit that it keeps alive. */
export function isHeard(
  { campaigns, metrics, units }: Pick<Programme, "campaigns" | "metrics" | "units">,
  event: string,
): boolean {
  return (
    Object.values(units).some(({ expiry }) => expiry.kind === "sliding" && expiry.by.includes(event)) ||
    campaigns.some(({ rules }) => rules.some(({ on }) => on === event)) ||
    Object.values(metrics).some(({ on }) => on?.includes(event))
  );
}
