/** The ground of a map: tiles where the programme has a server for them, else a quiet one of our own. */
import type { Map as LeafletMap } from "leaflet";

export type Leaflet = typeof import("leaflet");

export interface BaseMap {
  leaflet: Leaflet;
  map: LeafletMap;
}

/** As near as a street, where there is one place only. */
export const STREET_ZOOM = 16;
const ZOOM_MAX = 19;

/** Loads the map's library, which no other page needs, and opens a map in a box. Rejects when it cannot be loaded. */
export async function openMap(
  box: HTMLElement,
  { tiles, attribution, label }: { tiles: string | undefined; attribution: string | undefined; label: string },
): Promise<BaseMap> {
  const leaflet = await import("leaflet/dist/leaflet-src.esm.js");
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = leaflet.map(box, {
    attributionControl: false,
    worldCopyJump: true,
    maxZoom: ZOOM_MAX,
    zoomAnimation: !isCalm,
    fadeAnimation: !isCalm,
    markerZoomAnimation: !isCalm,
  });
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", label);
  if (tiles) {
    // A tile server may ask who shows its tiles; our pages tell nobody else where one was.
    leaflet.tileLayer(tiles, { maxZoom: ZOOM_MAX, referrerPolicy: "strict-origin" }).addTo(map);
    const said = document.createElement("span");
    said.textContent = attribution ?? "";
    leaflet.control.attribution({ prefix: false }).addAttribution(said.innerHTML).addTo(map);
  } else {
    class Ground extends leaflet.GridLayer {
      protected override createTile(): HTMLElement {
        return document.createElement("div");
      }
    }
    new Ground({ maxZoom: ZOOM_MAX, className: "map-ground" }).addTo(map);
  }
  leaflet.control.scale({ imperial: false }).addTo(map);
  return { leaflet, map };
}

export interface Pinned {
  latitude: number;
  longitude: number;
  radiusMetres: number;
}

/** A place: its circle, in which one is there, and a pin in its middle. */
export function pinOf({ leaflet, map }: BaseMap, { latitude, longitude, radiusMetres }: Pinned) {
  const at: [number, number] = [latitude, longitude];
  leaflet.circle(at, { radius: radiusMetres, className: "map-circle", interactive: false }).addTo(map);
  return leaflet.circleMarker(at, { radius: 9, className: "map-pin" }).addTo(map);
}
