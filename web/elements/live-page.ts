import { dateFormat } from "../../functions/values/formats.ts";
import { onNews } from "../news.ts";
import { filled, pageLanguage } from "../words.ts";

/**
 * <live-page data-offline data-as-of data-busy>: a page rendered by the server that stays current. It says when there is no network and
 * that a form is on its way, so that nobody presses twice. On news, and after writes of its own, it asks for itself
 * again and puts in the parts marked data-live that changed, but for elements in them marked data-stays, by their id; a part's
 * data-announce is said to screen readers.
 */
class LivePage extends HTMLElement {
  connectedCallback(): void {
    onNews(() => this.refresh());
    this.addEventListener("written", () => this.refresh());
    this.tellNetwork();
    this.addEventListener("submit", ({ target, submitter }) => this.sending(target as HTMLFormElement, submitter));
    addEventListener("pageshow", ({ persisted }) => {
      // What was sent and come back from is a page of its own: fresh keys, fresh numbers.
      if (persisted) location.reload();
    });
  }

  /** Says so while there is no network, and looks again when there is. */
  tellNetwork(): void {
    const line = document.getElementById("page-offline");
    if (!line) return;
    const tell = () => {
      const { seenAt, offline = "" } = this.dataset;
      line.hidden = navigator.onLine && seenAt === undefined;
      line.textContent = line.hidden
        ? ""
        : `${offline} ${seenAt === undefined ? "" : this.asOf(Number(seenAt))}`.trim();
    };
    addEventListener("offline", tell);
    addEventListener("online", () => {
      tell();
      this.refresh();
    });
    tell();
  }

  /** When a page that the phone kept was seen: the time, and the day where it was another. */
  asOf(at: number): string {
    const isToday = new Date(at).toDateString() === new Date().toDateString();
    const format = dateFormat(pageLanguage(), {
      timeStyle: "short",
      ...(isToday ? {} : { dateStyle: "medium" }),
    });
    return filled(this.dataset.asOf ?? "", { time: format.format(at) });
  }

  /** A form that goes to the server by itself: its button says that it is on its way. */
  sending(form: HTMLFormElement, button: HTMLElement | null): void {
    if (form.method !== "post" || !(button instanceof HTMLButtonElement)) return;
    button.setAttribute("aria-busy", "true");
    button.textContent = this.dataset.busy ?? button.textContent;
    // Only once what it sends was gathered, and never for good: a page that comes back from the cache is as it was.
    setTimeout(() => {
      button.disabled = true;
    });
  }

  async refresh(): Promise<void> {
    const response = await fetch(location.href, { headers: { accept: "text/html" } }).catch(() => null);
    // No answer or a problem: what stands there is old, not wrong; the next news tries again.
    if (!response?.ok) return;
    // What was kept on the phone is no page to bring up to date in parts.
    if (this.dataset.seenAt !== undefined) return location.reload();
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
