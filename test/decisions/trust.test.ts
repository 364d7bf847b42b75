import { expect, test } from "vitest";
import { type Fix, type Network, type Previous, type Seen, score } from "../../functions/decisions/trust.ts";

const policy = { fixAgeSecondsMax: 30, accuracyMetresMax: 100 };
const fix = (distanceMetres: number, accuracyMetres: number, ageMs = 0): Fix => ({
  distanceMetres,
  accuracyMetres,
  ageMs,
});
const previous = (distanceMetres: number, seconds: number): Previous => ({ distanceMetres, seconds, radiusMetres: 75 });

/** At a venue with a radius of 75 m: evidence, score and trust of a fix. */
const rows: [string, Fix | null, Previous | null, string, number, string][] = [
  ["no fix", null, null, "claimed", 10, "low"],
  ["40 m away, 12 m fine", fix(40, 12), null, "gps", 55, "ok"],
  ["135 m away is the radius and its own 60 m", fix(135, 60), null, "gps", 40, "ok"],
  ["136 m away with 60 m is elsewhere", fix(136, 60), null, "claimed", 10, "low"],
  ["an accuracy of 59.1 counts as 60", fix(135, 59.1), null, "gps", 40, "ok"],
  ["an accuracy of 59.0 counts as 59", fix(135, 59), null, "claimed", 10, "low"],
  ["exactly 100 m coarse", fix(40, 100), null, "gps", 40, "ok"],
  ["100.1 m coarse", fix(40, 100.1), null, "claimed", 10, "low"],
  ["2,000 m coarse", fix(40, 2000), null, "claimed", 10, "low"],
  ["50,000 m coarse and 40 km away", fix(40_000, 50_000), null, "claimed", 10, "low"],
  ["exactly 30 s old", fix(40, 12, 30_000), null, "gps", 55, "ok"],
  ["31 s old", fix(40, 12, 31_000), null, "claimed", 10, "low"],
  ["31 s ahead", fix(40, 12, -31_000), null, "claimed", 10, "low"],
  ["50 m coarse", fix(40, 50), null, "gps", 50, "ok"],
  ["25 m fine, on the radius", fix(75, 25), null, "gps", 55, "ok"],
  ["25 m fine, beyond the radius", fix(76, 25), null, "gps", 50, "ok"],
  ["26 m fine", fix(40, 26), null, "gps", 50, "ok"],
  ["504 km in 1,200 s", fix(40, 12), previous(504_000, 1_200), "gps", 0, "low"],
  ["504 km in 13,800 s", fix(40, 12), previous(504_000, 13_800), "gps", 55, "ok"],
  ["504 km in 3,600 s", fix(40, 12), previous(504_000, 3_600), "gps", 35, "low"],
  ["no time at the same place", fix(40, 12), previous(0, 0), "gps", 55, "ok"],
  ["no time at the shop next door", fix(40, 12), previous(2_150, 0), "gps", 55, "ok"],
  ["no time at another place", fix(40, 12), previous(2_151, 0), "gps", 0, "low"],
];

const nothing: Seen = {
  fix: null,
  shown: null,
  previous: null,
  network: null,
  othersOnDevice: 0,
  isHarvested: false,
  copied: null,
};
const here = { radiusMetres: 75, policy };

test.each(rows)("hard case 22: %s", (_name, given, before, evidence, points, trust) => {
  expect(score({ ...nothing, fix: given, previous: before }, here)).toMatchObject({ evidence, score: points, trust });
});

const abroad = (distanceMetres: number | null): Network => ({ isHidden: false, isAbroad: true, distanceMetres });
const good = fix(40, 12);

/** The published table at a venue with a radius of 75 m, and its edges. */
const signals: [string, Partial<Seen>, number, string | null][] = [
  ["the counter's code", { shown: "qr" }, 75, null],
  ["the counter's code and a position inside", { shown: "qr", fix: good }, 85, null],
  ["the counter's code and a position 8 km away", { shown: "qr", fix: fix(8_000, 12) }, 35, "contradicted"],
  ["… and a position 1,075 m beyond its accuracy", { shown: "qr", fix: fix(1_087, 12) }, 75, null],
  ["… and one a metre further", { shown: "qr", fix: fix(1_088, 12) }, 35, "contradicted"],
  ["… and a stale position far away says nothing", { shown: "qr", fix: fix(8_000, 12, 31_000) }, 75, null],
  ["a tap", { shown: "nfc" }, 85, null],
  ["a tap and a position inside", { shown: "nfc", fix: good }, 95, null],
  [
    "a tap, on a network 480 km off in the same country",
    { shown: "nfc", network: { ...abroad(480_000), isAbroad: false } },
    85,
    null,
  ],
  ["a position, on a network 2,000 km off abroad", { fix: good, network: abroad(2_000_000) }, 30, "abroad"],
  ["… just across the border", { fix: good, network: abroad(1_000_000) }, 40, "abroad"],
  ["… abroad, and it does not say where", { fix: good, network: abroad(null) }, 40, "abroad"],
  [
    "a position through Tor",
    { fix: good, network: { isHidden: true, isAbroad: false, distanceMetres: null } },
    35,
    "hidden",
  ],
  ["another member's coordinates", { fix: good, copied: "from another" }, 25, "copied"],
  ["her own coordinates of another day", { fix: good, copied: "from herself" }, 40, "copied"],
  ["a tap after 504 km in 1,200 s", { shown: "nfc", previous: previous(504_000, 1_200) }, 25, "too_fast"],
  ["taps that were gathered", { shown: "nfc", fix: good, isHarvested: true }, 75, "harvested"],
  ["one other on the device", { shown: "qr", othersOnDevice: 1 }, 75, null],
  ["two others on the device", { shown: "qr", othersOnDevice: 2 }, 55, "shared_device"],
  ["five others on the device", { shown: "qr", othersOnDevice: 5 }, 35, "shared_device"],
  ["a purchase at the till", { shown: "purchase" }, 85, null],
  ["a person at the counter, and a position", { shown: "staff", fix: good }, 100, null],
  ["her word only, at any speed", { previous: previous(504_000, 1_200) }, 10, "no_fix"],
  ["her word only, through Tor", { network: { isHidden: true, isAbroad: true, distanceMetres: null } }, 0, "no_fix"],
];

test.each(signals)("hard case 22: %s", (_name, seen, points, doubt) => {
  expect(score({ ...nothing, ...seen }, here)).toMatchObject({ score: points, doubt });
});

test("no signal ever raises a score, and no score leaves 0 to 100", () => {
  const kinds = [null, "qr", "nfc", "purchase", "staff"] as const;
  for (const shown of kinds)
    for (const position of [null, good, fix(8_000, 12), fix(136, 60)]) {
      const clean = score({ ...nothing, shown, fix: position }, here).score;
      for (const [, seen] of signals) {
        const { network, othersOnDevice, copied, previous: before } = { ...nothing, ...seen };
        const doubted = { ...nothing, shown, fix: position, network, othersOnDevice, copied, previous: before };
        expect(score(doubted, here).score).toBeLessThanOrEqual(clean);
        expect(score(doubted, here).score).toBeGreaterThanOrEqual(0);
      }
      expect(clean).toBeLessThanOrEqual(100);
    }
});
