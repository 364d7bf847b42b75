/** /me/history: everything that moved her units, newest first, a page at a time. */
import type { Operation } from "./account.ts";
import type { MemberPage } from "./frame.tsx";
import { Movements } from "./movements.tsx";

/** Operations of a page. */
const SHOWN = 20;

export const history: MemberPage<{
  statement: { data: Operation[]; next_cursor: string | null } | null;
  isFirst: boolean;
}> = {
  path: "/me/history",
  name: "history",
  async ask({ one }, context) {
    const before = context.req.query("before") ?? "";
    const isFirst = !/^\d{1,15}$/.test(before);
    const cursor = isFirst ? "" : `&cursor=${before}`;
    return { statement: await one(`/v1/me/statement?limit=${SHOWN}${cursor}`), isFirst };
  },
  show: (hers, { statement, isFirst }) => {
    const { says } = hers;
    const next = statement?.next_cursor ?? null;
    return (
      <section id="statement" data-live aria-labelledby="statement-title">
        <h1 id="statement-title">{says.nav.history}</h1>
        <Movements hers={hers} operations={statement?.data ?? null} empty={says.history.none} />
        <p class="pager">
          {isFirst ? null : <a href="/me/history">{says.history.newest}</a>}
          {next === null ? null : (
            <a class="button" href={`/me/history?before=${next}`} rel="next">
              {says.history.older}
            </a>
          )}
        </p>
      </section>
    );
  },
};
