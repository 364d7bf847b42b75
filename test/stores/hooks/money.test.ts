import * as fc from "fast-check";
import { expect, test } from "vitest";
import { digitsOf, minorOf } from "../../../functions/stores/hooks/money.ts";
import { AMOUNT_MAX } from "../../../functions/values/money.ts";

const minor = (decimal: string, currency = "USD", isSigned = false) => minorOf({ decimal, currency, isSigned });

test.each([
  ["1012.70", "USD", 101270],
  ["59.9", "EUR", 5990],
  ["0", "USD", 0],
  ["0.00", "USD", 0],
  ["0.10", "USD", 10],
  ["1.15", "USD", 115],
  ["4.35", "USD", 435],
  ["20", "VND", 20],
  ["1500", "JPY", 1500],
  ["1500.00", "JPY", 1500],
  ["1.234", "BHD", 1234],
  ["1.2", "KWD", 1200],
  ["007.50", "USD", 750],
  ["1e2", "USD", 10000],
  ["1.25E+1", "USD", 1250],
  ["125e-1", "USD", 1250],
  ["10000000.00", "USD", 1_000_000_000],
])("%s %s is %d minor units", (decimal, currency, expected) => {
  expect(minor(decimal, currency)).toBe(expected);
});

test.each([
  ["0.125", 12],
  ["0.135", 14],
  ["0.1250001", 13],
  ["0.1249999", 12],
  ["0.005", 0],
  ["0.015", 2],
  ["1e-9", 0],
])("rounds %s to %d cents, half to even", (decimal, expected) => {
  expect(minor(decimal)).toBe(expected);
});

test("rounds below zero as above it, and never answers minus zero", () => {
  expect(minor("-0.125", "USD", true)).toBe(-12);
  expect(minor("-5.85", "ILS", true)).toBe(-585);
  expect(minor("-0.00", "USD", true)).toBe(0);
  expect(minor("-0.001", "USD", false)).toBe(0);
});

test.each([
  "",
  " ",
  "NaN",
  "Infinity",
  "-",
  ".5",
  "5.",
  "1,50",
  "1.2.3",
  "0x10",
  "+5",
  " 5",
  "5\n",
  "१",
  "1e",
  "1e999",
  "1e99",
])("refuses %j", (decimal) => {
  expect(minor(decimal)).toBeNull();
});

test("refuses more than a billion, and a spelling too long to be an amount", () => {
  expect(minor("10000000.01")).toBeNull();
  expect(minor("-10000000.01", "USD", true)).toBeNull();
  expect(minor("90071992547409.92")).toBeNull();
  expect(minor("9".repeat(21))).toBeNull();
  expect(minor(`0.${"1".repeat(21)}`)).toBeNull();
});

test("refuses an amount below zero unless it may be signed", () => {
  expect(minor("-0.01")).toBeNull();
  expect(minor("-0.01", "USD", true)).toBe(-1);
});

test.each(["usd", "US", "USDT", "", "U$D", "__proto__"])("refuses the currency %j", (currency) => {
  expect(minor("1.00", currency)).toBeNull();
  expect(digitsOf(currency)).toBeNull();
});

test("minor units written as a decimal come back unchanged", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -AMOUNT_MAX, max: AMOUNT_MAX }),
      fc.constantFrom("USD", "JPY", "BHD"),
      (amount, currency) => {
        const digits = digitsOf(currency) ?? 0;
        const padded = String(Math.abs(amount)).padStart(digits + 1, "0");
        const point = padded.length - digits;
        const decimal = `${amount < 0 ? "-" : ""}${padded.slice(0, point)}${digits ? `.${padded.slice(point)}` : ""}`;
        expect(minor(decimal, currency, true)).toBe(amount);
      },
    ),
  );
});
