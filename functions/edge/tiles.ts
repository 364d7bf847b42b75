/**
 * The tiles under a map: a setting, since whoever serves them learns where people look. Without it a map has a quiet ground
 * of its own, and nobody else is asked.
 */
import type { Bindings } from "./environment.ts";

export interface Tiles {
  /** With {z}, {x} and {y}. */
  url: string;
  /** What pages may load pictures from, and nothing beside. */
  origin: string;
  /** Who made the map, in plain words. */
  attribution: string;
}

const OPENSTREETMAP = "© OpenStreetMap contributors";

/** The tiles of the setting; null: none. Throws a fault for a setting that is no https template. */
export function tilesOf({ TILES: url, TILES_ATTRIBUTION: attribution }: Bindings): Tiles | null {
  if (!url) return null;
  const isTemplate = ["{z}", "{x}", "{y}"].every((part) => url.includes(part)) && URL.canParse(url);
  const { protocol, origin, hostname } = isTemplate ? new URL(url) : { protocol: "", origin: "", hostname: "" };
  if (protocol !== "https:" || /[{}]/.test(decodeURIComponent(hostname)))
    throw new Error("TILES is an https address with {z}, {x} and {y}, as https://tiles.example/{z}/{x}/{y}.png");
  return { url, origin, attribution: attribution ?? OPENSTREETMAP };
}
