/** The console: plain pages and forms over the same operations as the API. */
import { STYLE } from "../../edge/page.tsx";
import type { App } from "../../edge/serve.ts";
import { mountAppealPages } from "./appeals.tsx";
import { mountCodePages } from "./codes.tsx";
import { mountContestPages } from "./contests.tsx";
import { mountMemberPages } from "./members.tsx";
import { mountProgrammePages } from "./programme.tsx";
import { mountRewardPages } from "./rewards.tsx";
import { mountStorePages } from "./stores.tsx";
import { mountSubmissionPages } from "./submissions.tsx";
import { mountTillPage } from "./till.tsx";
import { mountVenueFilePages } from "./venue-files.tsx";
import { mountVenueForm } from "./venue-form.tsx";
import { mountVenuePages } from "./venues.tsx";
import { mountWebhookPages } from "./webhooks.tsx";

export function mountPages(app: App): void {
  mountMemberPages(app);
  mountProgrammePages(app);
  mountStorePages(app);
  mountSubmissionPages(app);
  mountTillPage(app);
  mountAppealPages(app);
  mountVenuePages(app);
  mountWebhookPages(app);
  mountRewardPages(app);
  mountCodePages(app);
  mountContestPages(app);
  mountVenueForm(app);
  mountVenueFilePages(app);
  app.get("/staff.css", (context) => {
    context.header("content-type", "text/css; charset=utf-8");
    context.header("cache-control", "public, max-age=300");
    return context.body(STYLE);
  });
}
