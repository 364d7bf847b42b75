import { ENTRY_BYTES, TAG_BYTES } from "../../functions/draws/entries.ts";

/** An entries file that weighs `total` with as few entries as can be: all but the last weigh 2^32 − 1. Tags count up. */
export function heaviestEntries(total: number): Uint8Array {
  const most = 2 ** 32 - 1;
  const full = Math.floor(total / most);
  const file = new Uint8Array((full + 1) * ENTRY_BYTES);
  const view = new DataView(file.buffer);
  for (let position = 0; position <= full; position++) {
    view.setUint32(position * ENTRY_BYTES, position);
    view.setUint32(position * ENTRY_BYTES + TAG_BYTES, position < full ? most : total - full * most);
  }
  return file;
}
