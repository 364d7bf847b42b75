import { afterEach } from "vitest";
import { conserved } from "./ledger.ts";
import { newWorld, type World } from "./world.ts";

/** For a file whose tests make worlds of their own: makes one, and holds its ledger to be conserved after the test that made it. */
export function freshWorlds(): typeof newWorld {
  const made: World[] = [];
  afterEach(async () => {
    for (const { client } of made.splice(0)) await conserved(client);
  });
  return async (...given) => {
    const world = await newWorld(...given);
    made.push(world);
    return world;
  };
}
