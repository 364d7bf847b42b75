/** What members have and are: units, what is counted of them, segments and tiers. */

import { OWN_METRICS } from "../../values/own-metrics.ts";
import { type Benefit, benefitNames } from "../benefits/index.ts";
import { type Condition, conditionNames, isOfMember } from "../conditions/index.ts";
import { EVENTS } from "../event.ts";
import { isActivity } from "../expiry/sliding.ts";
import { measureFaults } from "../measure.ts";
import { boundBy } from "../unit.ts";
import type { Checking } from "./checking.ts";

/** Faults of units: what they are against how they begin, end and pass from hand to hand. */
export function judgeUnits(checking: Checking): void {
  const { given, fault } = checking;
  for (const [name, { transferable, membership, pending, expiry }] of Object.entries(given.units)) {
    const path = ["units", name];
    const bound = boundBy(given, name);
    if (transferable && bound !== null)
      fault([...path, "transferable"], `"${name}" ${bound}: no member gives it to another`);
    judgeBenefits(checking, membership?.benefits ?? [], [...path, "membership", "benefits"]);
    for (const [a, activity] of (expiry.kind === "sliding" ? expiry.by : []).entries())
      if (!isActivity(activity, given.events))
        fault(
          [...path, "expiry", "by", a],
          "is nothing that she does: name earn, redeem or an event that she takes part in",
        );
    if (!membership) continue;
    if (pending.kind !== "at-once") fault([...path, "pending"], "a membership begins when it is given");
    if (expiry.kind !== "never") fault([...path, "expiry"], "a membership lasts its months: say those");
  }
}

/** Faults of metrics: what they count against what they name for it. */
export function judgeMetrics({ given, fault, need, needEvent }: Checking): void {
  for (const [name, { counts, unit: of, only, on }] of Object.entries(given.metrics)) {
    const path = ["metrics", name];
    if (OWN_METRICS.includes(name))
      fault(path, `"${name}" is what Tessera counts of every member itself: call it otherwise`);
    if ((counts === "events") !== (on !== undefined))
      fault(
        path,
        on ? "only events are counted by what they are on" : "events are counted by what they are on: name them",
      );
    for (const [index, event] of (on ?? []).entries()) needEvent(event, [...path, "on", index]);
    if (counts === "earned" && of === undefined) fault(path, "earned counts a unit: name it");
    if (of !== undefined) need("unit", of, [...path, "unit"]);
    if (only !== undefined && counts !== "spend" && counts !== "orders")
      fault([...path, "only"], "only spend and orders have lines to choose from");
  }
}

/** Faults of own events: one is not called as a known one. */
export function judgeOwnEvents({ given, fault }: Checking): void {
  for (const name of Object.keys(given.events))
    if (Object.hasOwn(EVENTS, name)) fault(["events", name], `"${name}" is known already`);
}

/** Faults of segments: their conditions are about a member alone. */
export function judgeSegments({ given, fault, condition: judge }: Checking): void {
  for (const [name, { when }] of Object.entries(given.segments)) {
    for (const [w, condition] of when.entries()) {
      const path = ["segments", name, "when", w];
      judge(condition, path);
      if (!isOfMember(condition)) fault(path, "is not about a member alone, so no segment is made of it");
      if (namesSegment(condition)) fault(path, "a segment is not made of segments");
    }
  }
}

/** Faults of tier groups: what they measure, how levels are entered, and their benefits. */
export function judgeTiers(checking: Checking): void {
  const { given, fault, need } = checking;
  for (const [g, { measure, levels, held }] of given.tiers.entries()) {
    for (const { path, says } of measureFaults(measure, given.metrics, { isHeld: held !== undefined }))
      fault(["tiers", g, "measure", ...path], says);
    for (const [l, { enteredBy, benefits = [] }] of levels.entries()) {
      const path = ["tiers", g, "levels", l];
      if (enteredBy) need("unit", enteredBy.unit, [...path, "enteredBy", "unit"]);
      judgeBenefits(checking, benefits, [...path, "benefits"]);
    }
  }
}

function judgeBenefits({ fault, needAll, single }: Checking, benefits: Benefit[], path: PropertyKey[]): void {
  for (const [b, benefit] of benefits.entries()) {
    needAll(benefitNames(benefit), [...path, b]);
    const is = benefit.kind === "rate" ? single(benefit.unit) : null;
    if (benefit.kind === "rate" && is !== null)
      fault([...path, b, "unit"], `"${benefit.unit}" is a ${is}: one of it is held, at no rate`);
  }
}

function namesSegment(condition: Condition): boolean {
  return conditionNames(condition).some(({ what }) => what === "segment");
}
