/** In which version of the programme a member's tiers are judged, where one came into force as she was last changed. */
import { expect, test } from "vitest";
import { auditTiers } from "../../functions/decisions/audit-tiers.ts";
import { lotOf, tierUnit } from "../../functions/values/account.ts";
import type { AuditedMember } from "../../functions/values/audited.ts";
import { ALWAYS, dayOfDate, NEVER, startOf } from "../../functions/values/day.ts";
import { ADA, factsWith } from "../support/facts.ts";
import { pointsProgramme } from "../support/programmes.ts";

const AT = Date.parse("2026-05-01T12:00:00Z");
const metrics = { spend: { counts: "spend", bucket: "month" } };
const levels = [
  { id: "white", name: "White", from: 0 },
  { id: "silver", name: "Silver", from: 100 },
];
const status = { id: "status", measure: { metric: "spend", window: { kind: "rolling", months: 3 } }, levels };
const versions = (effectiveAt: number) => [
  {
    version: 1,
    effectiveAt: 0,
    programme: factsWith({}, pointsProgramme({ metrics, tiers: [status] })).current.programme,
  },
  { version: 2, effectiveAt, programme: factsWith({}, pointsProgramme({ metrics, tiers: [] })).current.programme },
];
const silver = { ...lotOf(ADA, tierUnit("status", "silver"), { availableOn: ALWAYS, expiresOn: NEVER }), balance: 1 };
const ada: AuditedMember = {
  member: ADA,
  state: "joined",
  facts: { joinedAt: 0 },
  dueAt: AT,
  recordedAt: AT,
  movedAt: AT,
  hasErasure: false,
  merged: 0,
  orders: [],
  earnings: [],
  redemptions: [],
  metrics: [{ metric: "spend", bucket: 202605, amount: 100 }],
  plays: [],
  accounts: [silver],
};

test.each([
  ["a millisecond before", AT - 1, ["which is no tier of the programme"]],
  ["in the same millisecond, before or after", AT, []],
  ["a millisecond after", AT + 1, []],
])("the tiers were taken out of the programme %s", (_, effectiveAt, says) => {
  expect(auditTiers(ada, versions(effectiveAt))).toEqual(says.map((text) => expect.stringContaining(text)));
});

test.each([
  ["by the clocks of the zone that was left", "Asia/Kolkata", []],
  ["by those of the new one", "America/New_York", []],
  ["and a day late", "Pacific/Pago_Pago", ["turns in the tiers status on 2026-08-01, and the clock would not come by"]],
])("after the programme moved to another zone she may be due %s", (_, zone, says) => {
  const inZone = (of: string, tiers: object[]) =>
    factsWith({}, pointsProgramme({ zone: of, metrics, tiers: tiers as never })).current.programme;
  const moved = [
    { version: 1, effectiveAt: 0, programme: inZone("Asia/Kolkata", [status]) },
    { version: 2, effectiveAt: AT + 1, programme: inZone("America/New_York", []) },
  ];
  const dueAt = startOf(dayOfDate("2026-08-01"), zone);
  const found = auditTiers({ ...ada, dueAt, recordedAt: AT + 2 }, moved);
  expect(found.filter((text) => text.includes("turns"))).toEqual(says.map((text) => expect.stringContaining(text)));
});

test.each([
  ["was promised until a day that has not passed", "2026-04-01", "2026-12-31", []],
  ["was promised until a day that has", "2026-01-01", "2026-04-30", ["has silver and gold of the tiers status"]],
  ["promises nothing", null, null, ["has silver and gold of the tiers status"]],
])("a lower tier below a higher one is right where it %s", (_, from, until, says) => {
  const held = {
    ...status,
    held: { kind: "months", months: 6 },
    levels: [...levels, { id: "gold", name: "Gold", from: 300 }],
  };
  const { programme } = factsWith({}, pointsProgramme({ metrics, tiers: [held] as never })).current;
  const lot = (level: string, days: { availableOn: number; expiresOn: number }) => ({
    ...lotOf(ADA, tierUnit("status", level), days),
    balance: 1,
  });
  const days = from
    ? { availableOn: dayOfDate(from), expiresOn: dayOfDate(until) }
    : { availableOn: ALWAYS, expiresOn: NEVER };
  const gold = lot("gold", { availableOn: dayOfDate("2026-05-01"), expiresOn: dayOfDate("2026-11-30") });
  const her = {
    ...ada,
    metrics: [{ metric: "spend", bucket: 202605, amount: 300 }],
    accounts: [lot("silver", days), gold],
  };
  expect(auditTiers(her, [{ version: 1, effectiveAt: 0, programme }])).toEqual(
    says.map((text) => expect.stringContaining(text)),
  );
});
