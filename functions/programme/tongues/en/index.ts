/** English: what every other tongue says too. Its type is what a tongue is. */
import { conditions } from "./conditions.ts";
import { counted, events, measured } from "./events.ts";
import { benefits, effects, limits, notApplied, odds, rewards, rules } from "./rules.ts";
import { speech } from "./speech.ts";
import { changes, expiry, pending, terms, tiers, units } from "./terms.ts";
import { visits } from "./visits.ts";
import { earned, levels, metricAmounts, moved, refunded } from "./whys.ts";

export type { Bounds } from "./conditions.ts";
export type { Counted, Many } from "./events.ts";
export type { EndOf, Holding, Lasting } from "./terms.ts";
export type Speech = typeof speech;

export const en = {
  ...speech,
  events,
  counted,
  measured,
  conditions,
  effects,
  limits,
  rules,
  notApplied,
  odds,
  benefits,
  rewards,
  expiry,
  pending,
  units,
  terms,
  changes,
  tiers,
  earned,
  refunded,
  moved,
  levels,
  metricAmounts,
  visits,
};

/** What a language says: the same as English, each in its own order of words. */
export type Tongue = typeof en;
