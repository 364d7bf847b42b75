import { isBeacon } from "../../functions/draws/beacon.ts";
import type { Bundle, Own } from "../../functions/draws/check/bundle.ts";
import { type Checked, check } from "../../functions/draws/check/check.ts";
import { verdictOf } from "../../functions/draws/check/verdict-words.ts";
import { type Part, tellerIn } from "../../functions/draws/said.ts";
import type { ScriptWords } from "../../functions/public/verify/phrases/index.ts";
import { numberFormat } from "../../functions/values/formats.ts";
import { element } from "../element.ts";
import { fetched, Refused } from "../verify/fetched.ts";
import { limitsShown } from "../verify/limits-shown.ts";
import { sliced } from "../verify/sliced.ts";
import { shortHashes, stageShown } from "../verify/stage-shown.ts";
import { counted, filled, pageLanguage, wordsOf } from "../words.ts";

/**
 * <verify-proof data-proof data-about data-play data-own data-says>: checks what the page is about as soon as it is open, from this
 * server's data, and any bundle that is chosen or dropped, from nothing else. Everything is computed here.
 */
class VerifyProof extends HTMLElement {
  /** What is shown now; null: nothing yet. */
  bundle: unknown = null;
  own: Own = {};
  /** Counts checks, so that one that was overtaken shows nothing. */
  turn = 0;

  /** What the page says, in its reader's language. */
  words = wordsOf<ScriptWords>(this);
  tell: (part: Part) => string = tellerIn(pageLanguage(), this.words.tongue);

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
    else this.say("", this.words.choose);
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
    const turn = this.begin(this.words.fetching);
    const { about, play } = this.dataset;
    const wanted = { proof, about, play: play === undefined ? undefined : (JSON.parse(play) as Bundle["play"]) };
    let bundle: Bundle;
    try {
      bundle = await fetched(wanted, (bytes) =>
        this.progress(null, filled(this.words.arrived, { size: inBytes(bytes) })),
      );
    } catch (failure) {
      const why = failure instanceof Refused && failure.message !== "" ? failure.message : this.words.again;
      if (turn === this.turn) this.fail(this.words.missing, why);
      return;
    }
    if (turn === this.turn) await this.check(bundle, this.words.fromServer);
  }

  async open(file: File | undefined): Promise<void> {
    if (file === undefined) return;
    const turn = this.begin(filled(this.words.reading, { file: file.name }));
    let bundle: unknown;
    try {
      bundle = JSON.parse(await file.text());
    } catch {
      if (turn === this.turn) this.fail(filled(this.words.noBundle, { file: file.name }), this.words.bundleIs);
      return;
    }
    // Her account's part is in what this page is about; a file may be about anything.
    this.own = {};
    if (turn !== this.turn) return;
    const { name } = await this.check(bundle, filled(this.words.fromFile, { file: file.name }));
    if (turn !== this.turn) return;
    this.found<HTMLElement>("h1").textContent = this.tell(name);
    this.found<HTMLElement>(".lede").textContent = filled(this.words.aboutFile, { file: file.name });
  }

  find(): void {
    const field = this.found<HTMLInputElement>("#own-tag");
    const tag = field.value.trim().toLowerCase();
    const isTag = /^[0-9a-f]{32}$/.test(tag);
    field.setCustomValidity(isTag ? "" : this.words.noTag);
    field.reportValidity();
    // What was typed is judged again at the next attempt, not at every letter.
    field.addEventListener("input", () => field.setCustomValidity(""), { once: true });
    if (!isTag || this.bundle === null) return;
    this.own = { tag };
    this.begin(this.words.looking);
    this.check(this.bundle, this.words.here);
  }

  async check(bundle: unknown, source: string): Promise<Checked> {
    const { turn } = this;
    this.bundle = bundle;
    const computation = check(bundle, { own: this.own, judge: isBeacon });
    const checked = await sliced(computation, ({ done, of }) => this.progress(done / of, this.words.computing));
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
    this.say(this.tell(says), shortHashes(this.tell(more)));
    this.found<HTMLElement>(".verdict-more").append(element("span", { className: "source", text: source }));
    const tiles = stages.map(({ state }) => element("span", { className: state }));
    this.found<HTMLElement>(".tiles").replaceChildren(...tiles);
    this.found<HTMLElement>(".stages").replaceChildren(
      ...stages.map((stage, index) => stageShown(stage, index + 1, this)),
    );
    this.found<HTMLElement>(".stage-list").hidden = false;
    this.found<HTMLElement>("#stages-title").textContent = counted(stages.length, this.words.steps);
    const limits = this.found<HTMLElement>(".limits");
    limits.hidden = false;
    limits.replaceChildren(...limitsShown(checked, this));
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
  const [value, unit] = bytes < 100_000 ? [Math.ceil(bytes / 1000), "kilobyte"] : [bytes / 1_000_000, "megabyte"];
  return numberFormat(pageLanguage(), { style: "unit", unit, maximumFractionDigits: 1 }).format(value);
}
