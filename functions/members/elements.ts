/** GET /v1/me/elements and POST /v1/me/quotes: what the elements on a shop's pages show a member who has the shop's token. */
import { readStock } from "../database/stock.ts";
import { reachOf } from "../decisions/reach.ts";
import { contract } from "../edge/contract.ts";
import { elementsShape, memberElements, pageLanguageQuery } from "../edge/elements/account.ts";
import { cartsAnswer, cartsBody, cartsExample, cartsOf, cartsView } from "../edge/elements/carts.ts";
import { memberAsking, memberIn, read } from "../edge/read.ts";
import { type App, serveRead } from "../edge/serve.ts";
import { outcomeOf } from "../edge/tried.ts";
import { dryRun } from "../operations/dry-run.ts";
import { quoteCarts } from "../operations/quote.ts";

export const showMyElements = contract({
  id: "showMyElements",
  method: "get",
  path: "/v1/me/elements",
  audience: { kind: "member" },
  title: "What elements show a member",
  about:
    "Her balance, what it is worth, what is next and the rewards that are for her, in sentences for a shop's own page. Answers other origins, for her token and never for a cookie.",
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
      ways: [],
      rewards: [{ reward: "coffee", name: "Coffee", costs: "600 points", says: "260 points to go", isReady: false }],
      points: [{ unit: "points", amount: 340, says: "340 points", worth: "worth €3.40" }],
      next: { reward: "coffee", says: "260 points to Coffee", has: 340, needs: 600 },
    },
  },
});

export const quoteMyCarts = contract({
  id: "quoteMyCarts",
  method: "post",
  path: "/v1/me/quotes",
  audience: { kind: "member" },
  title: "Quote carts of mine",
  about:
    "What products or a cart would earn her at a store, each quoted alone, and what is worth saying beside it. Writes nothing and takes no key. Answers other origins, for her token and never for a cookie.",
  body: cartsBody,
  status: 200,
  answer: cartsAnswer,
  refusals: ["store_unknown", "currency_not_accepted", "totals_do_not_add_up"],
  isKeyless: true,
  isCrossOrigin: true,
  example: cartsExample,
});

export function mountElements(app: App): void {
  serveRead(app, showMyElements, async (asked) => {
    const member = memberAsking(asked.caller);
    const { facts, found } = await read(asked, { member, reading: readStock });
    const { publicId } = memberIn(facts);
    return memberElements(facts, publicId, reachOf(facts, publicId, found), asked.query.lang);
  });
  serveRead(app, quoteMyCarts, async ({ body, caller, ledger }) => {
    const request = cartsOf(body, { id: memberAsking(caller) });
    const quoted = outcomeOf(await dryRun(ledger, quoteCarts, { request, caller }));
    return cartsView(quoted, { page: body.lang, isMember: true });
  });
}
