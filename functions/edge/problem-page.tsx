/** A problem for whoever opened a page: in words, in the page's language, with a way on. Programs get it as RFC 9457 has it. */
import { pageLanguage } from "./page-language.ts";
import { phrasesFor } from "./phrases/index.ts";
import { tellingOf } from "./phrases/problems/index.ts";
import { type ProblemCode, problems } from "./problems.ts";
import type { Ctx } from "./serve.ts";
import { sitePage } from "./site-page.tsx";

/** Whether a person opened an address of ours in a browser: the API is asked by programs, and answers those. */
export function isOpened(context: Ctx): boolean {
  return context.req.header("sec-fetch-mode") === "navigate" && !context.req.path.startsWith("/v1/");
}

/** The page of a problem, without the programme's brand: what may be away is not asked for it. */
export function problemPage(context: Ctx, code: ProblemCode): Response {
  const language = pageLanguage(context);
  const says = phrasesFor(language);
  const { status } = problems[code];
  const isAway = status >= 500;
  const { title, helps } = tellingOf(code, language);
  const told =
    status === 404
      ? { title: says.lost.title, lead: says.lost.lead }
      : isAway
        ? { title: says.notNow.page, lead: says.notNow.lead }
        : { title, lead: helps };
  // What a form sent is not sent again by a link.
  const mayTryAgain = isAway && context.req.method === "GET";
  const children = (
    <main class="alone">
      <h1>{told.title}</h1>
      <p>{told.lead}</p>
      <p>
        <a class="button" href={mayTryAgain ? "" : "/me"}>
          {mayTryAgain ? says.common.again : says.lost.home}
        </a>
      </p>
    </main>
  );
  return sitePage(context, { title: told.title, language, kind: "member-page", children }, status);
}
