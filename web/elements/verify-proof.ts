import { isBeacon } from "../../functions/draws/beacon.ts";
import type { Bundle, Own } from "../../functions/draws/check/bundle.ts";
import { type Checked, check } from "../../functions/draws/check/check.ts";
import { verdictOf } from "../../functions/draws/check/verdict-words.ts";
import { element } from "../element.ts";
import { fetched, Refused } from "../verify/fetched.ts";
import { limitsShown } from "../verify/limits-shown.ts";
import { sliced } from "../verify/sliced.ts";
import { shortHashes, stageShown } from "../verify/stage-shown.ts";

/**
 * <verify-proof data-proof data-about data-play data-own>: checks what the page is about as soon as it is open, from this
 * server's data, and any bundle that is chosen or dropped, from nothing else. Everything is computed here.
 */
class VerifyProof extends HTMLElement {
  /** What is shown now; null: nothing yet. */
  bundle: unknown = null;
  own: Own = {};
  /** Counts checks, so that one that was overtaken shows nothing. */
  turn = 0;

  connectedCallback(): void {
    this.own = JSON.parse(this.dataset.own ?? "{}") as Own;
    this.found<HTMLElement>(".drop").hidden = false;
    const file = this.found<HTMLInputElement>("#bundle-file");
    file.addEventListener("change", () => this.open(file.files?.[0]));
    this.found<HTMLElement>(".download").addEventListener("click", () => this.download());
    this.querySelector<HTMLFormElement>(".own")?.addEventListener("submit", (event) => {
      event.preventDefault();
      this.find();
    });
    this.catchFiles();
    if (this.dataset.proof !== undefined) this.fetchAndCheck(this.dataset.proof);
    else this.say("", "Choose a bundle, and it is checked here.");
  }

  /** A file that is dropped anywhere on the page. */
  catchFiles(): void {
    document.addEventListener("dragover", (event) => {
      event.preventDefault();
      this.classList.add("dropping");
    });
    document.addEventListener("dragleave", ({ relatedTarget }) => {
      if (relatedTarget === null) this.classList.remove("dropping");
    });
    document.addEventListener("drop", (event) => {
      event.preventDefault();
      this.classList.remove("dropping");
      this.open(event.dataTransfer?.files[0]);
    });
  }

  async fetchAndCheck(proof: string): Promise<void> {
    const turn = this.begin("Fetching what was published …");
    const { about, play } = this.dataset;
    const wanted = { proof, about, play: play === undefined ? undefined : (JSON.parse(play) as Bundle["play"]) };
    let bundle: Bundle;
    try {
      bundle = await fetched(wanted, (bytes) => this.progress(null, `${inBytes(bytes)} arrived`));
    } catch (failure) {
      const why = failure instanceof Refused ? failure.message : "Load the page again; or open a bundle that you have.";
      if (turn === this.turn) this.fail("What is checked did not arrive.", why);
      return;
    }
    if (turn === this.turn) await this.check(bundle, "From this server’s data, computed on this device.");
  }

  async open(file: File | undefined): Promise<void> {
    if (file === undefined) return;
    const turn = this.begin(`Reading ${file.name} …`);
    let bundle: unknown;
    try {
      bundle = JSON.parse(await file.text());
    } catch {
      if (turn === this.turn)
        this.fail(`${file.name} is no bundle.`, "A bundle is a JSON file, as this page saves it.");
      return;
    }
    // Her account's part is in what this page is about; a file may be about anything.
    this.own = {};
    if (turn !== this.turn) return;
    const { name } = await this.check(bundle, `From the file ${file.name}. Nothing was fetched.`);
    if (turn !== this.turn) return;
    this.found<HTMLElement>("h1").textContent = name;
    this.found<HTMLElement>(".lede").textContent = `This is what the file ${file.name} is about, whoever made it.`;
  }

  find(): void {
    const field = this.found<HTMLInputElement>("#own-tag");
    const tag = field.value.trim().toLowerCase();
    const isTag = /^[0-9a-f]{32}$/.test(tag);
    field.setCustomValidity(isTag ? "" : "A tag is 32 digits and letters from a to f.");
    field.reportValidity();
    // What was typed is judged again at the next attempt, not at every letter.
    field.addEventListener("input", () => field.setCustomValidity(""), { once: true });
    if (!isTag || this.bundle === null) return;
    this.own = { tag };
    this.begin("Looking for you …");
    this.check(this.bundle, "Computed on this device.");
  }

  async check(bundle: unknown, source: string): Promise<Checked> {
    const { turn } = this;
    this.bundle = bundle;
    const computation = check(bundle, { own: this.own, judge: isBeacon });
    const checked = await sliced(computation, ({ done, of }) => this.progress(done / of, "Computing …"));
    if (turn === this.turn) this.show(checked, source);
    return checked;
  }

  begin(says: string): number {
    this.turn += 1;
    this.setAttribute("aria-busy", "true");
    this.className = "checking";
    this.say("", says);
    this.progress(null, says);
    return this.turn;
  }

  progress(share: number | null, says: string): void {
    const bar = this.found<HTMLProgressElement>("progress");
    bar.hidden = false;
    if (share === null) bar.removeAttribute("value");
    else bar.value = share;
    this.found<HTMLElement>(".verdict-more").textContent = says;
  }

  show(checked: Checked, source: string): void {
    const { stages, ok } = checked;
    this.end(ok ? "agrees" : "differs");
    const { says, more } = verdictOf(checked);
    this.say(says, shortHashes(more));
    this.found<HTMLElement>(".verdict-more").append(element("span", { className: "source", text: source }));
    const tiles = stages.map(({ state }) => element("span", { className: state }));
    this.found<HTMLElement>(".tiles").replaceChildren(...tiles);
    this.found<HTMLElement>(".stages").replaceChildren(...stages.map((stage, index) => stageShown(stage, index + 1)));
    this.found<HTMLElement>(".stage-list").hidden = false;
    this.found<HTMLElement>("#stages-title").textContent = `${stages.length === 9 ? "Nine" : "Five"} steps`;
    const limits = this.found<HTMLElement>(".limits");
    limits.hidden = false;
    limits.replaceChildren(...limitsShown(checked));
    this.found<HTMLElement>(".download").hidden = false;
    // Whom her account found needs no field.
    const form = this.querySelector<HTMLElement>(".own");
    if (form)
      form.hidden = checked.of === "receipt" || (this.own.tag !== undefined && stageOf(stages, "own") === "agrees");
  }

  fail(says: string, more: string): void {
    this.end("differs");
    this.say(says, more);
    this.querySelectorAll(".tiles span").forEach((tile) => {
      tile.className = "";
    });
  }

  end(state: "agrees" | "differs"): void {
    this.removeAttribute("aria-busy");
    this.className = state;
    this.found<HTMLElement>("progress").hidden = true;
  }

  say(says: string, more: string): void {
    this.found<HTMLElement>(".verdict-says").textContent = says;
    this.found<HTMLElement>(".verdict-more").textContent = more;
  }

  download(): void {
    const link = element("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(this.bundle)], { type: "application/json" }));
    link.download = "bundle.json";
    link.click();
    // The download has its own hold of the blob by the next turn of the loop.
    setTimeout(() => URL.revokeObjectURL(link.href), 0);
  }

  /** A part that the server rendered: without it this is another page's element. */
  found<Part extends HTMLElement>(selector: string): Part {
    const found = this.querySelector<Part>(selector);
    if (!found) throw new Error(`the page has no ${selector}`);
    return found;
  }
}
customElements.define("verify-proof", VerifyProof);

function stageOf(stages: Checked["stages"], id: string): string | undefined {
  return stages.find((stage) => stage.id === id)?.state;
}

/** "1.2 MB". */
function inBytes(bytes: number): string {
  return bytes < 100_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
