import { forgetKey } from "../evidence/code-key.ts";

/** <signed-out>: what this device kept of whoever left is gone with her. */
class SignedOut extends HTMLElement {
  connectedCallback(): void {
    forgetKey();
  }
}

customElements.define("signed-out", SignedOut);
