import type { Programme } from "./programme.ts";

/** Whether a document has a rule on an event, or a metric that counts it. */
export function isHeard({ campaigns, metrics }: Pick<Programme, "campaigns" | "metrics">, event: string): boolean {
  return (
    campaigns.some(({ rules }) => rules.some(({ on }) => on === event)) ||
    Object.values(metrics).some(({ on }) => on?.includes(event))
  );
}
