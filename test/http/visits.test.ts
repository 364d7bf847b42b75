/** What a check-in can depend on: the seven kinds of a city's offers, each with its numbers. */
import { afterEach, expect, test } from "vitest";
import { stepOf, venueCodeAt, venueKeyLabel } from "../../functions/evidence/venue-code.ts";
import { checkIn } from "../../functions/operations/check-in.ts";
import { erase } from "../../functions/operations/erase.ts";
import { acceptFriend, inviteFriend, steerFriend } from "../../functions/operations/friend.ts";
import { invitationCode, invitationOf } from "../../functions/values/friend.ts";
import { hmacHex } from "../../functions/values/hash.ts";
import { bytesOfHex } from "../../functions/values/hex.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { SECRET } from "../support/global-setup.ts";
import { conserved } from "../support/ledger.ts";
import { newMember, openVenueAt } from "../support/places.ts";
import { BOUND, pointsProgramme } from "../support/programmes.ts";
import { newWorld } from "../support/world.ts";

const DAY = 86_400_000;
const HOUR = 3_600_000;
const MINUTE = 60_000;
/** Noon in the programme's zone, far enough ahead that no key is the same as one of now. */
const NOON = Date.parse("2027-06-01T10:00:00Z");

/** Each kind gives another number of points, so that a sum says which were met. */
const offer = (id: string, amount: number, when: JsonObject[]): JsonObject => ({
  id,
  name: id,
  on: "check-in",
  when,
  effects: [{ kind: "earn", unit: "points", amount }],
});
const offers = {
  newbie: offer("newbie", 1, [{ kind: "visit", is: 1 }]),
  every: offer("every", 10, [{ kind: "visit", every: 1 }]),
  third: offer("third", 100, [{ kind: "visit", every: 3 }]),
  friends: offer("friends", 1_000, [{ kind: "together", people: 3, minutes: 60 }]),
  own: offer("own", 5_000, [{ kind: "together", people: 2, minutes: 60, friends: true }]),
  swarm: offer("swarm", 10_000, [{ kind: "together", people: 5, minutes: 180 }]),
  flash: offer("flash", 100_000, [{ kind: "arrival", first: 2 }]),
  mayor: offer("mayor", 1_000_000, [{ kind: "mayor", days: 2 }]),
};
const offering = (...names: (keyof typeof offers)[]) =>
  pointsProgramme({
    campaigns: [{ id: "places", name: "Places", ...BOUND, rules: names.map((name) => offers[name]) }],
  });

const world = await newWorld(offering("newbie", "every", "third", "friends", "own", "swarm", "flash", "mayor"));
afterEach(() => conserved(world.client));

/** What checking in by the counter's code gives, by rule. */
async function at(venue: string, member: { id: string }, now: number): Promise<Record<string, number>> {
  const { earned } = await visits(venue, member, now);
  return Object.fromEntries((earned as { rule: string; amount: number }[]).map(({ rule, amount }) => [rule, amount]));
}
function visits(venue: string, member: { id: string }, now: number, by: "code" | "position" = "code") {
  const key = bytesOfHex(hmacHex(SECRET, venueKeyLabel(venue, 1)), 32);
  const near = { latitudeE7: 520_908_000, longitudeE7: 51_214_000, accuracyMetres: 10, at: now };
  const shown = by === "code" ? { qr: venueCodeAt(key, venue, stepOf(now)).token, fix: null } : { qr: null, fix: near };
  return world.does(checkIn, { member: member.id, venue, tap: null, isDemo: false, ...shown }, { now });
}
const people = (prefix: string, count: number) =>
  Promise.all(Array.from({ length: count }, (_, index) => newMember(world, `${prefix}-${index}`)));

test("newbie, every visit and every third: a day counts once, each venue for itself", async () => {
  const [here, there] = [await openVenueAt(world, "ven_nth"), await openVenueAt(world, "ven_other")];
  const ada = await newMember(world, "ada");
  const seen = [];
  for (const day of [0, 1, 2, 3, 4, 5])
    seen.push(Object.keys(await at(here, ada, NOON + day * DAY)).filter((rule) => !/flash|mayor/.test(rule)));
  expect(seen).toEqual([["newbie", "every"], ["every"], ["every", "third"], ["every"], ["every"], ["every", "third"]]);
  expect(await at(there, ada, NOON + 5 * DAY + HOUR)).toMatchObject({ newbie: 1, every: 10 });
  // The same day again is no visit.
  expect(await at(here, ada, NOON + 5 * DAY + 2 * HOUR)).toEqual({});
});

test("friends: three who are shown to be there within the hour; whoever came first meets it by checking in again, once", async () => {
  const venue = await openVenueAt(world, "ven_friends");
  const [ada, ben, cleo, dan] = await people("friend", 4);
  if (!ada || !ben || !cleo || !dan) throw new Error("four have joined");
  expect(await at(venue, ada, NOON)).not.toHaveProperty("friends");
  expect(await at(venue, ben, NOON + 20 * MINUTE)).not.toHaveProperty("friends");
  expect(await at(venue, cleo, NOON + 59 * MINUTE)).toMatchObject({ friends: 1_000, every: 10 });
  // Together counts, and nothing else of the day is given again.
  expect(await at(venue, ben, NOON + 59 * MINUTE)).toEqual({ friends: 1_000 });
  expect(await at(venue, ben, NOON + 59 * MINUTE)).toEqual({});
  // An hour after Ada came she is no longer among them, and Dan finds two.
  expect(await at(venue, dan, NOON + 2 * HOUR)).not.toHaveProperty("friends");
});

test("friends of hers alone, where the rule says so: strangers do not count, nor who hides from her", async () => {
  const venue = await openVenueAt(world, "ven_own_friends");
  const [ada, ben, cleo] = await people("own", 3);
  if (!ada || !ben || !cleo) throw new Error("three have joined");
  const by = ({ id }: { id: string }) => ({ member: id, session: "ses_own", name: null });
  const { operation } = await world.does(inviteFriend, by(ada));
  const sign = (label: string) => hmacHex(SECRET, label);
  const invitation = invitationOf(sign, invitationCode(sign, String(operation)));
  await world.does(acceptFriend, { ...by(ben), invitation });
  await at(venue, cleo, NOON);
  expect(await at(venue, ada, NOON + MINUTE)).not.toHaveProperty("own");
  expect(await at(venue, ben, NOON + 2 * MINUTE)).toMatchObject({ own: 5_000 });
  await world.does(steerFriend, { member: ada.id, friend: invitation, to: "hidden" });
  expect(await at(venue, ada, NOON + 3 * MINUTE), "who hides is not told of anybody").not.toHaveProperty("own");
  await world.does(steerFriend, { member: ada.id, friend: invitation, to: "open" });
  expect(await at(venue, ada, NOON + 4 * MINUTE)).toMatchObject({ own: 5_000 });
});

test("a position alone makes nobody one of several people", async () => {
  const venue = await openVenueAt(world, "ven_pretended");
  const three = await people("pretender", 3);
  for (const [index, one] of three.entries()) {
    const done = await visits(venue, one, NOON + index * MINUTE, "position");
    expect(done).toMatchObject({ evidence: "gps", trust: "ok" });
    expect(JSON.stringify(done.earned)).not.toContain("friends");
  }
});

test("swarm: five within three hours, whoever completes it and whoever comes while it lasts, once a day each", async () => {
  const venue = await openVenueAt(world, "ven_swarm");
  const six = await people("swarm", 6);
  const got = [];
  for (const [index, one] of six.entries()) got.push("swarm" in (await at(venue, one, NOON + index * 30 * MINUTE)));
  expect(got).toEqual([false, false, false, false, true, true]);
  const [first, second] = six;
  if (!first || !second) throw new Error("six have joined");
  // Three hours after the first came, five of the six are still of the last three hours.
  expect(await at(venue, second, NOON + 2.6 * HOUR)).toEqual({ swarm: 10_000, friends: 1_000 });
  expect(await at(venue, second, NOON + 2.7 * HOUR)).toEqual({});
  // Six hours later nobody else is.
  expect(await at(venue, first, NOON + 9 * HOUR)).toEqual({});
});

test("flash: of eight who come at once exactly two are the first two, whatever the order in which they are written", async () => {
  const venue = await openVenueAt(world, "ven_flash");
  const eight = await people("flash", 8);
  const got = await Promise.all(eight.map((one) => at(venue, one, NOON)));
  expect(got.filter((rules) => "flash" in rules)).toHaveLength(2);
  expect(got.every((rules) => rules.every === 10)).toBe(true);
  // The next day begins anew.
  const [, , last] = eight;
  if (!last) throw new Error("eight have joined");
  expect(await at(venue, last, NOON + DAY)).toMatchObject({ flash: 100_000 });
});

test("mayor: the most days of the last 60, until somebody has more, or the mayor is erased", async () => {
  const venue = await openVenueAt(world, "ven_mayor");
  const [ada, ben, cleo] = await people("mayor", 3);
  if (!ada || !ben || !cleo) throw new Error("three have joined");
  const isMayor = async (who: { id: string }, day: number) => "mayor" in (await at(venue, who, NOON + day * DAY));
  // One day is not enough; with two she is.
  expect([await isMayor(ada, 0), await isMayor(ada, 1)]).toEqual([false, true]);
  // As many days are not more.
  expect([await isMayor(ben, 2), await isMayor(ben, 3), await isMayor(ben, 4)]).toEqual([false, false, true]);
  expect(await isMayor(ada, 5)).toBe(false);
  // On day 62 Ben's days 3 and 4 are still among the last 60, Ada has 5 and 62; on day 63 Ada has 5, 62 and 63, and Ben only 4.
  expect([await isMayor(ada, 62), await isMayor(ada, 63)]).toEqual([false, true]);
  await world.does(erase, { member: ada.id });
  expect([await isMayor(cleo, 64), await isMayor(cleo, 65)]).toEqual([false, true]);
});

test("nobody is rewarded at more than five venues in an hour, nor at more than eight in a day", async () => {
  const ada = await newMember(world, "hurry");
  const got: boolean[] = [];
  for (let index = 0; index < 11; index++) {
    const venue = await openVenueAt(world, `ven_hurry_${index}`);
    // Six within the hour, then one each hour.
    const instant = NOON + (index < 6 ? index * 5 * MINUTE : (index - 4) * HOUR);
    got.push("every" in (await at(venue, ada, instant)));
  }
  expect(got).toEqual([true, true, true, true, true, false, true, true, true, false, false]);
});
