/** The till's page. */
import "./elements/counter-till.ts";
