/**
 * After many check-ins, every file of the database, every line of the log and every webhook is searched for where somebody was:
 * only venues' own coordinates are there. 10,000 in the long run (`TESSERA_LONG=1`).
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sendWebhooks } from "../../functions/clock/send-webhooks.ts";
import { openEndpoint } from "../../functions/operations/endpoint.ts";
import { enrol } from "../../functions/operations/enrol.ts";
import { openVenue } from "../../functions/operations/venue.ts";
import { cellOf } from "../../functions/values/place.ts";
import { double, integer, long, placesIn } from "../support/coordinates.ts";
import { DEMO_SECRET, type Demo, startDemo } from "../support/demo.ts";
import { memberToken } from "../support/member-token.ts";
import { BOUND, pointsProgramme } from "../support/programmes.ts";
import { type Receiver, startReceiver } from "../support/receiver.ts";

const CHECK_INS = process.env.TESSERA_LONG === "1" ? 10_000 : 300;
const PEOPLE = Math.ceil(CHECK_INS / 6);
const AT_ONCE = 12;

const VENUE = { latitudeE7: 520_908_013, longitudeE7: 51_214_027 };
/** Where Cloudflare says that a network stands, in steps of five decimals as it says them, and whose address it is. */
const networkAt = (number: number) => ({
  latitudeE7: 407_000_000 + 700 * number,
  longitudeE7: -38_000_000 - 900 * number,
});
const ADDRESS = "203.0.113.";
const said: string[] = [];
let demo: Demo;
let receiver: Receiver;
beforeAll(async () => {
  const rule = { id: "there", name: "There", on: "check-in", effects: [{ kind: "earn", unit: "points", amount: 5 }] };
  const campaigns = [{ id: "exploring", name: "Exploring", ...BOUND, rules: [rule] }];
  receiver = await startReceiver();
  demo = await startDemo(pointsProgramme({ campaigns }), { log: ({ message }) => said.push(message) });
}, 60_000);
afterAll(() => Promise.all([demo.stop(), receiver.close()]));

test(
  "hard case 25: no coordinate of a person is in the database, the log or a webhook after check-ins of every kind",
  async () => {
    await demo.does(openVenue, {
      venue: "ven_canal",
      store: "sto_shop",
      name: "Canal",
      ...VENUE,
      radiusMetres: 75,
      country: "NL",
    });
    await demo.does(openEndpoint, {
      url: receiver.url,
      types: [],
      store: null,
    });
    const people: string[] = [];
    for (let person = 0; person < PEOPLE; person++) {
      const identity = { kind: "email", value: `person${person}@example.com` };
      const { member } = await demo.does(enrol, { identity, others: [], profile: {} });
      people.push(memberToken(member, { secret: DEMO_SECRET }));
    }
    // Within the radius, beyond it, far off, and mistyped: each its own to the last digit, and another than the venue's by the fifth.
    const places = Array.from({ length: CHECK_INS }, (_, number) => {
      const spread = [300, 3_000, 30_000, 3_000_000][number % 4] ?? 0;
      const off = () => (Math.random() < 0.5 ? -1 : 1) * (100 + Math.round(Math.random() * spread) + 31 * (number + 1));
      return { latitudeE7: VENUE.latitudeE7 + off(), longitudeE7: VENUE.longitudeE7 + off() };
    });
    const statuses = new Map<number, number>();
    const checksIn = async (number: number) => {
      const { latitudeE7 = 0, longitudeE7 = 0 } = places[number] ?? {};
      const [latitude, longitude] = [latitudeE7 / 1e7, longitudeE7 / 1e7];
      const headers = {
        authorization: `Bearer ${people[number % people.length]}`,
        "content-type": "application/json",
        "idempotency-key": `at-${number}`,
        "cf-connecting-ip": ADDRESS + (number % 256),
        // As Miniflare is told what Cloudflare says.
        "mf-cf-blob": JSON.stringify(blobOf(networkAt(number))),
      };
      // One in twelve is refused at the door for a field that is not one, with its position beside it.
      const more = number % 12 === 0 ? { speed: 3 } : {};
      const fix = { latitude, longitude, accuracyMetres: 12, timestamp: Date.now(), ...more };
      const body = JSON.stringify({ venue: "ven_canal", fix });
      const { status } = await fetch(`${demo.url}/v1/me/check-ins`, { method: "POST", headers, body });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (number % 5 > 0) return;
      await fetch(`${demo.url}/v1/venues/nearby?latitude=${latitude}&longitude=${longitude}&radius=500&limit=1`);
      await fetch(`${demo.url}/v1/venues/nearby?latitude=${latitude}&longitude=${longitude}&radius=lots`);
    };
    for (let from = 0; from < CHECK_INS; from += AT_ONCE)
      await Promise.all(Array.from({ length: Math.min(AT_ONCE, CHECK_INS - from) }, (_, one) => checksIn(from + one)));
    expect([...statuses.keys()].sort(), JSON.stringify([...statuses])).toEqual([201, 422]);
    expect(statuses.get(201)).toBeGreaterThan(CHECK_INS / 2);
    await sendWebhooks({ ...demo.ledger, hasLocalEndpoints: true }, { isLeft: () => true });
    expect(receiver.received.length).toBeGreaterThan(0);
    expect(said.length).toBeGreaterThan(CHECK_INS);

    const files = readdirSync(demo.directory, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
    const kept = [
      ...files.map((file) => [file.name, readFileSync(join(file.parentPath, file.name))] as const),
      ["log", Buffer.from(said.join("\n"))] as const,
      [
        "webhooks",
        Buffer.from(receiver.received.map(({ body, headers }) => body + JSON.stringify(headers)).join("\n")),
      ] as const,
    ];
    const networks = places.map((_, number) => networkAt(number));
    const found = kept.flatMap(([name, bytes]) =>
      placesIn(bytes, [...places, ...networks]).map((place) => ({ name, place })),
    );
    expect(found).toEqual([]);
    expect(
      kept.filter(([, bytes]) => bytes.includes(ADDRESS)).map(([name]) => name),
      "nor an address",
    ).toEqual([]);
    const { rows } = await demo.ledger.client.execute(
      "SELECT count(*) AS abroad FROM holders WHERE kind = 'check-in' AND facts ->> '$.doubt' = 'abroad'",
    );
    expect(rows[0]?.abroad, "the networks were judged").not.toBe(0);
    expect(
      kept.some(([name, bytes]) => name.includes(".db") && placesIn(bytes, [VENUE]).length === 1),
      "the search finds what is there: the venue",
    ).toBe(true);
  },
  20 * 60_000,
);

function blobOf({ latitudeE7, longitudeE7 }: { latitudeE7: number; longitudeE7: number }) {
  const text = (e7: number) => (e7 / 1e7).toFixed(5);
  return { country: "ES", latitude: text(latitudeE7), longitude: text(longitudeE7) };
}

test.each([
  ["degrees", Buffer.from(`{"longitude":5.1214027,"latitude":52.0908013}`)],
  ["an address", Buffer.from("GET /nearby?latitude=52.09080&longitude=5.12140")],
  ["E7", Buffer.from("[520908013, 51214027]")],
  ["integers of SQLite", Buffer.concat([Buffer.from("row"), integer(520_908_013), integer(51_214_027)])],
  ["a cell", Buffer.from(`{"cell":${cellOf(VENUE)}}`)],
  ["a cell of SQLite", Buffer.concat([Buffer.from("row"), long(cellOf(VENUE))])],
  ["fractions of SQLite", Buffer.concat([Buffer.from("row"), double(52.0908013), double(5.1214027)])],
])("the search finds a position that is spelled as %s", (_, bytes) => {
  expect(placesIn(bytes, [VENUE])).toEqual([VENUE]);
});
