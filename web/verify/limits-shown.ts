import type { Checked } from "../../functions/draws/check/check.ts";
import { element } from "../element.ts";

/** The label, what the check shows (when it holds), and what no check can show. */
export function limitsShown({ ok, label, shows, unproven }: Checked): HTMLElement[] {
  return [
    ...(ok && shows.length > 0 ? [listShown("shows", "What this shows", shows, label)] : []),
    listShown("unproven", "What it cannot show", unproven, ok ? null : label),
  ];
}

function listShown(name: string, title: string, sentences: readonly string[], label: string | null): HTMLElement {
  return element("section", {
    className: name,
    children: [
      element("h2", { text: title }),
      ...(label === null ? [] : [element("p", { className: "label", text: label })]),
      element("ul", { children: sentences.map((sentence) => element("li", { text: `${sentence}.` })) }),
    ],
  });
}
