/** The demo shop's pages: they stay current, and tell the other windows of this browser that something was bought or returned. */
import "./elements/live-page.ts";
import { announce, onNews } from "./news.ts";

const { searchParams } = new URL(location.href);
if (searchParams.has("thanks") || searchParams.has("refunded") || searchParams.has("voucher")) announce();
// What was bought elsewhere changes what the elements show here.
onNews(() => document.dispatchEvent(new Event("tessera:refresh")));
