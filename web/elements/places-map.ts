import type { CircleMarker } from "leaflet";
import { numberFormat } from "../../functions/values/formats.ts";
import { element, partOf } from "../element.ts";
import { positionNow } from "../evidence/position.ts";
import { type BaseMap, openMap, pinOf, STREET_ZOOM } from "../map/base-map.ts";
import { pageLanguage, wordsOf } from "../words.ts";
import { read } from "../write.ts";

/** As GET /v1/venues answers, with `metres` where it is near somebody. */
interface Place {
  id: string;
  name: string;
  latitude: number;
  longitude: number;
  radiusMetres: number;
  categories: string[];
  isOpen: boolean | null;
  metres?: number;
}

/** How far around somebody places are looked for, in metres; and how wide a box the API shows, in degrees. */
const RADIUS_METRES = 25_000;
const SPAN_MAX = 5;

/**
 * <places-map>: a map above the list of places, and a button that puts the list in order of distance. The list is whole
 * without it; where somebody is, is asked when she presses the button, and kept nowhere.
 */
class PlacesMap extends HTMLElement {
  base: BaseMap | null = null;
  pins = new Map<string, CircleMarker>();
  isMoved = false;
  says: Record<string, string> = {};

  connectedCallback(): void {
    this.says = wordsOf(this);
    const near = element("button", { text: this.says.near ?? "" });
    near.type = "button";
    near.addEventListener("click", () => this.sortByDistance(near));
    const box = element("div", { className: "map" });
    this.prepend(near, box);
    this.open(box).catch(() => {
      box.remove();
      this.status("failed");
    });
  }

  async open(box: HTMLElement): Promise<void> {
    const { tiles, attribution } = this.dataset;
    this.base = await openMap(box, { tiles, attribution, label: this.says.map ?? "" });
    const places: Place[] = JSON.parse(this.dataset.places ?? "[]");
    const { leaflet, map } = this.base;
    if (places.length === 0) map.setView([20, 0], 2);
    else map.fitBounds(leaflet.latLngBounds(places.map(pointOf)), { padding: [32, 32], maxZoom: STREET_ZOOM });
    this.pin(places);
    this.offerPins();
    map.on("moveend", () => this.showWithin());
  }

  /** Pins of places that have none yet. */
  pin(places: Place[]): void {
    if (!this.base) return;
    for (const place of places) {
      if (this.pins.has(place.id)) continue;
      const pin = pinOf(this.base, place).bindPopup(() => this.popup(place));
      this.pins.set(place.id, pin);
    }
  }

  popup({ id, name, isOpen, categories }: Place): HTMLElement {
    const title = element("strong", { text: name });
    const open = isOpen === null ? [] : [(isOpen ? this.says.open : this.says.closed) ?? ""];
    const about = element("p", { text: [...open, ...categories].join(" · ") });
    const link = element("a", { text: this.says.here ?? "" });
    link.href = `/c/${encodeURIComponent(id)}`;
    return element("div", { className: "map-popup", children: [title, about, link] });
  }

  /** A button at each place of the list that shows it on the map. */
  offerPins(): void {
    for (const row of this.querySelectorAll<HTMLElement>("[data-venue]")) {
      if (row.querySelector("button")) continue;
      const show = element("button", { className: "small", text: this.says.show ?? "" });
      show.type = "button";
      show.setAttribute("aria-label", `${this.says.show}: ${row.querySelector("a")?.textContent ?? ""}`);
      show.addEventListener("click", () => {
        const pin = this.pins.get(row.dataset.venue ?? "");
        if (!pin || !this.base) return;
        this.base.map.setView(pin.getLatLng(), STREET_ZOOM);
        pin.openPopup();
        this.querySelector(".map")?.scrollIntoView({ block: "nearest" });
      });
      row.append(show);
    }
  }

  /** What else is in what the map shows. */
  async showWithin(): Promise<void> {
    if (!this.base) return;
    const bounds = this.base.map.getBounds();
    const [south, north] = [Math.max(-90, bounds.getSouth()), Math.min(90, bounds.getNorth())];
    if (north - south > SPAN_MAX || bounds.getEast() - bounds.getWest() > SPAN_MAX) return;
    const box = { south, north, west: around(bounds.getWest()), east: around(bounds.getEast()) };
    const query = new URLSearchParams(this.dataset.wanted);
    for (const [name, value] of Object.entries(box)) query.set(name, value.toFixed(7));
    const { status, json } = await read(`/v1/venues/within?${query}`);
    if (status !== 200) return;
    this.pin(json.data);
    if (!json.isAll) this.status("zoom");
  }

  async sortByDistance(button: HTMLButtonElement): Promise<void> {
    button.disabled = true;
    this.status("looking");
    const fix = await positionNow();
    button.disabled = false;
    if (typeof fix === "string") return this.status(fix === "denied" ? "denied" : "unavailable");
    const query = new URLSearchParams(this.dataset.wanted);
    query.set("latitude", String(fix.latitude));
    query.set("longitude", String(fix.longitude));
    query.set("radius", String(RADIUS_METRES));
    query.set("limit", "50");
    const { status, json } = await read(`/v1/venues/nearby?${query}`).catch(() => ({ status: 0, json: null }));
    if (status !== 200) return this.status("unavailable");
    const places: Place[] = json.data;
    this.status(places.length === 0 ? "nowhere" : "nearest");
    if (this.base) {
      const { leaflet, map } = this.base;
      const at: [number, number] = [fix.latitude, fix.longitude];
      leaflet
        .circleMarker(at, { radius: 7, className: "map-you" })
        .bindTooltip(this.says.you ?? "")
        .addTo(map);
      const shown = [at, ...places.slice(0, 5).map(pointOf)];
      map.fitBounds(leaflet.latLngBounds(shown), { padding: [32, 32], maxZoom: STREET_ZOOM });
    }
    this.pin(places);
    if (places.length === 0) return;
    partOf(this, "list").replaceChildren(...places.map((place) => this.row(place)));
    this.offerPins();
  }

  row({ id, name, metres = 0, isOpen, categories }: Place): HTMLElement {
    const link = element("a", { text: name });
    link.href = `/c/${encodeURIComponent(id)}`;
    const open = isOpen === null ? [] : [element("span", { text: (isOpen ? this.says.open : this.says.closed) ?? "" })];
    if (isOpen) open[0]?.classList.add("is-open");
    const about = [metresText(metres), ...categories].map((text) => element("span", { text }));
    const row = element("li", {
      children: [link, element("p", { className: "quiet", children: [...open, ...about] })],
    });
    row.dataset.venue = id;
    return row;
  }

  status(name: string): void {
    partOf(this, "status").textContent = this.says[name] ?? "";
  }
}
customElements.define("places-map", PlacesMap);

function pointOf({ latitude, longitude }: Place): [number, number] {
  return [latitude, longitude];
}

/** A longitude that a map was dragged to, from -180 to 180. */
function around(longitude: number): number {
  return ((((longitude + 180) % 360) + 360) % 360) - 180;
}

/** "120 m", "3.4 km", as the page's language writes it. */
function metresText(metres: number): string {
  const isFar = metres >= 1_000;
  const format = numberFormat(pageLanguage(), {
    style: "unit",
    unit: isFar ? "kilometer" : "meter",
    maximumFractionDigits: isFar ? 1 : 0,
  });
  return format.format(isFar ? metres / 1_000 : metres);
}
