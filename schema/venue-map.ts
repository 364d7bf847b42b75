/**
 * The map of venues: an R*Tree over the coordinates of those that are open, where the database has that module. It is no
 * migration, since a database without it has the same schema and gives the same answers by `venue_by_cell`; the triggers
 * follow every write of a venue, a restored one too. It holds nothing that its venues do not say.
 */

/** Its name; that of what the module keeps for it begins with it. */
export const VENUE_MAP = "venue_map";

const POINT =
  "NEW.facts ->> '$.latitudeE7', NEW.facts ->> '$.latitudeE7', NEW.facts ->> '$.longitudeE7', NEW.facts ->> '$.longitudeE7'";

/** Makes the map and fills it. The first statement fails where there is no R*Tree. Coordinates are E7 integers, so that it is exact. */
export const MAKE_VENUE_MAP = [
  `CREATE VIRTUAL TABLE ${VENUE_MAP} USING rtree_i32(id, south, north, west, east)`,
  `CREATE TRIGGER venue_enters_the_map AFTER INSERT ON holders WHEN NEW.kind = 'venue' AND NEW.state = 'open' BEGIN
     INSERT INTO ${VENUE_MAP} VALUES (NEW.id, ${POINT});
   END`,
  `CREATE TRIGGER venue_moves_on_the_map AFTER UPDATE OF state, facts ON holders WHEN NEW.kind = 'venue' BEGIN
     DELETE FROM ${VENUE_MAP} WHERE id = NEW.id;
     INSERT INTO ${VENUE_MAP} SELECT NEW.id, ${POINT} WHERE NEW.state = 'open';
   END`,
  `INSERT INTO ${VENUE_MAP} SELECT NEW.id, ${POINT} FROM holders NEW WHERE NEW.kind = 'venue' AND NEW.state = 'open'`,
];
