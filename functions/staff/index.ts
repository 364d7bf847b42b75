/** What staff can do. */
import type { App } from "../edge/serve.ts";

export function mountStaff(_app: App): void {}
