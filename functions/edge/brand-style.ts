/** A programme's brand as a style sheet of tokens, over those of web/styles/terms.css. */
import type { Brand } from "../programme/brand.ts";
import {
  BLACK,
  type Colour,
  colourOf,
  contrastOf,
  hexOf,
  mixed,
  READABLE,
  readableOn,
  WHITE,
} from "../values/colour.ts";

/** The grounds of each scheme on which something is written (web/styles/terms.css), and where a colour goes to be read on them. */
export const SCHEMES = {
  light: { grounds: ["#f5f1e8", "#fffdf8", "#ece6d8"].map(colourOf), towards: BLACK, on: "#ffffff" },
  dark: { grounds: ["#171512", "#211e1a", "#0f0e0c"].map(colourOf), towards: WHITE, on: "#0f0e0c" },
} as const;

const CORNERS = { sharp: ["0", "0"], soft: ["0.5rem", "0.875rem"], round: ["1.375rem", "1.5rem"] } as const;

/** The style sheet of a brand; empty where it changes nothing. */
export function brandStyle({ accent, second, corners }: Brand): string {
  const [round, rounder] = CORNERS[corners];
  const shapes = corners === "soft" ? "" : `:root{--round:${round};--rounder:${rounder}}\n`;
  if (accent === undefined && second === undefined) return shapes;
  const light = colours("light", { accent, second });
  const dark = colours("dark", { accent, second });
  return `${shapes}:root{${light}}\n@media (prefers-color-scheme:dark){:root{${dark}}}\n`;
}

function colours(scheme: keyof typeof SCHEMES, { accent, second }: Pick<Brand, "accent" | "second">): string {
  const { grounds, towards, on } = SCHEMES[scheme];
  const legible = (hex: string) => readableOn(colourOf(hex), grounds, towards);
  const tokens: [string, string][] = [];
  if (accent !== undefined) {
    const fitted = legible(accent);
    tokens.push(["accent", hexOf(fitted)], ["on-accent", onFor(fitted, on)]);
    tokens.push(["accent-deep", hexOf(mixed(fitted, towards, 0.2))], ["tile-a", hexOf(fitted)]);
  }
  const drawn = second ?? accent;
  if (drawn !== undefined) tokens.push(["tile-b", hexOf(legible(drawn))]);
  return tokens.map(([name, value]) => `--${name}:${value}`).join(";");
}

/** What is written on the accent. */
function onFor(accent: Colour, wanted: string): string {
  if (contrastOf(accent, colourOf(wanted)) >= READABLE) return wanted;
  return contrastOf(accent, WHITE) >= READABLE ? hexOf(WHITE) : hexOf(BLACK);
}
