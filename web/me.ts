/** The member's page. */
import "./elements/live-page.ts";
