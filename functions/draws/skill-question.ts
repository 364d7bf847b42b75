/** A question of skill for a winner: arithmetic in three steps, her own by contest and rank, so that nobody has to keep answers. */
import { sha256Hex } from "../values/hash.ts";

/** Digits of the hash that one number is made of. */
const DIGITS = 4;

/** The question of a rank of a contest, and its answer. */
export function skillQuestion(contest: string, rank: number): { asks: string; answer: number } {
  const hash = sha256Hex(`skill-question/${contest}/${rank}`);
  const from = (place: number, { least, most }: { least: number; most: number }) =>
    least + (Number.parseInt(hash.slice(place * DIGITS, (place + 1) * DIGITS), 16) % (most - least + 1));
  const [a, b] = [from(0, { least: 6, most: 19 }), from(1, { least: 3, most: 9 })];
  const [c, d] = [from(2, { least: 11, most: 49 }), from(3, { least: 2, most: 10 })];
  return { asks: `(${a} × ${b}) + ${c} − ${d}`, answer: a * b + c - d };
}
