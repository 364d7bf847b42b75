/** Regions as contests name them: a country (ISO 3166-1, as DE) or a part of one (ISO 3166-2, as US-NY). */
import * as z from "zod";

export const region = z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, "a country as DE, or a part of one as US-NY");

/** Whether a region is another, or lies in it. */
export function liesIn(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}-`);
}

/** Whether people of a region may enter: it lies in one of those named, and in none where the contest is void. */
export function isOpenTo({ regions, voidIn }: { regions: string[]; voidIn: string[] }, where: string): boolean {
  return regions.some((each) => liesIn(where, each)) && !voidIn.some((each) => liesIn(where, each));
}

/** Whether anybody of a region may enter: it is open to, or to a part of it. */
export function reaches({ regions, voidIn }: { regions: string[]; voidIn: string[] }, where: string): boolean {
  if (voidIn.some((each) => liesIn(where, each))) return false;
  return regions.some((each) => liesIn(where, each) || (liesIn(each, where) && isOpenTo({ regions, voidIn }, each)));
}
