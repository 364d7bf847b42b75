/** What needs no identity. */
import type { App } from "../edge/serve.ts";
import { mountAssets } from "./assets.ts";
import { mountBrand } from "./brand.ts";
import { mountBuilt } from "./built.ts";
import { mountContests } from "./contests.ts";
import { mountCounter } from "./counter.tsx";
import { mountDemo } from "./demo/index.ts";
import { mountDocs } from "./docs.tsx";
import { mountFreeEntries } from "./free-entries.ts";
import { mountFreePlays } from "./free-plays.ts";
import { mountHealth } from "./health.ts";
import { mountLog } from "./log.ts";
import { mountLogTiles } from "./log-tiles.ts";
import { mountPlace } from "./place.tsx";
import { mountPlay } from "./play.ts";
import { mountProblems } from "./problems.tsx";
import { mountProgramme } from "./programme.ts";
import { mountNextProgramme } from "./programme-next.ts";
import { mountSurprises } from "./surprises.ts";
import { mountTour } from "./tour/index.ts";
import { mountVenues } from "./venues.ts";
import { mountVerify } from "./verify/index.tsx";

export function mountPublic(app: App): void {
  mountHealth(app);
  mountBuilt(app);
  mountBrand(app);
  mountDocs(app);
  mountProblems(app);
  mountSurprises(app);
  mountProgramme(app);
  mountNextProgramme(app);
  mountVenues(app);
  mountAssets(app);
  mountCounter(app);
  mountDemo(app);
  mountTour(app);
  mountContests(app);
  mountPlay(app);
  mountPlace(app);
  mountVerify(app);
  mountLog(app);
  mountLogTiles(app);
  mountFreeEntries(app);
  mountFreePlays(app);
}
