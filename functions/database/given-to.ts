/**
 * Operations of other members that gave a member something. An operation is one member's, the giver's; the receiver has the holder
 * that it opened, and by its name the operation is found.
 */

/** Their rows beside a FROM of the receiver's row id, an SQL expression. */
export const givenTo = (receiver: string) =>
  `holders given CROSS JOIN operations ON given.owner = ${receiver} AND given.kind = 'transfer' AND operations.id = substr(given.public_id, length('transfer:') + 1)`;
