/**
 * Members who became another: a read that names one answers for whom she became. Both are key lookups; what mergedInto
 * is compared with must have no type of its own (an expression, as `+public_id`), or the index is scanned.
 */

const SURVIVOR = "(SELECT coalesce(facts ->> '$.mergedInto', public_id) FROM holders WHERE public_id = ?1)";

/** The row id of the member named by ?1, or of whom she became. */
export const HER = `(SELECT id FROM holders WHERE public_id = ${SURVIVOR})`;

/** Row ids of that member and of everybody who became her: what they own stays theirs in name, and is hers. */
export const ALL_OF_HER = `SELECT id FROM holders WHERE public_id = ${SURVIVOR}
  UNION ALL SELECT id FROM holders WHERE kind = 'member' AND state = 'merged' AND facts ->> '$.mergedInto' = ${SURVIVOR}`;
