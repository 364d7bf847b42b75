/** Every condition kind but those that combine others (any, not): one file and one line each. */
import * as z from "zod";
import type { JsonObject } from "../../values/json.ts";
import type { Told } from "../event.ts";
import { type Declared, finderOf, type Kind, type KindFault, termsOf, type Wording } from "../kinds.ts";
import * as ageBand from "./age-band.ts";
import * as amount from "./amount.ts";
import * as arrival from "./arrival.ts";
import * as attribute from "./attribute.ts";
import * as category from "./category.ts";
import * as channel from "./channel.ts";
import * as city from "./city.ts";
import * as data from "./data.ts";
import * as dayOfMonth from "./day-of-month.ts";
import * as evidence from "./evidence.ts";
import * as holds from "./holds.ts";
import * as hour from "./hour.ts";
import * as input from "./input.ts";
import * as joined from "./joined.ts";
import * as mayor from "./mayor.ts";
import * as metric from "./metric.ts";
import type { Line, Moment } from "./moment.ts";
import * as month from "./month.ts";
import * as nth from "./nth.ts";
import * as open from "./open.ts";
import * as segment from "./segment.ts";
import * as sku from "./sku.ts";
import * as store from "./store.ts";
import * as tier from "./tier.ts";
import * as together from "./together.ts";
import * as trust from "./trust.ts";
import * as venue from "./venue.ts";
import * as visit from "./visit.ts";
import * as weekOfMonth from "./week-of-month.ts";
import * as weekday from "./weekday.ts";

export const kinds = [
  ageBand,
  amount,
  arrival,
  attribute,
  category,
  channel,
  city,
  data,
  dayOfMonth,
  evidence,
  holds,
  hour,
  input,
  joined,
  mayor,
  metric,
  month,
  nth,
  open,
  segment,
  sku,
  store,
  tier,
  together,
  trust,
  venue,
  visit,
  weekOfMonth,
  weekday,
] as const;
export const plain = z.discriminatedUnion("kind", termsOf(kinds));
export type Plain = z.infer<typeof plain>;

/** The module of a condition kind. What is absent: it never asks for, counts or says it. */
export interface ConditionKind extends Kind {
  /** As a merchant reads it; with the programme's wording, as a member does. */
  sentence(given: never, wording?: Wording): string;
  holds(given: never, moment: Moment): boolean;
  /** Whether it asks about the member alone, so that a segment may be made of it. */
  ofMember?(given: never): boolean;
  /** Whether it asks who else is there: whoever comes at once is then counted one after the other. */
  ofOthers?: boolean;
  /** Whether a line counts towards what the rule earns; absent: all do. */
  counts?(given: never, line: Line, moment: Moment): boolean;
  /** What the counted goods must be worth at least, in minor units. */
  leastMinor?(given: never, moment: Moment): number;
  /** What an event must tell for it to be asked. */
  needs?: readonly Told[];
  needsOf?(given: never): Told[];
  /** What an event of that name lacks for it, by what the document declares; null: nothing. */
  misfit?(given: never, on: string, declared: Pick<Declared, "metrics">): string | null;
  /** What does not fit with what the document declares. */
  faults?(given: never, declared: Declared): KindFault[];
  /** Where it does not hold: what would make it, in a sentence; null: nothing that she can do. */
  missing?(given: never, moment: Moment, wording: Wording): string | null;
  /** Published numbers that it saw. */
  saw?(given: never, moment: Moment): JsonObject;
}

/** Finds the kind of a condition that combines no others. */
export const plainKindOf = finderOf<ConditionKind>(kinds);
