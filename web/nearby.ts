/** The page with friends nearby. */
import "./elements/friends-nearby.ts";
import "./elements/live-page.ts";
import { keepPages } from "./installed.ts";

keepPages();
