/** Russian. */
import type { Tongue } from "../en/index.ts";
import { conditions } from "./conditions.ts";
import { counted, events, measured } from "./events.ts";
import { benefits, effects, limits, notApplied, odds, rewards, rules } from "./rules.ts";
import { speech } from "./speech.ts";
import { changes, expiry, pending, terms, tiers, units } from "./terms.ts";
import { visits } from "./visits.ts";
import { earned, levels, metricAmounts, moved, refunded } from "./whys.ts";

export const ru: Tongue = {
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
