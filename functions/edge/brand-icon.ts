/** A programme's icon on a phone: four tiles in its brand's colours, one of them in the second. */
import type { Brand } from "../programme/brand.ts";
import { type Colour, colourOf, hexOf } from "../values/colour.ts";
import { pngOf } from "./png.ts";

/** The ground, and the colours of a programme that chose none. */
export const GROUND = "#fffdf8";
export const ACCENT = "#1f5f5b";
const SECOND = "#c2512f";

/** Of a side's length: where tiles begin, and how wide they are. They stay within the circle that a phone may cut out. */
const EDGE = 0.24;
const TILE = 0.24;
const GAP = 0.04;

/** The icon as an SVG of any size. */
export function iconSvg(brand: Pick<Brand, "accent" | "second"> | undefined): string {
  const [ground, accent, second] = coloursOf(brand).map(hexOf);
  const at = [24, 52];
  const square = (x: number, y: number, colour: string | undefined) =>
    `<rect x="${x}" y="${y}" width="24" height="24" rx="3" fill="${colour}"/>`;
  const tiles = at.flatMap((y) => at.map((x) => square(x, y, x > y ? second : accent))).join("");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><rect width="100" height="100" fill="${ground}"/>${tiles}</svg>`;
}

/** The icon as a PNG, `side` pixels wide. */
export function iconPng(
  brand: Pick<Brand, "accent" | "second"> | undefined,
  side: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const tileAt = (place: number) => {
    const rest = place / side - EDGE;
    if (rest >= 0 && rest < TILE) return 0;
    return rest >= TILE + GAP && rest < 2 * TILE + GAP ? 1 : null;
  };
  return pngOf(side, coloursOf(brand), (x, y) => {
    const [column, row] = [tileAt(x), tileAt(y)];
    if (column === null || row === null) return 0;
    return column > row ? 2 : 1;
  });
}

function coloursOf(brand: Pick<Brand, "accent" | "second"> | undefined): Colour[] {
  const accent = brand?.accent ?? ACCENT;
  return [GROUND, accent, brand?.second ?? (brand?.accent === undefined ? SECOND : accent)].map(colourOf);
}
