/** Luck that is the same on every machine: a seed's history must not differ from one first start to the next. */
import { sha256Hex } from "../../functions/values/hash.ts";

export interface Luck {
  /** A whole number from min to max, both included. */
  integer(min: number, max: number): number;
  /** True this many times in a hundred. */
  percent(chances: number): boolean;
  /** One of a list that is not empty. */
  pick<T>(from: readonly T[]): T;
}

const TWO_TO_32 = 2 ** 32;

/** A stream of luck of its own for a label, so that one member's history does not depend on another's. Mulberry32 (Tommy Ettinger, 2017). */
export function luckOf(label: string): Luck {
  let state = Number.parseInt(sha256Hex(label).slice(0, 8), 16);
  const fraction = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / TWO_TO_32;
  };
  const integer = (min: number, max: number) => min + Math.floor(fraction() * (max - min + 1));
  return {
    integer,
    percent: (chances) => fraction() * 100 < chances,
    pick: (from) => {
      const picked = from[integer(0, from.length - 1)];
      if (picked === undefined) throw new RangeError("nothing to pick from");
      return picked;
    },
  };
}
