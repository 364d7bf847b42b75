import type { Phrases } from "../../edge/phrases/index.ts";
import type { Ctx } from "../../edge/serve.ts";
import { LANGUAGES, OWN_NAMES } from "../../values/language.ts";

/** Every language by its own name; choosing one keeps to the page. */
export const Languages = ({ context, says }: { context: Ctx; says: Phrases }) => (
  <nav class="languages" aria-label={says.common.language}>
    <ul>
      {LANGUAGES.map((language) => (
        <li>
          <a href={`${context.req.path}?lang=${language}`} lang={language} hreflang={language}>
            {OWN_NAMES[language]}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);
