/** Messages of rules: in the answer, in the member's statement, and nowhere else. */
import { afterEach, expect, test } from "vitest";
import { boundary } from "../../functions/operations/boundary.ts";
import { enrol } from "../../functions/operations/enrol.ts";
import { erase } from "../../functions/operations/erase.ts";
import { DAY_MS } from "../../functions/values/day.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { conserved } from "../support/ledger.ts";
import { newMember } from "../support/places.ts";
import { pointsProgramme } from "../support/programmes.ts";
import { staffOf } from "../support/staff.ts";
import { freshKey, newWorld, orderOf } from "../support/world.ts";

const earn = (amount: number, more: JsonObject = {}) => ({ kind: "earn", unit: "points", amount, ...more });
const message = (id: string, says: JsonObject | string) => ({ kind: "message", message: id, says });
const rule = (id: string, on: string, effects: JsonObject[], more: JsonObject = {}) => ({
  id,
  name: id,
  on,
  effects,
  ...more,
});
const world = await newWorld(
  pointsProgramme({
    units: { points: { name: { one: { en: "point", nl: "punt" }, other: { en: "points", nl: "punten" } } } },
    campaigns: [
      {
        id: "all",
        name: "All",
        rules: [
          rule("told", "purchase", [
            message("thanks", { en: "You earned {earned:points}.", nl: "U hebt nu {has:points}." }),
          ]),
          rule("base", "purchase", [earn(1, { perMinor: 100 })]),
          rule("first", "purchase", [earn(5), message("welcome", "Welcome.")], {
            caps: [{ what: "times", per: "lifetime", atMost: 1 }],
          }),
          rule("sorry", "refund", [message("sorry", "You have {has:points}.")]),
          rule("years", "anniversary", [message("years", "A year!")]),
          rule("photo", "photo", [earn(100), message("accepted", "{earned:points}, and {has:points} now.")], {
            moderated: true,
          }),
          rule("snap", "review", [message("here", "Your voucher is here."), { kind: "reward", reward: "five-off" }], {
            moderated: true,
          }),
          rule("note", "share", [message("read", "We have read it.")], { moderated: true }),
        ],
      },
    ],
    rewards: [{ id: "five-off", name: "5.00 off", kind: "voucher", valueMinor: 500, stock: 1 }],
  }),
);
const support = await staffOf(world, "support");
afterEach(() => conserved(world.client));
const told = ({ messages }: { messages: { message: string; says: JsonObject }[] }) =>
  messages.map(({ message: id, says }) => [id, says]);

test("a purchase tells what its rules say, with the numbers of all that it earned; and her statement keeps them", async () => {
  const { id, token } = await newMember(world, "ada");
  const first = await world.post("/v1/purchases", orderOf("ada-1", 1000, { id }));
  expect(told(first.json)).toEqual([
    ["thanks", { en: "You earned 15 points.", nl: "U hebt nu 15 punten." }],
    ["welcome", { en: "Welcome." }],
  ]);
  const second = await world.post("/v1/purchases", orderOf("ada-2", 100, { id }));
  expect(told(second.json)).toEqual([["thanks", { en: "You earned 1 point.", nl: "U hebt nu 16 punten." }]]);
  const refund = await world.post("/v1/purchases/ada-1/refunds", { refund: "r", amountMinor: 1000 });
  expect(told(refund.json)).toEqual([["sorry", { en: "You have 1 point." }]]);

  const mine = await world.send({ path: "/v1/me/statement", token });
  expect(mine.json.data.map(told)).toEqual([told(refund.json), told(second.json), told(first.json), []]);
  expect((await world.get(`/v1/members/${id}/statement`)).json.data[0].messages).toEqual([
    { message: "sorry", says: { en: "You have 1 point." } },
  ]);
});

test("what staff accept is told then, and what time brings on its day", async () => {
  const { id } = await newMember(world, "ben");
  const occurredAt = new Date().toISOString();
  const sent = await world.post("/v1/events", { member: { id }, type: "photo", id: "p", occurredAt });
  expect(told(sent.json)).toEqual([]);
  const body = { event: "event:sto_shop:p", verdict: "accept" };
  const path = "/v1/staff/moderations";
  const accepted = await world.send({ method: "POST", path, token: support.session, key: freshKey(), body });
  expect(told(accepted.json)).toEqual([["accepted", { en: "100 points, and 100 points now." }]]);

  const joins = { identity: { kind: "email", value: "cleo@example.com" }, others: [], profile: {} };
  const { member } = await world.does(enrol, joins, { now: Date.now() - 366 * DAY_MS });
  await world.does(boundary, { member: String(member) });
  const [newest] = (await world.get(`/v1/members/${member}/statement`)).json.data;
  expect(newest.messages).toEqual([{ message: "years", says: { en: "A year!" } }]);
});

test("what staff accept is told of a gift where it was given, and where there is nothing but words", async () => {
  const { id } = await newMember(world, "eve");
  const accepted = async (type: string, event: string) => {
    const occurredAt = new Date().toISOString();
    await world.post("/v1/events", { member: { id }, type, id: event, occurredAt });
    const body = { event: `event:sto_shop:${event}`, verdict: "accept" };
    const path = "/v1/staff/moderations";
    const { json } = await world.send({ method: "POST", path, token: support.session, key: freshKey(), body });
    const vouchers = (await world.get(`/v1/members/${id}/vouchers`)).json.data;
    return [vouchers.length, told(json)];
  };
  expect(await accepted("review", "s-1")).toEqual([1, [["here", { en: "Your voucher is here." }]]]);
  expect(await accepted("review", "s-2")).toEqual([1, []]);
  expect(await accepted("share", "n-1")).toEqual([1, [["read", { en: "We have read it." }]]]);
});

test("an erased member's messages are gone with her papers", async () => {
  const { id } = await newMember(world, "dina");
  await world.post("/v1/purchases", orderOf("dina-1", 1000, { id }));
  const kept = async () => {
    const sql = `SELECT count(*) AS kept FROM papers JOIN operations ON seq = operation JOIN holders ON holders.id = operations.member
      WHERE public_id = ? AND answer LIKE '%You earned 15 points%'`;
    return (await world.client.execute({ sql, args: [id] })).rows[0]?.kept;
  };
  expect(await kept()).toBe(1);
  await world.does(erase, { member: id });
  expect(await kept()).toBe(0);
});
