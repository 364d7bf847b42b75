/** Units that wait until a store says that something happened to what they were earned for: an order accepted, a photo approved. */
import * as z from "zod";
import { type Day, WAITS } from "../../values/day.ts";
import type { Wording } from "../kinds.ts";
import { calledEither, slug } from "../words.ts";

export const terms = z.strictObject({
  kind: z.literal("event"),
  /** The event that makes them available, named by the document: order-accepted, moderation-accepted. */
  on: slug,
  /** The event that takes them back. */
  cancelOn: slug.optional(),
  /** Days after which they are taken back when nothing was said; absent: they wait for ever. */
  cancelAfterDays: z.int().min(1).max(366).optional(),
});
export type WaitsFor = z.infer<typeof terms>;

export const firstDay = (): Day => WAITS;

export const sentence = ({ on, cancelOn, cancelAfterDays }: WaitsFor, units: string, wording: Wording): string => {
  const said = (event: string) => calledEither([event], wording, "event");
  return wording.tongue.pending.event({
    units,
    on: said(on),
    cancelOn: cancelOn === undefined ? null : said(cancelOn),
    cancelAfterDays: cancelAfterDays ?? null,
  });
};
