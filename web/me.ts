/** The member's page. */
import "./elements/check-in.ts";
import "./elements/live-page.ts";
import "./elements/play-reveal.ts";
import "./elements/redeem-reward.ts";
