/** The places, on a map. */
import "./elements/places-map.ts";
