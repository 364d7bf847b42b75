/**
 * Places from which a member does not look who is near, as her home and her work: kept in this browser beside her key, as coarse
 * cells, and sent nowhere. From there nothing else is sent either: the server cannot tell it from a page that is closed.
 */
import { CELL_RESOLUTION } from "../../functions/evidence/nearby-tags.ts";
import type { Fix } from "../evidence/evidence.ts";
import { kept } from "./own-key.ts";

/** A phone says now this and now that within so many metres: a home at a border is in both cells. */
const AROUND_METRES = 300;
const METRES_PER_DEGREE = 111_195;

/** Whether she does not look from here. Rejects where the browser keeps nothing. */
export async function isQuiet(member: string, fix: Fix): Promise<boolean> {
  const cells = await cellsOf(member);
  if (cells.length === 0) return false;
  const { latLngToCell } = await import("h3-js");
  return cells.includes(latLngToCell(fix.latitude, fix.longitude, CELL_RESOLUTION));
}

/** Whether there is any place from which she does not look. */
export async function hasQuietPlaces(member: string): Promise<boolean> {
  return (await cellsOf(member)).length > 0;
}

/** From here she does not look any more. */
export async function keepQuiet(member: string, { latitude, longitude }: Fix): Promise<void> {
  const { latLngToCell } = await import("h3-js");
  const off = AROUND_METRES / METRES_PER_DEGREE;
  const east = off / Math.max(Math.cos((latitude * Math.PI) / 180), 0.01);
  const cells = new Set(await cellsOf(member));
  for (const north of [-1, 0, 1])
    for (const aside of [-1, 0, 1])
      cells.add(latLngToCell(latitude + north * off, longitude + aside * east, CELL_RESOLUTION));
  await kept("readwrite", (store) => store.put([...cells], named(member)));
}

/** From everywhere again. */
export async function forgetQuietPlaces(member: string): Promise<void> {
  await kept("readwrite", (store) => store.delete(named(member)));
}

async function cellsOf(member: string): Promise<string[]> {
  return (await kept<string[]>("readonly", (store) => store.get(named(member)))) ?? [];
}

const named = (member: string) => `quiet ${member}`;
