import { decidePause, type Pause, type Paused } from "../decisions/pause.ts";
import type { Verb } from "./verb.ts";

/** Pauses or resumes earning or redemption. */
export const pause: Verb<Pause, Paused> = {
  kind: "pause",
  subjects: () => ({ holders: [], identity: null, claims: [] }),
  decide: decidePause,
};
