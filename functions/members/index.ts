/** What a person can do with her own account. */
import type { App } from "../edge/serve.ts";

export function mountMembers(_app: App): void {}
