import type { Stage, State } from "../../functions/draws/check/stage.ts";
import type { Step } from "../../functions/draws/verdict.ts";
import { element } from "../element.ts";
import { valuesShown } from "./value-shown.ts";

/** A state in a word and a sign: never told by its colour alone. */
const STATES: Record<State, { word: string; sign: string }> = {
  agrees: { word: "Agrees", sign: "✓" },
  differs: { word: "Differs", sign: "✕" },
  absent: { word: "Left out", sign: "–" },
  waiting: { word: "Not yet", sign: "…" },
  unreached: { word: "Not reached", sign: "?" },
};

/** Comparisons that are listed at once. */
const LISTED = 24;

/** One stage as a line that opens: what went in, what came out, and every comparison. One that differs is open. */
export function stageShown(stage: Stage, number: number): HTMLLIElement {
  const { title, about, state, says, takes, gives, compared } = stage;
  const { word, sign } = STATES[state];
  const mark = element("span", { className: "sign", text: sign });
  mark.ariaHidden = "true";
  const summary = element("summary", {
    children: [
      mark,
      element("span", {
        className: "stage-words",
        children: [
          element("span", { className: "state", text: `${number} · ${word}` }),
          element("h3", { text: title }),
          element("span", { className: "says", text: shortHashes(says) }),
        ],
      }),
    ],
  });
  const details = element("details", { children: [summary] });
  details.open = state === "differs";
  const body = element("div", {
    className: "stage-body",
    children: [element("p", { className: "quiet", text: about })],
  });
  details.append(body);
  for (const part of [valuesShown("Input", takes), valuesShown("Output", gives), comparisons(compared)]) {
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

function comparisons(compared: readonly Step[]): HTMLElement | null {
  if (compared.length === 0) return null;
  // What differs is never among those that are left out.
  const shown = compared.filter(({ ok }, index) => !ok || index < LISTED);
  const left = compared.length - shown.length;
  return element("div", {
    className: "values",
    children: [
      element("h4", { text: "Compared" }),
      element("ul", {
        className: "compared",
        children: shown.map(({ name, ok, says }) =>
          element("li", {
            className: ok ? "agrees" : "differs",
            children: [element("strong", { text: `${ok ? "Agrees" : "Differs"}: ${name}. ` }), says],
          }),
        ),
      }),
      ...(left > 0 ? [element("p", { className: "quiet", text: `And ${left} more, which agree.` })] : []),
    ],
  });
}
