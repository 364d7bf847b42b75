/** The page with a member's code. */
import "./elements/live-page.ts";
import "./elements/member-code.ts";
import { keepPages } from "./installed.ts";

keepPages();
