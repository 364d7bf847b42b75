/** A fair integer below n, by plain rejection: slower than the clever ways by nothing that matters, and readable. */
import type { Words } from "./stream.ts";

const TWO_TO_64 = 2n ** 64n;
const LARGEST_N = 2 ** 53;

/**
 * An integer from 0 to n − 1, each exactly as likely: words at or above the last multiple of n below 2^64 are thrown
 * away, and `words.used` counts those too. Throws RangeError unless n is an integer from 1 to 2^53.
 */
export function uniform(words: Words, n: number): number {
  if (!Number.isInteger(n) || n < 1 || n > LARGEST_N) throw new RangeError(`${n} is not an integer from 1 to 2^53`);
  const size = BigInt(n);
  const limit = TWO_TO_64 - (TWO_TO_64 % size);
  let word = words.next();
  while (word >= limit) word = words.next();
  return Number(word % size);
}
