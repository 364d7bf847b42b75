import * as z from "zod";
import { type Declared, type KindFault, type Naming, PLAIN, type Wording } from "../kinds.ts";
import { DAY_BUCKETS_MAX, window, windowMisfit, windowSentence } from "../metric.ts";
import { slug } from "../words.ts";
import type { Moment } from "./moment.ts";

/** The window of a condition: what tiers may use, or the last so many days. */
export const within = z.discriminatedUnion("kind", [
  ...window.options,
  z.strictObject({ kind: z.literal("days"), days: z.int().min(1).max(DAY_BUCKETS_MAX) }),
]);
export type Within = z.infer<typeof within>;

const amount = z.int().min(0).max(1_000_000_000_000);

/**
 * What a metric says of the member within a window that ends with the day of the event, the event itself not counted: at
 * least, at most or both. With a metric of some goods it says "bought", or with `atMost: 0` "not bought", in a period.
 */
export const terms = z
  .strictObject({
    kind: z.literal("metric"),
    metric: slug,
    window: within.default({ kind: "lifetime" }),
    atLeast: amount.optional(),
    atMost: amount.optional(),
  })
  .refine(({ atLeast, atMost }) => atLeast !== undefined || atMost !== undefined, {
    message: "say atLeast, atMost or both",
  })
  .refine(({ atLeast = 0, atMost }) => atMost === undefined || atLeast <= atMost, {
    message: "must not be below `atLeast`",
    path: ["atMost"],
  });
type Terms = z.infer<typeof terms>;

export const ofMember = () => true;
export const names = ({ metric }: Terms): Naming[] => [{ what: "metric", name: metric, path: ["metric"] }];

export function faults({ metric, window: given }: Terms, { metrics }: Declared): KindFault[] {
  const terms = metrics[metric];
  const says = terms ? windowMisfit(terms, given) : null;
  return says === null ? [] : [{ path: ["window"], says: `${metric} ${says}` }];
}

export function sentence({ metric, window: given, atLeast, atMost }: Terms, wording: Wording = PLAIN): string {
  const { tongue } = wording;
  const said = { measured: wording.measured(metric), when: withinSentence(given, wording) };
  if (atMost === 0 && !atLeast) return tongue.conditions.metric.none({ ...said, ...amountOf(0, metric, wording) });
  return tongue.conditions.metric.says({
    ...said,
    atLeast: atLeast === undefined ? null : amountOf(atLeast, metric, wording),
    atMost: atMost === undefined ? null : amountOf(atMost, metric, wording),
  });
}

export function holds({ metric, window: given, atLeast = 0, atMost }: Terms, { who }: Moment): boolean {
  const has = who.measured(metric, given);
  return has >= atLeast && (atMost === undefined || has <= atMost);
}

export function missing({ metric, window: given, atLeast = 0 }: Terms, { who }: Moment, wording: Wording) {
  const short = atLeast - who.measured(metric, given);
  if (short <= 0) return null;
  return wording.tongue.conditions.metric.missing({
    measured: wording.measured(metric),
    when: withinSentence(given, wording),
    ...amountOf(short, metric, wording, "more"),
  });
}

function amountOf(amount: number, metric: string, { counted, bare }: Wording, more?: "more") {
  return { counted: counted(amount, metric, more), bare: bare(amount, metric) };
}

const withinSentence = (given: Within, { tongue }: Wording) =>
  given.kind === "days" ? tongue.conditions.metric.days(given.days) : windowSentence(given, tongue);
