/** Setting a venue's pin, in the console. */
import "./elements/venue-pin.ts";
