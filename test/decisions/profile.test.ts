import { expect, test } from "vitest";
import { decideProfile } from "../../functions/decisions/profile.ts";
import { ADA, factsWith, given, memberOf, NOW } from "../support/facts.ts";

test.each([
  ["came by a moment ago", NOW - 1, NOW - 1],
  ["comes now", NOW, NOW],
  ["comes later, and nothing asks for it any more", NOW + 1, null],
  ["never comes", null, null],
])("a change of profile leaves it to the clock what %s", (_, dueAt, left) => {
  const facts = factsWith({ member: { ...memberOf("joined"), dueAt } });
  const decided = decideProfile(facts, { member: ADA, attributes: {}, region: "DE-BE" }, given);
  if ("refused" in decided) throw new Error(JSON.stringify(decided));
  const changed = decided.written.holders.find(({ publicId }) => publicId === ADA);
  expect(changed?.dueAt).toBe(left);
});
