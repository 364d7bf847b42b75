/** The page for developers: its code is copied, and its list of requests stays current. */
import "./elements/copy-code.ts";
import "./elements/live-page.ts";
import { announce } from "./news.ts";

// Something may have been sent with the form that led here.
if (document.querySelector("#answer")) announce();
