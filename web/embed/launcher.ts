import type { Account } from "./engine.ts";
import { made, Part } from "./part.ts";

/** <tessera-launcher>: a button in the corner that opens a panel with all of it. Esc closes it, and focus goes back. */
export class Launcher extends Part {
  constructor() {
    super(`
      :host { position: fixed; inset-block-end: var(--tessera-inset, 1rem); inset-inline-end: var(--tessera-inset, 1rem); z-index: var(--tessera-z, 2147483000); inline-size: 3.5rem; block-size: 3.5rem; }
      .open { inline-size: 3.5rem; block-size: 3.5rem; padding: 0; border-radius: 50%; box-shadow: 0 2px 10px rgb(0 0 0 / 30%); }
      .open svg { inline-size: 1.6rem; block-size: 1.6rem; fill: currentColor; }
      dialog { inline-size: min(24rem, 100vw - 2rem); max-block-size: min(40rem, 100dvh - 2rem); margin-block: auto 1rem; margin-inline: auto 1rem; padding: 1rem 1.25rem 1.25rem; overflow: auto; border: 1px solid var(--line); border-radius: calc(var(--round) * 1.5); background: var(--ground); color: var(--ink); }
      dialog::backdrop { background: rgb(0 0 0 / 40%); }
      header { display: flex; align-items: center; justify-content: space-between; gap: 1rem; }
      h2 { font-size: 1.1em; }
      h3 { margin-block: 1rem 0.25rem; }
      li { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; padding-block: 0.5rem; border-block-start: 1px solid var(--track); }
      li small { flex-basis: 100%; }
      .ready { color: var(--accent); font-weight: 600; }
      tessera-card { margin-block-start: 1rem; }
    `);
  }

  protected drawn({ labels, programme, rewards, ways, points }: Account): HTMLElement[] {
    const isOpen = this.root.querySelector("dialog")?.open === true;
    const label = points === null ? programme : (labels.open ?? "");
    const open = made("button", { part: "button", className: "open primary", type: "button", "aria-label": label });
    open.setAttribute("aria-haspopup", "dialog");
    open.append(gift());
    const close = made("button", { part: "close", type: "button", text: labels.close ?? "" });
    const dialog = made(
      "dialog",
      { part: "panel", "aria-label": programme },
      made("header", {}, made("h2", { text: points === null ? "" : programme }), close),
      document.createElement("tessera-points"),
      ...listOf(
        labels.how ?? "",
        ways.map((way) => made("li", { text: way })),
      ),
      ...listOf(labels.rewards ?? "", rewards.map(rewardOf)),
      points === null ? null : document.createElement("tessera-card"),
    );
    open.addEventListener("click", () => dialog.showModal());
    close.addEventListener("click", () => dialog.close());
    // The backdrop belongs to the dialog: whoever presses beside the panel closes it.
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
    if (isOpen) queueMicrotask(() => dialog.showModal());
    return [open, dialog];
  }
}

function listOf(title: string, lines: HTMLElement[]): HTMLElement[] {
  return lines.length === 0 ? [] : [made("h3", { text: title }), made("ul", {}, ...lines)];
}

function rewardOf({ name, costs, says, isReady }: Account["rewards"][number]): HTMLElement {
  return made(
    "li",
    { part: isReady ? "reward reward-ready" : "reward" },
    made("span", { text: name }),
    made("span", { text: costs }),
    says === null ? null : made("small", { className: isReady ? "ready" : "", text: says }),
  );
}

/** A present, drawn: its name is the button's. */
function gift(): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute(
    "d",
    "M11 12v10H5a1 1 0 0 1-1-1v-9zm9 0v9a1 1 0 0 1-1 1h-6V12zM15.5 2a3.5 3.5 0 0 1 3 5H21a1 1 0 0 1 1 1v2h-9V7h-2v3H2V8a1 1 0 0 1 1-1h2.5a3.5 3.5 0 0 1 6.5-2.5A3.5 3.5 0 0 1 15.5 2zm-7 2a1.5 1.5 0 0 0 0 3H10V5.5A1.5 1.5 0 0 0 8.5 4zm7 0A1.5 1.5 0 0 0 14 5.5V7h1.5a1.5 1.5 0 0 0 0-3z",
  );
  svg.append(path);
  return svg;
}
