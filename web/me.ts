/** A member's page: it stays current, says when it cannot, and has her code ready for where there is no network. */
import "./elements/live-page.ts";
import { readyKey } from "./evidence/code-key.ts";
import { keepPages } from "./installed.ts";

keepPages();
// Without a network, what was kept stays.
readyKey().catch(() => undefined);
