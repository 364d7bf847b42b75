/** GET /v1/elements and POST /v1/elements/quotes: what the elements on a shop's pages show a visitor. */
import { contract } from "../edge/contract.ts";
import { elementsShape, pageLanguageQuery, visitorElements } from "../edge/elements/account.ts";
import { cartsAnswer, cartsBody, cartsExample, cartsOf, cartsView } from "../edge/elements/carts.ts";
import { Problem } from "../edge/problem.ts";
import { read } from "../edge/read.ts";
import { type App, serveRead } from "../edge/serve.ts";
import { outcomeOf } from "../edge/tried.ts";
import { dryRun } from "../operations/dry-run.ts";
import { quoteCarts } from "../operations/quote.ts";

/** What a visitor is told changes with the document only: a page may show it as old as this, in seconds. */
const AGE_MAX = 300;

export const showElements = contract({
  id: "showElements",
  method: "get",
  path: "/v1/elements",
  audience: { kind: "public" },
  title: "What elements show a visitor",
  about: "What the programme is, ways to earn and rewards, in sentences for a shop's own page. Answers other origins.",
  query: pageLanguageQuery,
  status: 200,
  answer: elementsShape,
  refusals: [],
  isCrossOrigin: true,
  example: {
    answer: {
      language: "en",
      direction: "ltr",
      programme: "Points",
      about: "Two points per euro.",
      labels: { open: "My rewards", close: "Close" },
      ways: ["On a purchase: 2 points for each €1.00 spent."],
      rewards: [{ reward: "coffee", name: "Coffee", costs: "600 points", says: null, isReady: false }],
      points: null,
      next: null,
    },
  },
});

export const quoteVisitorCarts = contract({
  id: "quoteVisitorCarts",
  method: "post",
  path: "/v1/elements/quotes",
  audience: { kind: "public" },
  title: "Quote carts of a visitor",
  about:
    "What products or a cart would earn somebody new at a store, each quoted alone. Writes nothing and takes no key. Answers other origins.",
  body: cartsBody,
  status: 200,
  answer: cartsAnswer,
  refusals: ["store_unknown", "currency_not_accepted", "totals_do_not_add_up"],
  isKeyless: true,
  isCrossOrigin: true,
  example: {
    body: cartsExample.body,
    answer: {
      data: [
        {
          earns: [{ unit: "points", amount: 80 }],
          says: "Members earn 80 points",
          nudge: { kind: "earns", id: null, says: "As a member you would earn 80 points on this cart." },
        },
      ],
    },
  },
});

export function mountElements(app: App): void {
  serveRead(app, showElements, async (asked) => {
    const { facts } = await read(asked, {});
    if (facts.current.version === 0) throw new Problem("not_found");
    return new Response(JSON.stringify(visitorElements(facts, asked.query.lang)), {
      headers: { "content-type": "application/json", "cache-control": `public, max-age=${AGE_MAX}` },
    });
  });
  serveRead(app, quoteVisitorCarts, async ({ body, caller, ledger }) => {
    const quoted = outcomeOf(await dryRun(ledger, quoteCarts, { request: cartsOf(body, null), caller }));
    return cartsView(quoted, { page: body.lang, isMember: false });
  });
}
