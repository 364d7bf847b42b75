/** The verify pages as they are served: what is checked, in which steps, and how to do it without this page. */
import type { Child, FC } from "hono/jsx";
import type { StageText } from "../../draws/check/stage.ts";
import { tongueOf } from "../../programme/tongues/index.ts";
import { countedIn } from "../../values/plural.ts";
import type { ScriptWords } from "./phrases/index.ts";
import type { Reader } from "./reader.ts";

/** What a page is about. */
export interface Verified {
  title: string;
  children: Child;
  stages: readonly StageText[];
  /** What the script takes: where the proof is, what the API shows beside it, and what her account says of her part. */
  data: { proof?: string; about?: string; play?: { id: string; seq: number }; own?: object };
  /** Whether it has the field in which she says which part is hers. */
  asksTag: boolean;
  reader: Reader;
}

/** A page whose script fills in the steps; without it, they say what they would be. A page about nothing has none until a bundle is opened. */
export const Verify: FC<Verified> = ({
  title,
  children,
  stages,
  data,
  asksTag,
  reader: { page, tongue, tell, language },
}) => (
  <>
    <header class="verify-head">
      <a class="mark" href="/verify">
        <svg viewBox="0 0 16 16" width="20" height="20" aria-hidden="true">
          <path class="tile-b" d="M1 1h6v6H1zM1 9h6v6H1zM9 9h6v6H9z" />
          <path class="tile-a" d="M9 1h6v6H9z" />
        </svg>
        Tessera
      </a>
      <nav aria-label={page.verify}>
        <a href="/verify">{page.verify}</a>
        <a href="/docs">{page.reference}</a>
      </nav>
    </header>
    <verify-proof
      data-proof={data.proof}
      data-about={data.about}
      data-play={data.play && JSON.stringify(data.play)}
      data-own={data.own && JSON.stringify(data.own)}
      data-says={JSON.stringify({
        ...page.script,
        steps: page.steps,
        labels: tongueOf(language).odds.labels,
        tongue,
      } satisfies ScriptWords)}
    >
      <main>
        <div class="verify-opening">
          <h1>{title}</h1>
          <div class="lede">{children}</div>
        </div>
        <section class="verdict" aria-labelledby="verdict-title">
          <h2 id="verdict-title" class="visually-hidden">
            {page.verdict}
          </h2>
          <div class="tiles" aria-hidden="true">
            {Array.from({ length: stages.length || 9 }, () => (
              <span />
            ))}
          </div>
          <div class="verdict-words">
            <p role="status" class="verdict-says" />
            <p class="verdict-more">
              <noscript>{page.noScript}</noscript>
            </p>
            <progress hidden aria-label={page.checking} max="1" value="0" />
          </div>
        </section>
        {asksTag && (
          <form class="own" hidden>
            <label for="own-tag">{page.tag}</label>
            <div class="own-line">
              <input id="own-tag" name="tag" autocomplete="off" spellcheck={false} aria-describedby="own-hint" />
              <button type="submit">{page.find}</button>
            </div>
            <p id="own-hint" class="quiet">
              {page.tagHint}
            </p>
          </form>
        )}
        <section class="stage-list" aria-labelledby="stages-title" hidden={stages.length === 0}>
          <h2 id="stages-title">{countedIn(language)(stages.length, page.steps)}</h2>
          <ol class="stages">
            {stages.map(({ title: says, about }, index) => (
              <li class="stage">
                <div class="stage-line">
                  <span class="sign" aria-hidden="true">
                    {index + 1}
                  </span>
                  <div class="stage-words">
                    <h3>{tell(says)}</h3>
                    <p class="says">{tell(about)}</p>
                  </div>
                </div>
              </li>
            ))}
          </ol>
        </section>
        <div class="limits" hidden />
        <section class="elsewhere" aria-labelledby="elsewhere-title">
          <h2 id="elsewhere-title">{page.elsewhere}</h2>
          <p>{page.elsewhereAbout}</p>
          <pre tabindex={0} dir="ltr">
            <code>npm run verify -- bundle.json</code>
          </pre>
          <div class="verify-files">
            <button type="button" class="download" hidden>
              {page.download}
            </button>
            {data.proof === undefined ? null : (
              <a class="button" href={data.proof}>
                {page.raw}
              </a>
            )}
          </div>
          <div class="drop" hidden>
            <label for="bundle-file">{page.file}</label>
            <input id="bundle-file" type="file" accept=".json,application/json" />
            <p class="quiet">{page.fileHint}</p>
          </div>
        </section>
      </main>
    </verify-proof>
  </>
);
