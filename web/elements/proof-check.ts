import { element } from "../element.ts";
import { read } from "../write.ts";

/**
 * <proof-check data-proof="/v1/contests/…/proof">: a button that fetches a proof and recomputes it here, with the same
 * files that the engine draws with. Shows each step in words, and what no proof can show.
 */
class ProofCheck extends HTMLElement {
  connectedCallback(): void {
    if (this.childElementCount > 0) return;
    const button = element("button", { text: this.dataset.label ?? "Draw it again in this browser" });
    button.type = "button";
    const said = element("p", { className: "said" });
    said.role = "status";
    const shown = element("div");
    button.addEventListener("click", async () => {
      button.disabled = true;
      said.textContent = "Computing …";
      try {
        await this.check(said, shown);
      } catch {
        said.textContent = "The proof did not arrive. Press again.";
      }
      button.disabled = false;
    });
    this.append(button, said, shown);
  }

  async check(said: HTMLElement, shown: HTMLElement): Promise<void> {
    const [{ verifyProof, hasBeacons }, { stepSaid, told }, { status, json }] = await Promise.all([
      import("../../functions/draws/verify.ts"),
      import("../verify/in-english.ts"),
      read(this.dataset.proof ?? ""),
    ]);
    if (status !== 200) throw new Error("no proof");
    // The pairings are large, and few proofs need them.
    const judge = hasBeacons(json) ? (await import("../../functions/draws/beacon.ts")).isBeacon : null;
    const { ok, steps, label, unproven } = verifyProof(json, judge);
    const failed = steps.filter((step) => !step.ok).length;
    said.textContent = ok
      ? `All ${steps.length} steps agree with what was published.`
      : `${failed} of ${steps.length} steps do not agree.`;
    this.classList.toggle("disagrees", !ok);
    const list = element("ol", {
      className: "proof-steps",
      children: steps.map((step) =>
        element("li", {
          className: step.ok ? "agrees" : "disagrees",
          children: [
            element("strong", { text: `${step.ok ? "Agrees" : "Differs"}: ${told(stepSaid(step.name))}. ` }),
            told(step.says),
          ],
        }),
      ),
    });
    const limits = unproven.map((says) => element("li", { text: told(says) }));
    shown.replaceChildren(
      element("details", { children: [element("summary", { text: "Each step" }), list] }),
      element("h3", { text: "What this does not prove" }),
      element("p", { className: "quiet", text: label === null ? "" : `${label}.` }),
      element("ul", { children: limits }),
    );
  }
}
customElements.define("proof-check", ProofCheck);
