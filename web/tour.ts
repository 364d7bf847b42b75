/** The tour's page. */
import "./elements/copy-token.ts";
import "./elements/proof-check.ts";
import "./elements/tessera-tour.ts";
