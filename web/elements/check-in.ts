import { announce } from "../news.ts";
import { read, sentenceOf, sentenceOfFailure, write } from "../write.ts";

/** How long a phone may look for its position, and how old one may be, in milliseconds. */
const POSITION_MS = 15_000;
/** How far around her venues are looked for, in metres. */
const RADIUS_METRES = 500;

/** <check-in>: its button checks in at the place chosen from the list, or at the venue nearest to the phone. Event: written. */
class CheckIn extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector("button");
    if (!button) return;
    button.disabled = false;
    button.addEventListener("click", async () => {
      button.disabled = true;
      this.say(button.dataset.by === "gps" ? "Looking where you are …" : "…");
      try {
        await this.checkIn(button.dataset.by === "gps");
      } catch (failure) {
        this.say(failure instanceof Nowhere ? failure.message : sentenceOfFailure(failure));
      }
      button.disabled = false;
    });
  }

  async checkIn(isByPosition: boolean): Promise<void> {
    const body = isByPosition ? await whereSheIs() : { venue: this.querySelector("select")?.value ?? "", demo: true };
    const { status, json } = await write("check-in", "/v1/me/check-ins", () => body);
    this.say(status === 201 ? json.why.join(" ") : sentenceOf(json));
    announce();
    this.dispatchEvent(new CustomEvent("written", { bubbles: true }));
  }

  say(words: string): void {
    const said = this.querySelector("[role=status]");
    if (said) said.textContent = words;
  }
}
customElements.define("check-in", CheckIn);

/** Nothing was sent, and the sentence says why. */
class Nowhere extends Error {}

/** The nearest venue with the phone's fix. */
async function whereSheIs() {
  const { coords, timestamp } = await new Promise<GeolocationPosition>((resolve, reject) =>
    navigator.geolocation.getCurrentPosition(resolve, reject, {
      enableHighAccuracy: true,
      timeout: POSITION_MS,
      maximumAge: POSITION_MS,
    }),
  ).catch(() => {
    throw new Nowhere("Your phone does not say where it is. Allow it to, or show the counter your code.");
  });
  const { latitude, longitude, accuracy } = coords;
  const { json } = await read(
    `/v1/venues/nearby?latitude=${latitude}&longitude=${longitude}&radius=${RADIUS_METRES}&limit=1`,
  );
  const [venue] = json.data ?? [];
  if (!venue) throw new Nowhere("No venue of this programme is near you.");
  return { venue: venue.id, fix: { latitude, longitude, accuracyMetres: accuracy, timestamp } };
}
