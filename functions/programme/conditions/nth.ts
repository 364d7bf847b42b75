import * as z from "zod";
import { type Declared, type KindFault, type Naming, PLAIN, type Wording } from "../kinds.ts";
import { countsEvents, countsOn } from "../metric.ts";
import { slug } from "../words.ts";
import type { Moment } from "./moment.ts";

const number = z.int().min(1).max(1_000_000);

/**
 * Which one the event is by a metric that counts events (orders, check-ins), itself included: the one that is numbered
 * so, every so many, or among the first so many. `is: 1` is the first. What a refund took out of the count is not counted.
 */
export const terms = z
  .strictObject({
    kind: z.literal("nth"),
    metric: slug,
    is: number.optional(),
    every: number.optional(),
    first: number.optional(),
  })
  .refine(({ is, every, first }) => [is, every, first].filter((given) => given !== undefined).length === 1, {
    message: "say one of is, every and first",
  });
type Terms = z.infer<typeof terms>;

export const names = ({ metric }: Terms): Naming[] => [{ what: "metric", name: metric, path: ["metric"] }];

export function faults({ metric }: Terms, { metrics }: Declared): KindFault[] {
  const terms = metrics[metric];
  return !terms || countsEvents(terms)
    ? []
    : [{ path: ["metric"], says: `${metric} does not count events for ever: use one of orders, check-ins or events` }];
}

/** The metric of an event that it does not count says nothing of it. */
export function misfit({ metric }: Terms, on: string, { metrics }: Pick<Declared, "metrics">): string | null {
  const terms = metrics[metric];
  return !terms || countsOn(terms, on) ? null : `number among what "${metric}" counts`;
}

export function sentence({ is, every, first = 0 }: Terms, { tongue }: Wording = PLAIN): string {
  const says = tongue.conditions.nth;
  if (is !== undefined) return says.is(is);
  return every === undefined ? says.first(first) : says.every(every);
}

export function holds({ metric, is, every, first = 0 }: Terms, { who }: Moment): boolean {
  const which = who.which(metric);
  if (which === null) return false;
  if (is !== undefined) return which === is;
  return every === undefined ? which <= first : which % every === 0;
}

export function missing({ metric, is, every }: Terms, { who }: Moment, { tongue }: Wording): string | null {
  const which = who.which(metric);
  if (which === null) return null;
  const ahead = is === undefined ? (every === undefined ? 0 : every - (which % every)) : is - which;
  return ahead > 0 ? tongue.conditions.nth.missing(ahead) : null;
}
