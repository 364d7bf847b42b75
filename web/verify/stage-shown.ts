import type { Stage, State } from "../../functions/draws/check/stage.ts";
import { type Step, stepSaid } from "../../functions/draws/verdict.ts";
import { element } from "../element.ts";
import { filled } from "../words.ts";
import type { Speaker } from "./speaker.ts";
import { valuesShown } from "./value-shown.ts";

/** A sign beside the word of each state: never told by its colour alone. */
const SIGNS: Record<State, string> = { agrees: "✓", differs: "✕", absent: "–", waiting: "…", unreached: "?" };

/** Comparisons that are listed at once. */
const LISTED = 24;

/** One stage as a line that opens: what went in, what came out, and every comparison. One that differs is open. */
export function stageShown(stage: Stage, number: number, speaker: Speaker): HTMLLIElement {
  const { title, about, state, says, takes, gives, compared } = stage;
  const { words, tell } = speaker;
  const mark = element("span", { className: "sign", text: SIGNS[state] });
  mark.ariaHidden = "true";
  const summary = element("summary", {
    children: [
      mark,
      element("span", {
        className: "stage-words",
        children: [
          element("span", { className: "state", text: `${number} · ${words[state]}` }),
          element("h3", { text: tell(title) }),
          element("span", { className: "says", text: shortHashes(tell(says)) }),
        ],
      }),
    ],
  });
  const details = element("details", { children: [summary] });
  details.open = state === "differs";
  const body = element("div", {
    className: "stage-body",
    children: [element("p", { className: "quiet", text: tell(about) })],
  });
  details.append(body);
  const values = [valuesShown(words.input, takes, speaker), valuesShown(words.output, gives, speaker)];
  for (const part of [...values, comparisons(compared, speaker)]) {
    if (part !== null) body.append(part);
  }
  const item = element("li", { className: `stage ${state}`, children: [details] });
  item.id = `step-${number}`;
  return item;
}

/** A sentence with hashes by their ends; whole, they are among the comparisons. */
export function shortHashes(says: string): string {
  return says.replace(/[0-9a-f]{32,}/g, (hash) => `${hash.slice(0, 8)}…${hash.slice(-8)}`);
}

function comparisons(compared: readonly Step[], { words, tell }: Speaker): HTMLElement | null {
  if (compared.length === 0) return null;
  // What differs is never among those that are left out.
  const shown = compared.filter(({ ok }, index) => !ok || index < LISTED);
  const left = compared.length - shown.length;
  return element("div", {
    className: "values",
    children: [
      element("h4", { text: words.compared }),
      element("ul", {
        className: "compared",
        children: shown.map(({ name, ok, says }) =>
          element("li", {
            className: ok ? "agrees" : "differs",
            children: [
              element("strong", { text: `${ok ? words.agrees : words.differs}: ${tell(stepSaid(name))}. ` }),
              typeof says === "string" ? forDevelopers(says) : tell(says),
            ],
          }),
        ),
      }),
      ...(left > 0 ? [element("p", { className: "quiet", text: filled(words.alike, { count: String(left) }) })] : []),
    ],
  });
}

/** A fault names fields and hashes: it stays in English, from the left. */
function forDevelopers(says: string): HTMLElement {
  const shown = element("code", { text: says });
  shown.lang = "en";
  shown.dir = "ltr";
  return shown;
}
