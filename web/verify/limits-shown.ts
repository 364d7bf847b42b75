import type { Checked } from "../../functions/draws/check/check.ts";
import type { Said } from "../../functions/draws/said.ts";
import { element } from "../element.ts";
import type { Speaker } from "./speaker.ts";

/** The label, what the check shows (when it holds), and what no check can show. */
export function limitsShown({ ok, label: mode, shows, unproven }: Checked, speaker: Speaker): HTMLElement[] {
  const { words } = speaker;
  const label = mode === null ? null : (words.labels[mode] ?? mode);
  return [
    ...(ok && shows.length > 0 ? [listShown("shows", { title: words.shows, label, sentences: shows }, speaker)] : []),
    listShown("unproven", { title: words.unproven, label: ok ? null : label, sentences: unproven }, speaker),
  ];
}

function listShown(
  name: string,
  { title, label, sentences }: { title: string; label: string | null; sentences: readonly Said[] },
  { tell }: Speaker,
): HTMLElement {
  return element("section", {
    className: name,
    children: [
      element("h2", { text: title }),
      ...(label === null ? [] : [element("p", { className: "label", text: label })]),
      element("ul", { children: sentences.map((sentence) => element("li", { text: tell(sentence) })) }),
    ],
  });
}
