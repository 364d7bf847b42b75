/** Colours as bytes, and whether one is read on another (WCAG 2.2, relative luminance and contrast ratio). */

/** Red, green and blue, 0 to 255. */
export type Colour = readonly [number, number, number];

export const BLACK: Colour = [0, 0, 0];
export const WHITE: Colour = [255, 255, 255];

/** The least contrast of text of any size (WCAG 2.2, 1.4.3). */
export const READABLE = 4.5;

/** A colour of "#1f5f5b". Throws when it is none. */
export function colourOf(hex: string): Colour {
  const [, red, green, blue] = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex) ?? [];
  if (red === undefined || green === undefined || blue === undefined) throw new Error(`"${hex}" is no colour`);
  return [Number.parseInt(red, 16), Number.parseInt(green, 16), Number.parseInt(blue, 16)];
}

/** "#1f5f5b" */
export function hexOf(colour: Colour): string {
  return `#${colour.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;
}

/** Contrast of two colours, from 1 to 21. */
export function contrastOf(one: Colour, other: Colour): number {
  const [dark = 0, light = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Steps between a colour and black or white: too small to be seen. */
const STEPS = 64;

/** The colour nearest to one, on its way to black or to white, that is read on each of the grounds. */
export function readableOn(colour: Colour, grounds: readonly Colour[], towards: Colour): Colour {
  for (let step = 0; step < STEPS; step++) {
    const tried = rounded(mixed(colour, towards, step / STEPS));
    if (grounds.every((ground) => contrastOf(tried, ground) >= READABLE)) return tried;
  }
  return towards;
}

/** So much of the other in one, from 0 to 1. */
export function mixed(one: Colour, other: Colour, share: number): Colour {
  const mix = (from: number, to: number) => from + (to - from) * share;
  return [mix(one[0], other[0]), mix(one[1], other[1]), mix(one[2], other[2])];
}

function rounded([red, green, blue]: Colour): Colour {
  return [Math.round(red), Math.round(green), Math.round(blue)];
}

function luminanceOf([red, green, blue]: Colour): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(part: number): number {
  const share = part / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
