/**
 * Elements for a shop's own pages, in one script (/elements.js): `<tessera-points>`, `<tessera-earn>`, `<tessera-nudge>`,
 * `<tessera-card>` and `<tessera-launcher>`. The event `tessera:refresh` on the document has all of them look again.
 */
import { Card } from "./embed/card.ts";
import { Earn } from "./embed/earn.ts";
import { forget } from "./embed/engine.ts";
import { Launcher } from "./embed/launcher.ts";
import { Nudge } from "./embed/nudge.ts";
import { lookAgain } from "./embed/part.ts";
import { Points } from "./embed/points.ts";

for (const [name, kind] of Object.entries({ points: Points, earn: Earn, nudge: Nudge, card: Card, launcher: Launcher }))
  if (!customElements.get(`tessera-${name}`)) customElements.define(`tessera-${name}`, kind);

document.addEventListener("tessera:refresh", () => {
  forget();
  lookAgain();
});
