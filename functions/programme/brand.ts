/** How a programme's pages look: its own name, colours, logo and corners. Whatever is chosen, what is written stays readable. */
import * as z from "zod";
import { words } from "./words.ts";

const colour = z.string().regex(/^#[0-9a-fA-F]{6}$/, "a colour as #1f5f5b");

/** Characters of a logo's URL: a small drawing may be in it. */
const LOGO_MAX = 20_000;

export const brand = z.strictObject({
  /** What stands above the pages; absent: the programme's name. */
  name: words.optional(),
  /** Of buttons and links. It is darkened or lightened, in each scheme, until it can be read. */
  accent: colour.optional(),
  /** Of stamps, bars and ladders; absent: the accent's. */
  second: colour.optional(),
  /** A picture, shown 32 pixels high: an https address, or the picture itself as a data URL. */
  logo: z
    .string()
    .max(LOGO_MAX, "a logo of at most 20,000 characters: put a larger one at an https address")
    .refine(isLogo, "an https address, or a data URL of an SVG, PNG, WebP or JPEG picture")
    .optional(),
  corners: z.enum(["sharp", "soft", "round"]).default("soft"),
});
export type Brand = z.infer<typeof brand>;

function isLogo(url: string): boolean {
  if (/^data:image\/(svg\+xml|png|webp|jpeg)[;,]/.test(url)) return true;
  return URL.canParse(url) && new URL(url).protocol === "https:" && !/[\s"'<>\\;,]/.test(url);
}
