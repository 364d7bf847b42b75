/** Pages that fit an answer: a server refuses one that is too long, and rows may be as large as their columns allow. */

/** Reads a page of so many rows; and tells of how many it was, so that a short one is known to be the last. */
export type Paged = <Page>(read: (limit: number) => Promise<Page>) => Promise<{ page: Page; limit: number }>;

/** After a page that fitted, the next may have an eighth more: rows of a table are about as long as their neighbours. */
const GROWTH = 8;

/**
 * Reads pages of `most` rows, or of half as many, and half of that, where they are too long for one answer. Throws what a
 * read throws; what is too long though it is one row alone too.
 */
export function pagesOf(most: number): Paged {
  let size = most;
  return async (read) => {
    for (;;) {
      const limit = size;
      try {
        const page = await read(limit);
        size = Math.min(most, limit + Math.ceil(limit / GROWTH));
        return { page, limit };
      } catch (fault) {
        if (!isTooLong(fault) || limit === 1) throw fault;
        size = Math.floor(limit / 2);
      }
    }
  };
}

/** Whether an answer was longer than the server gives: 10 MB with sqld, Turso and ours. */
export function isTooLong(fault: unknown): boolean {
  return fault instanceof Error && (fault as { code?: unknown }).code === "RESPONSE_TOO_LARGE";
}
