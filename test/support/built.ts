/** The Worker and the pages, built once for all tests of a run: what is built by its first process is named to the others. */
import { buildWorker } from "../../bin/build.ts";
import { buildWeb } from "../../bin/build-web.ts";

/** The path of the built Worker. */
export function builtWorker(): Promise<string> {
  return built("TESSERA_BUILT_WORKER", buildWorker);
}

/** The directory of the built pages. */
export function builtWeb(): Promise<string> {
  return built("TESSERA_BUILT_WEB", buildWeb);
}

const building = new Map<string, Promise<string>>();

async function built(name: string, build: () => Promise<string>): Promise<string> {
  const known = process.env[name];
  if (known !== undefined) return known;
  const path = building.get(name) ?? build();
  building.set(name, path);
  process.env[name] = await path;
  return path;
}
