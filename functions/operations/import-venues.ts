import { decideImportVenues, type VenueImport, type VenuesImported } from "../decisions/import-venues.ts";
import { sha256Hex } from "../values/hash.ts";
import type { Verb } from "./verb.ts";

/** Opens and changes venues as a file says, all of its rows or none. Of the file its hash is kept: the venues say what it said. */
export const importVenues: Verb<VenueImport, VenuesImported> = {
  kind: "import-venues",
  subjects: ({ rows }) => ({
    holders: [...new Set(rows.flatMap((row) => ("faults" in row ? [] : [row.venue, row.store])))],
    identity: null,
    claims: [],
  }),
  kept: (body) => ({ sha256: sha256Hex(JSON.stringify(body)) }),
  decide: decideImportVenues,
};
