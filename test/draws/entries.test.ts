import { expect, test } from "vitest";
import {
  decodeEntries,
  digestEntries,
  type Entry,
  encodeEntries,
  faultOfEntriesFile,
  summariseEntries,
} from "../../functions/draws/entries.ts";
import { heaviestEntries } from "../support/heaviest-entries.ts";
import vectors from "./draw-vectors.json" with { type: "json" };

const { entries } = vectors.contest;
const most = 2 ** 32 - 1;
const tag = (number: number) => number.toString(16).padStart(32, "0");

test("entries read back as they were written", () => {
  expect(decodeEntries(encodeEntries(entries))).toEqual(entries);
});

test.each<[string, Entry, RegExp]>([
  ["no weight", { tag: tag(1), weight: 0 }, /weight 0/],
  ["half a ticket", { tag: tag(1), weight: 1.5 }, /weight 1\.5/],
  ["a weight beyond 32 bits", { tag: tag(1), weight: most + 1 }, /weight 4294967296/],
  ["a short tag", { tag: "00", weight: 1 }, /tag "00"/],
  ["a tag in capitals", { tag: "AB".repeat(16), weight: 1 }, /lower-case/],
])("refuses to write an entry with %s", (_name, entry, message) => {
  expect(() => encodeEntries([entry])).toThrow(message);
});

test("writes the lightest and the heaviest weight", () => {
  const edge = [
    { tag: tag(1), weight: 1 },
    { tag: tag(2), weight: most },
  ];
  expect(decodeEntries(encodeEntries(edge))).toEqual(edge);
  expect(summariseEntries(encodeEntries(edge)).total).toBe(most + 1);
});

test.each<[string, Uint8Array, RegExp]>([
  ["out of order", file([2, 1], [1, 1]), /entry 1, tag 0+1, is not in order/],
  ["a member twice", file([1, 1], [1, 1]), /entry 1 repeats/],
  ["a weight of nothing", new Uint8Array(20), /weight 0/],
  ["half a record", new Uint8Array(30), /end inside a record/],
])("refuses a file with %s", (_name, bytes, message) => {
  expect(faultOfEntriesFile(bytes)).toMatch(message);
  expect(() => summariseEntries(bytes)).toThrow(message);
});

test("a file built in pages has the hash of the whole, wherever the pages end", () => {
  const whole = encodeEntries(entries);
  for (let cut = 0; cut <= entries.length; cut++) {
    const digest = digestEntries();
    // One buffer for both pages, as a reader that saves memory would have it.
    const page = whole.slice(0, cut * 20);
    digest.add(page);
    const copy = digest.copy();
    page.fill(0);
    expect(digest.summary().count).toBe(cut);
    digest.add(whole.subarray(cut * 20));
    expect(digest.summary()).toEqual(summariseEntries(whole));
    expect(copy.summary().count).toBe(cut);
    copy.add(whole.subarray(cut * 20));
    expect(copy.summary()).toEqual(summariseEntries(whole));
  }
});

test("order and uniqueness hold across pages, and a refused page leaves no trace", () => {
  const digest = digestEntries();
  digest.add(file([5], [1]));
  expect(() => digest.add(file([5], [1]))).toThrow(/repeats/);
  expect(() => digest.add(file([6, 4], [1, 1]))).toThrow(/not in order/);
  digest.add(file([6], [2]));
  expect(digest.summary()).toEqual(summariseEntries(file([5, 6], [1, 2])));
});

test("hard case 5: a total weight of 2^53 - 1 is accepted, and 2^53 refused when the file is closed", () => {
  const largest = heaviestEntries(2 ** 53 - 1);
  const digest = digestEntries();
  const page = 50_000 * 20;
  for (let from = 0; from < largest.length; from += page) digest.add(largest.subarray(from, from + page));
  expect(digest.summary().total).toBe(2 ** 53 - 1);
  expect(faultOfEntriesFile(largest)).toBeNull();
  expect(faultOfEntriesFile(heaviestEntries(2 ** 53))).toMatch(/beyond 2\^53 - 1/);
}, 60_000);

function file(tags: number[], weights: number[]): Uint8Array {
  return encodeEntries(tags.map((number, at) => ({ tag: tag(number), weight: weights[at] ?? 1 })));
}
