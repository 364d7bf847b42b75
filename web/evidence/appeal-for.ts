import type { CheckInWords } from "../../functions/edge/phrases/check-in/index.ts";
import { element } from "../element.ts";
import { read, sentenceOf, write } from "../write.ts";

/** The button that asks staff to look at a check-in, where its member may; what came of pressing takes its place. */
export async function appealFor(
  { id, trust }: { id: string; trust: string },
  words: CheckInWords,
): Promise<HTMLElement[]> {
  if (trust !== "low") return [];
  const { json } = await read("/v1/me/check-ins?limit=5").catch(() => ({ json: null }));
  const rows: { id: string; mayAppeal: boolean }[] = json?.data ?? [];
  if (!rows.some((row) => row.id === id && row.mayAppeal)) return [];
  const said = element("p", { className: "quiet" });
  said.setAttribute("role", "status");
  const button = element("button", { text: words.appeal });
  button.type = "button";
  button.addEventListener("click", async () => {
    button.disabled = true;
    const answer = await write(`appeal:${id}`, `/v1/me/check-ins/${id}/appeal`, () => ({})).catch(() => null);
    if (answer?.status === 201) {
      said.textContent = words.appealed;
      button.remove();
      return;
    }
    said.textContent = answer ? sentenceOf(answer.json) : words.again;
    button.disabled = false;
  });
  return [element("div", { className: "appeal", children: [button, said] })];
}
