import { element } from "../element.ts";
import { read } from "../write.ts";
import type { Done, Step } from "./step.ts";

interface Contest {
  id: string;
  name: string;
  state: string;
  closesAt: string;
  prizes: { rank: number; name: string }[];
  entrants: number | null;
  /** Null: too few people have any. */
  tickets: number | null;
}

/** The open contests with her tickets, and the newest drawn one to be drawn again in this browser. */
export const contest: Step = {
  isPossible: () => true,
  async run(): Promise<Done> {
    const [{ json: all }, { json: hers }] = await Promise.all([
      read("/v1/contests?limit=100"),
      read("/v1/me/contests?limit=100"),
    ]);
    const contests: Contest[] = all.data ?? [];
    const entries: { contest: string; tickets: number }[] = hers.data ?? [];
    const ticketsIn = (id: string) => entries.find((entry) => entry.contest === id)?.tickets ?? 0;
    const open = contests.filter(({ state }) => state === "open");
    const drawn = contests.find(({ state }) => ["drawn", "claiming", "settled"].includes(state));
    const mine = open.reduce((sum, { id }) => sum + ticketsIn(id), 0);
    return {
      says:
        open.length === 0
          ? "No contest is open now."
          : `${mine} ${mine === 1 ? "ticket is" : "tickets are"} yours in ${open.length} open ${open.length === 1 ? "contest" : "contests"}.`,
      sent: [{ method: "GET", path: "/v1/contests", as: null }],
      operations: [],
      more: [
        element("ul", {
          className: "whys",
          children: open.map((round) => openShown(round, ticketsIn(round.id))),
        }),
        ...(drawn ? [drawnShown(drawn)] : [element("p", { text: "None was drawn yet.", className: "quiet" })]),
      ],
    };
  },
};

function openShown({ name, closesAt, prizes, tickets }: Contest, mine: number): HTMLElement {
  const closes = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" }).format(new Date(closesAt));
  const first = prizes[0] ? ` First prize: ${prizes[0].name}.` : "";
  return element("li", {
    children: [
      element("strong", { text: `${name}. ` }),
      `${tickets === null ? `${mine} tickets` : `${mine} of ${tickets} tickets`} are yours; it closes ${closes}.${first}`,
    ],
  });
}

function drawnShown({ id, name, entrants, tickets }: Contest): HTMLElement {
  const check = document.createElement("proof-check");
  check.dataset.proof = `/v1/contests/${id}/proof`;
  const link = element("a", { text: "All nine steps, with what goes in and what comes out" });
  link.href = `/verify/contest/${id}`;
  return element("div", {
    className: "drawn",
    children: [
      element("h3", { text: `Drawn: ${name}` }),
      element("p", {
        className: "quiet",
        text: `${entrants} entrants with ${tickets} tickets, fixed before the secret was revealed.`,
      }),
      check,
      element("p", { children: [link] }),
    ],
  });
}
