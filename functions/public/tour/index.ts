/** The tour: `/`, in a demo only; elsewhere `/` leads to the member's page. */
import type { App } from "../../edge/serve.ts";
import { mountTourPage } from "./tour.tsx";

export function mountTour(app: App): void {
  mountTourPage(app);
}
