/** A member's page: it stays current, and says when it cannot. */
import "./elements/live-page.ts";
import { keepPages } from "./installed.ts";

keepPages();
