/** The reference's page. */
import "./elements/reference-search.ts";
