/** Programmes with contests, and what tests ask of their rounds. */
import { tick } from "../../functions/clock/index.ts";
import { purchase } from "../../functions/operations/purchase.ts";
import type { JsonObject } from "../../functions/values/json.ts";
import { memberToken } from "./member-token.ts";
import { pointsProgramme } from "./programmes.ts";
import { type Answer, freshKey, type World } from "./world.ts";

/** What rules of a contest have to say, for contests of any document: open to all of Germany, with a free entry. */
export const lawful = (tickets: number) => ({
  sponsor: { name: "The shop", address: "Main street 1, Berlin" },
  disputes: "complaints@shop.example",
  eligibility: { minAge: 0, regions: ["DE"] },
  freeEntry: { tickets, how: "Ask at the counter." },
  claim: { days: 14 },
});

/** A ticket for each purchase and two points per 1.00; three prizes, the first in points. */
export function contestProgramme(schedule: JsonObject, more: JsonObject = {}): JsonObject {
  return pointsProgramme({
    lateDays: 366,
    campaigns: [
      {
        id: "base",
        name: "Base",
        rules: [
          {
            id: "points-per-euro",
            name: "2 points per euro",
            on: "purchase",
            effects: [
              { kind: "earn", unit: "points", amount: 2, perMinor: 100 },
              { kind: "tickets", contest: "trip", amount: 3 },
            ],
          },
        ],
      },
    ],
    contests: [
      {
        id: "trip",
        name: { en: "The trip", nl: "De reis" },
        schedule,
        prizes: [
          { kind: "units", unit: "points", amount: 500, name: "500 points", valueMinor: 500, delivery: "at-once" },
          { kind: "goods", name: "A mug", valueMinor: 900, delivery: "at-once" },
        ],
        alternates: 1,
        ...lawful(3),
        rules: "Three tickets a purchase. Ask at the counter for a free one.",
      },
    ],
    ...more,
  });
}

export const weekly = { kind: "weekly", weekday: "sunday", time: "23:59" };

/** One round from now on, that closes after some milliseconds. */
export function closingIn(milliseconds: number): JsonObject {
  const now = Date.now();
  return {
    kind: "once",
    opens: new Date(now - 1000).toISOString(),
    closes: new Date(now + milliseconds).toISOString(),
  };
}

/** A Wednesday so far ahead that deadlines are never over; the first round of a weekly contest closes on that Sunday at 23:59 in Berlin. */
export const OPENS = Date.parse("2096-11-21T10:00:00Z");
export const CLOSES = Date.parse("2096-11-25T22:59:00Z");

/** A purchase of 10.00 by whoever has an e-mail address. */
export function buying(email: string, order: string, occurredAt: number) {
  return {
    store: "sto_shop",
    member: { email },
    order,
    occurredAt,
    currency: "EUR",
    lines: [{ line: "1", sku: "A", category: null, quantity: 1, unitMinor: 1000 }],
    discountMinor: 0,
    shippingMinor: 0,
    taxMinor: 0,
    totalMinor: 1000,
    paidWith: [],
    isImport: true,
  };
}

/** Who was drawn at a rank. */
export interface Drawn {
  rank: number;
  tag: string;
  member: string;
  email: string;
  token: string;
  post(path: string, body?: unknown, key?: string): Promise<Answer>;
}

/** A member with a session, as tests ask for her. */
export function memberOf(world: Pick<World, "send">, member: string) {
  const token = memberToken(member);
  return {
    member,
    token,
    post: (path: string, body?: unknown, key = freshKey()) =>
      world.send({ method: "POST", path, token, key, ...(body === undefined ? {} : { body }) }),
  };
}

/** One round of a weekly contest in which some people bought once each, drawn a minute after its close; by rank. */
export async function drawnRound(
  world: World,
  emails: string[],
  { opens, closes } = { opens: OPENS, closes: CLOSES },
): Promise<{ id: string; ranks: Drawn[]; rulesHash: string }> {
  await tick({ ...world.ledger, now: opens });
  const people = new Map<string, string>();
  for (const [index, email] of emails.entries()) {
    const now = opens + (index + 1) * 60_000;
    const { member } = await world.does(purchase, buying(email, `o-${email}-${now}`, now), { now });
    people.set(String(member), email);
  }
  await tick({ ...world.ledger, now: closes + 60_000 });
  const { rows } = await world.client.execute(
    `SELECT contest.public_id AS id, entry.public_id AS entry, owner.public_id AS member, drawn.value ->> '$.rank' AS rank,
       drawn.value ->> '$.tag' AS tag, contest.facts ->> '$.rulesHash' AS hash
     FROM holders contest JOIN json_each(contest.facts, '$.ranking') drawn
       JOIN holders entry ON entry.public_id = contest.public_id || ':' || (drawn.value ->> '$.tag') JOIN holders owner ON owner.id = entry.owner
     WHERE contest.public_id = (SELECT max(public_id) FROM holders WHERE kind = 'contest' AND json_array_length(facts, '$.ranking') > 0) ORDER BY 4`,
  );
  const ranks = rows.map((row) => ({
    rank: Number(row.rank),
    tag: String(row.tag),
    email: people.get(String(row.member)) ?? "",
    ...memberOf(world, String(row.member)),
  }));
  return { id: String(rows[0]?.id), ranks, rulesHash: String(rows[0]?.hash) };
}
