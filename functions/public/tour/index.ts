/** The tour: `/`, and the shop that stands beside it. In a demo only; elsewhere `/` leads to the member's page. */
import type { App } from "../../edge/serve.ts";
import { mountShopPage } from "./shop.tsx";
import { mountTourPage } from "./tour.tsx";

export function mountTour(app: App): void {
  mountTourPage(app);
  mountShopPage(app);
}
