import { forgetKey } from "../evidence/code-key.ts";
import { forgetKeys } from "../nearby/own-key.ts";

/** <signed-out>: what this device kept of whoever left is gone with her. */
class SignedOut extends HTMLElement {
  connectedCallback(): void {
    forgetKey();
    forgetKeys();
  }
}

customElements.define("signed-out", SignedOut);
