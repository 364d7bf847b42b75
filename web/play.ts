/** The page on which a member plays and checks in. */
import "./elements/check-in.ts";
import "./elements/live-page.ts";
import "./elements/play-reveal.ts";
import { keepPages } from "./installed.ts";

keepPages();
