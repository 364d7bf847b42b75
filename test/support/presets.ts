import { datedDocument } from "../../bin/seed/dated.ts";
import { presets } from "../../functions/programme/presets/index.ts";
import { newWorld, type World } from "./world.ts";

/** A world under a preset as `npm start` publishes it, begun now. */
export async function presetWorld(name: string, shop: { city?: string } = {}): Promise<World> {
  const document = presets.get(name);
  if (!document) throw new Error(`there is no preset ${name}`);
  return newWorld(datedDocument(document, Date.now()), shop);
}
