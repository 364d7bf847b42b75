/** The script's own tag: `<script type="module" src="https://…/elements.js" data-store="sto_shop" data-token="tms_…">`. */

const tag = [...document.scripts].find(({ src }) => src === import.meta.url);

/** Where the engine is: where this script came from. */
export const ENGINE = new URL(import.meta.url).origin;

/** What the tag says: `store`, `token` (the first one), `tokenUrl` (where the shop's server gives one), `joinUrl`. */
export const said: DOMStringMap = tag?.dataset ?? {};

/** An address at the engine. */
export function atEngine(path: string): string {
  return ENGINE + path;
}

/** Where somebody joins: at the shop, where it says so, else on the engine's own page. */
export function joinUrl(): string {
  return said.joinUrl ?? atEngine("/join");
}
