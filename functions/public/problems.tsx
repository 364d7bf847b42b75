/** /problems and /problems/{code}: what a problem's `type` leads to. A page for whoever clicks, JSON for whoever asks for it. */
import type { FC } from "hono/jsx";
import { Problem } from "../edge/problem.ts";
import { isKnownProblem, type ProblemCode, problems } from "../edge/problems.ts";
import type { App, Ctx } from "../edge/serve.ts";
import { sitePage } from "../edge/site-page.tsx";
import { Masthead } from "./masthead.tsx";

/** One page is the same for everybody; an hour old is good enough. */
const CACHE = "public, max-age=3600";

export function mountProblems(app: App): void {
  app.get("/problems", (context) => {
    const codes = Object.keys(problems).filter(isKnownProblem);
    if (wantsJson(context)) return cached(context.json({ data: codes.map(problemView) }));
    return cached(
      sitePage(context, {
        title: "Problems · Tessera",
        language: "en",
        kind: "reference-page",
        children: (
          <>
            <Masthead here="/problems" />
            <main>
              <h1>Problems</h1>
              <p>
                Every answer that is no success is <code>application/problem+json</code> (RFC 9457). Branch on its{" "}
                <code>code</code>.
              </p>
              <ul class="list">
                {codes.map((code) => (
                  <li>
                    <a href={`/problems/${code}`}>
                      <code>{code}</code>
                    </a>{" "}
                    <span class="quiet">{problems[code].status}</span> {problems[code].title}
                  </li>
                ))}
              </ul>
            </main>
          </>
        ),
      }),
    );
  });
  app.get("/problems/:code", (context) => {
    const code = context.req.param("code");
    if (!isKnownProblem(code)) throw new Problem("not_found");
    if (wantsJson(context)) return cached(context.json(problemView(code)));
    return cached(
      sitePage(context, {
        title: `${code} · Tessera`,
        language: "en",
        kind: "reference-page",
        children: <Explained code={code} />,
      }),
    );
  });
}

const Explained: FC<{ code: ProblemCode }> = ({ code }) => {
  const { status, title, helps, retrySeconds } = problems[code];
  return (
    <>
      <Masthead here="/problems" />
      <main>
        <h1>{title}</h1>
        <dl>
          <dt>Code</dt>
          <dd>
            <code>{code}</code>
          </dd>
          <dt>Status</dt>
          <dd>{status}</dd>
          <dt>What helps</dt>
          <dd>{helps}</dd>
          {retrySeconds === undefined ? null : (
            <>
              <dt>Try again</dt>
              <dd>after {retrySeconds} seconds, as Retry-After says</dd>
            </>
          )}
        </dl>
        <p>
          <a href="/problems">All problems</a>
        </p>
      </main>
    </>
  );
};

function problemView(code: ProblemCode) {
  const { status, title, helps } = problems[code];
  return { type: `/problems/${code}`, code, status, title, helps };
}

/** A browser asks for text/html first; everybody who names JSON and no HTML gets JSON. */
function wantsJson(context: Ctx): boolean {
  const accept = context.req.header("accept") ?? "";
  return /[/+]json\b/i.test(accept) && !/text\/html/i.test(accept);
}

function cached(response: Response): Response {
  response.headers.set("cache-control", CACHE);
  response.headers.set("vary", "accept");
  return response;
}
