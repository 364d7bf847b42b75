import { datedDocument } from "../../bin/seed/dated.ts";
import { presets } from "../../functions/programme/presets/index.ts";
import { newWorld, type World } from "./world.ts";

/** A preset's document as `npm start` publishes it, begun now. */
export function presetDocument(name: string) {
  const document = presets.get(name);
  if (!document) throw new Error(`there is no preset ${name}`);
  return datedDocument(document, Date.now());
}

/** A world under a preset. */
export async function presetWorld(name: string, shop: { city?: string } = {}): Promise<World> {
  return newWorld(presetDocument(name), shop);
}
