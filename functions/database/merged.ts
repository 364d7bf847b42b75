/**
 * Members who became another: a read that names one answers for whom she became. Both are key lookups; what mergedInto
 * is compared with must have no type of its own (an expression, as `+public_id`), or the index is scanned.
 */

const survivorOf = (named: string) =>
  `(SELECT coalesce(facts ->> '$.mergedInto', public_id) FROM holders WHERE public_id = ${named})`;

/** The row id of the member named by ?1, or of whom she became. */
export const HER = `(SELECT id FROM holders WHERE public_id = ${survivorOf("?1")})`;

/** Row ids of a member and of everybody who became her; `named` is an SQL expression of a public id. */
export const allOf = (named: string) => `SELECT id FROM holders WHERE public_id = ${survivorOf(named)}
  UNION ALL SELECT id FROM holders WHERE kind = 'member' AND state = 'merged' AND facts ->> '$.mergedInto' = ${survivorOf(named)}`;

/** Row ids of the member named by ?1 and of everybody who became her: what they own stays theirs in name, and is hers. */
export const ALL_OF_HER = allOf("?1");
