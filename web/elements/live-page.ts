import { onNews } from "../news.ts";

/**
 * <live-page>: a page rendered by the server that stays current. On news, and after writes of its own, it asks for itself
 * again and puts in the parts marked data-live that changed, but for elements in them marked data-stays, by their id; a part's
 * data-announce is said to screen readers.
 */
class LivePage extends HTMLElement {
  connectedCallback(): void {
    onNews(() => this.refresh());
    this.addEventListener("written", () => this.refresh());
    addEventListener("pageshow", ({ persisted }) => {
      if (persisted) this.refresh();
    });
  }

  async refresh(): Promise<void> {
    const response = await fetch(location.href, { headers: { accept: "text/html" } }).catch(() => null);
    // No answer or a problem: what stands there is old, not wrong; the next news tries again.
    if (!response?.ok) return;
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
    for (const part of fresh.querySelectorAll<HTMLElement>("[data-live]")) {
      const shown = document.getElementById(part.id);
      if (!shown || shown.outerHTML === part.outerHTML) continue;
      const focused = shown.contains(document.activeElement) ? document.activeElement?.id : undefined;
      for (const kept of shown.querySelectorAll("[data-stays]")) part.querySelector(`#${kept.id}`)?.replaceWith(kept);
      shown.replaceWith(document.adoptNode(part));
      if (focused) document.getElementById(focused)?.focus();
      const { announce } = part.dataset;
      const status = document.getElementById("page-status");
      if (announce && status) status.textContent = announce;
    }
  }
}
customElements.define("live-page", LivePage);
