/** The verify pages as they are served: what is checked, in which nine steps, and how to do it without this page. */
import type { Child, FC } from "hono/jsx";
import type { StageText } from "../../draws/check/stage.ts";
import { directionOf, type Language } from "../../values/language.ts";
import { IN_ENGLISH } from "./in-english.ts";

/** Numbers of steps in words. */
const COUNTS: Record<number, string> = { 5: "Five", 9: "Nine" };

interface Verified {
  title: string;
  children: Child;
  stages: readonly StageText[];
  /** What the script takes: where the proof is, what the API shows beside it, and what her account says of her part. */
  data: { proof?: string; about?: string; play?: { id: string; seq: number }; own?: object };
  /** The field in which she says which part is hers; absent: all of it is. */
  ask?: { label: string; hint: string };
  /** Who reads it: whoever reads another language is told in it that the page is in English. */
  reader: Language;
}

/** A page whose script fills in the steps; without it, they say what they would be. A page about nothing has none until a bundle is opened. */
export const Verify: FC<Verified> = ({ title, children, stages, data, ask, reader }) => (
  <>
    <header class="verify-head">
      <a class="mark" href="/verify">
        <svg viewBox="0 0 16 16" width="20" height="20" aria-hidden="true">
          <path class="tile-b" d="M1 1h6v6H1zM1 9h6v6H1zM9 9h6v6H9z" />
          <path class="tile-a" d="M9 1h6v6H9z" />
        </svg>
        Tessera
      </a>
      <nav aria-label="Verify">
        <a href="/verify">Verify</a>
        <a href="/docs">Reference</a>
      </nav>
    </header>
    <verify-proof
      data-proof={data.proof}
      data-about={data.about}
      data-play={data.play && JSON.stringify(data.play)}
      data-own={data.own && JSON.stringify(data.own)}
    >
      <main>
        <div class="verify-opening">
          <h1>{title}</h1>
          <div class="lede">{children}</div>
          {reader === "en" ? null : (
            <p class="quiet" lang={reader} dir={directionOf(reader)}>
              {IN_ENGLISH[reader]}
            </p>
          )}
        </div>
        <section class="verdict" aria-labelledby="verdict-title">
          <h2 id="verdict-title" class="visually-hidden">
            The verdict
          </h2>
          <div class="tiles" aria-hidden="true">
            {Array.from({ length: stages.length || 9 }, () => (
              <span />
            ))}
          </div>
          <div class="verdict-words">
            <p role="status" class="verdict-says" />
            <p class="verdict-more">
              <noscript>
                This page checks by itself, in your browser, with JavaScript. Without it, the command below does the
                same on your own machine.
              </noscript>
            </p>
            <progress hidden aria-label="Checking" max="1" value="0" />
          </div>
        </section>
        {ask === undefined ? null : (
          <form class="own" hidden>
            <label for="own-tag">{ask.label}</label>
            <div class="own-line">
              <input id="own-tag" name="tag" autocomplete="off" spellcheck={false} aria-describedby="own-hint" />
              <button type="submit">Find it</button>
            </div>
            <p id="own-hint" class="quiet">
              {ask.hint}
            </p>
          </form>
        )}
        <section class="stage-list" aria-labelledby="stages-title" hidden={stages.length === 0}>
          <h2 id="stages-title">{`${COUNTS[stages.length] ?? stages.length} steps`}</h2>
          <ol class="stages">
            {stages.map(({ title: says, about }, index) => (
              <li class="stage">
                <div class="stage-line">
                  <span class="sign" aria-hidden="true">
                    {index + 1}
                  </span>
                  <div class="stage-words">
                    <h3>{says}</h3>
                    <p class="says">{about}</p>
                  </div>
                </div>
              </li>
            ))}
          </ol>
        </section>
        <div class="limits" hidden />
        <section class="elsewhere" aria-labelledby="elsewhere-title">
          <h2 id="elsewhere-title">Without this page, and without us</h2>
          <p>
            Whoever does not trust this server takes the data elsewhere: the same check, in a copy of the engine’s
            source, on a machine of your own.
          </p>
          <pre tabindex={0}>
            <code>npm run verify -- bundle.json</code>
          </pre>
          <div class="verify-files">
            <button type="button" class="download" hidden>
              Download bundle.json
            </button>
            {data.proof === undefined ? null : (
              <a class="button" href={data.proof}>
                The raw proof
              </a>
            )}
          </div>
          <div class="drop" hidden>
            <label for="bundle-file">Check a bundle from a file, without any network</label>
            <input id="bundle-file" type="file" accept=".json,application/json" />
            <p class="quiet">Or drop it anywhere on this page. It stays on this device.</p>
          </div>
        </section>
      </main>
    </verify-proof>
  </>
);
