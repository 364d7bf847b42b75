import { type BaseMap, openMap, STREET_ZOOM } from "../map/base-map.ts";

interface Neighbour {
  name: string;
  latitude: number;
  longitude: number;
  radiusMetres: number;
}

/** Zoom at which a country is seen, where nobody has said yet where the venue is. */
const COUNTRY_ZOOM = 6;

/**
 * <venue-pin>: a map beside the form's fields `where` and `radiusMetres`. A press on it puts the coordinates into the field;
 * what is typed there moves the pin. The fields are what is sent, and the form is whole without the map.
 */
class VenuePin extends HTMLElement {
  connectedCallback(): void {
    const form = this.closest("form");
    const where = form?.querySelector<HTMLInputElement>("[name=where]");
    const radius = form?.querySelector<HTMLInputElement>("[name=radiusMetres]");
    if (!where || !radius) return;
    const box = document.createElement("div");
    box.className = "map";
    this.prepend(box);
    this.open(box, { where, radius }).catch(() => box.remove());
  }

  async open(
    box: HTMLElement,
    { where, radius }: { where: HTMLInputElement; radius: HTMLInputElement },
  ): Promise<void> {
    const { tiles, attribution } = this.dataset;
    const base = await openMap(box, { tiles, attribution, label: "Map: press where the venue is" });
    const { leaflet, map } = base;
    const neighbours: Neighbour[] = JSON.parse(this.dataset.neighbours ?? "[]");
    const now = placeTyped(where.value);
    const first = now ?? neighbours.map(({ latitude, longitude }) => [latitude, longitude] as [number, number])[0];
    map.setView(first ?? [50, 8], now ? STREET_ZOOM : COUNTRY_ZOOM);
    this.neighbours(base, neighbours);
    const circle = leaflet.circle(now ?? [0, 0], { radius: Number(radius.value), className: "map-circle" });
    const pin = leaflet.circleMarker(now ?? [0, 0], { radius: 9, className: "map-pin" });
    if (now) [circle, pin].map((each) => each.addTo(map));
    const show = (at: [number, number]) => [circle, pin].map((each) => each.setLatLng(at).addTo(map));
    map.on("click", ({ latlng }) => {
      const { lat, lng } = latlng.wrap();
      where.value = `${lat.toFixed(7)}, ${lng.toFixed(7)}`;
      show([lat, lng]);
    });
    where.addEventListener("change", () => {
      const typed = placeTyped(where.value);
      if (!typed) return;
      show(typed);
      map.setView(typed, STREET_ZOOM);
    });
    radius.addEventListener("input", () => circle.setRadius(Math.max(1, Number(radius.value))));
  }

  /** Venues nearby, so that it is seen where circles meet. */
  neighbours({ leaflet, map }: BaseMap, neighbours: Neighbour[]): void {
    for (const { name, latitude, longitude, radiusMetres } of neighbours)
      leaflet
        .circle([latitude, longitude], { radius: radiusMetres, className: "map-neighbour" })
        .bindTooltip(name)
        .addTo(map);
  }
}
customElements.define("venue-pin", VenuePin);

/** "52.37, 4.89" as it is typed; links are read when the form is sent. */
function placeTyped(text: string): [number, number] | null {
  const [, latitude, longitude] = /^\s*(-?\d{1,2}(?:\.\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(text) ?? [];
  return latitude === undefined ? null : [Number(latitude), Number(longitude)];
}
