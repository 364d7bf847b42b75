/** /docs: the reference, from the same openapi.json that anybody may fetch. Whole without a script; searching needs one. */
import type { FC } from "hono/jsx";
import { isKnownProblem } from "../edge/problems.ts";
import type { App, Ctx } from "../edge/serve.ts";
import { sitePage } from "../edge/site-page.tsx";
import { openapiText } from "./built.ts";
import { curlOf } from "./docs/curl.ts";
import { type Described, type Field, fieldsOf, operationsOf } from "./docs/operations.ts";
import { Masthead } from "./masthead.tsx";

export function mountDocs(app: App): void {
  app.get("/docs", async (context: Ctx) => {
    const { about, groups } = operationsOf(await openapiText(context));
    const page = sitePage(context, {
      title: "Reference · Tessera",
      language: "en",
      script: "docs",
      kind: "reference-page",
      children: (
        <>
          <Masthead here="/docs" />
          <main>
            <h1>Reference</h1>
            {about.map((paragraph) => (
              <p>
                <Words of={paragraph} />
              </p>
            ))}
            <reference-search />
            {groups.map(({ name, about: says, operations }) => (
              <section aria-labelledby={`for-${name}`}>
                <h2 id={`for-${name}`}>
                  {name}: {says}
                </h2>
                <ul class="list">
                  {operations.map(({ id, title, method, path }) => (
                    <li data-operation={id}>
                      <a href={`#${id}`}>{title}</a>{" "}
                      <code>
                        {method} {path}
                      </code>
                    </li>
                  ))}
                </ul>
              </section>
            ))}
            {groups.flatMap(({ operations }) => operations.map((operation) => <Operation {...operation} />))}
          </main>
        </>
      ),
    });
    page.headers.set("cache-control", "public, max-age=300");
    return page;
  });
}

const Operation: FC<Described> = (operation) => {
  const { id, title, method, path, about, parameters, body, answer, status, example, refusals } = operation;
  return (
    <article class="operation" id={id} data-operation={id} aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{title}</h3>
      <p class="line">
        <span class="method">{method}</span> {path}
      </p>
      {about.map((paragraph) => (
        <p>
          <Words of={paragraph} />
        </p>
      ))}
      <Fields title="Parameters" whose={title} of={parameters} />
      <Fields title="Body" whose={title} of={body === null ? [] : fieldsOf(body)} />
      <h4>Example</h4>
      <Code>{curlOf(operation)}</Code>
      <h4>Answer {status}</h4>
      <Code>{JSON.stringify(example, null, 2)}</Code>
      <details>
        <summary>Fields of the answer</summary>
        <Fields title="Answer" whose={title} of={fieldsOf(answer)} />
      </details>
      <h4>Refusals</h4>
      <ul>
        {refusals.map(({ status: refused, codes }) => (
          <li>
            {refused}{" "}
            {codes.map((code, index) => (
              <>
                {index === 0 ? null : ", "}
                {isKnownProblem(code) ? (
                  <a href={`/problems/${code}`}>
                    <code>{code}</code>
                  </a>
                ) : (
                  <code>{code}</code>
                )}
              </>
            ))}
          </li>
        ))}
      </ul>
    </article>
  );
};

const Fields: FC<{ title: string; whose: string; of: Field[] }> = ({ title, whose, of }) =>
  of.length === 0 ? null : (
    <section class="fields" tabindex={0} aria-label={`${title}: ${whose}`}>
      <table>
        <caption class="visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{title}</th>
            <th scope="col">Type</th>
            <th scope="col">Required</th>
            <th scope="col">What it is</th>
          </tr>
        </thead>
        <tbody>
          {of.map(({ name, type, isRequired, about }) => (
            <tr>
              <th scope="row">
                <code>{name}</code>
              </th>
              <td>{type}</td>
              <td>{isRequired ? <span class="needed">yes</span> : "no"}</td>
              <td>{about}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );

const Code: FC<{ children: string }> = ({ children }) => (
  <pre tabindex={0}>
    <code>{children}</code>
  </pre>
);

/** Plain words in which only `code` is marked. */
const Words: FC<{ of: string }> = ({ of }) => (
  <>{of.split("`").map((part, index) => (index % 2 === 1 ? <code>{part}</code> : part))}</>
);
