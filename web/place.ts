/** A place's page. */
import "./elements/place-check-in.ts";
import "./elements/play-reveal.ts";
