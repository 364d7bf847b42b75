/** The counter's page. */
import "./elements/counter-code.ts";
