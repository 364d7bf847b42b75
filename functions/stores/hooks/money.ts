import { AMOUNT_MAX, digitsOf as minorDigits } from "../../values/money.ts";

/** Decimal amounts, as store platforms write them, become integer minor units here and nowhere else. */

// Twenty digits on each side are more than any platform sends; a two-digit exponent is more than any amount needs.
const DECIMAL = /^(-?)(\d{1,20})(?:\.(\d{1,20}))?(?:[eE]([+-]?\d{1,2}))?$/;

/**
 * An exact decimal as integer minor units, with the currency's digits (JPY 0, USD 2, BHD 3; HUF 2 and VND 0, as
 * ISO 4217 has them). Digits beyond those are rounded half to even ("0.125" USD is 12, "0.135" is 14).
 * Null, in this order: not three capital letters, not a decimal, below zero without `isSigned`, beyond a billion.
 */
export function minorOf(amount: { decimal: string; currency: string; isSigned: boolean }): number | null {
  const digits = digitsOf(amount.currency);
  const parts = DECIMAL.exec(amount.decimal);
  if (digits === null || parts === null) return null;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = parts;
  const power = digits + Number(exponent) - fraction.length;
  const unscaled = BigInt(whole + fraction);
  const size = power >= 0 ? unscaled * 10n ** BigInt(power) : halfEven(unscaled, 10n ** BigInt(-power));
  if (sign === "-" && size > 0n && !amount.isSigned) return null;
  const minor = Number(sign === "-" ? -size : size);
  return Math.abs(minor) <= AMOUNT_MAX ? minor : null;
}

/** The currency's minor digits, or null when the code is not three capital letters. */
export function digitsOf(currency: string): number | null {
  return /^[A-Z]{3}$/.test(currency) ? minorDigits(currency) : null;
}

function halfEven(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  const twice = 2n * (dividend % divisor);
  if (twice < divisor) return quotient;
  if (twice > divisor) return quotient + 1n;
  return quotient + (quotient % 2n);
}
