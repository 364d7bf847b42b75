/** Signs in with whichever passkey the device has, and goes on to `data-next`. Hidden where the browser knows no passkeys. */
import { browserSupportsWebAuthn, startAuthentication } from "@simplewebauthn/browser";
import { isCancelled, posted } from "../passkeys.ts";

class PasskeySignIn extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector("button");
    if (!button || !browserSupportsWebAuthn()) return;
    this.hidden = false;
    button.addEventListener("click", () => this.signIn(button));
  }

  private async signIn(button: HTMLButtonElement): Promise<void> {
    const said = this.querySelector("[role=status]");
    button.disabled = true;
    try {
      const { options } = await posted("/v1/sign-in/passkey-options", {});
      const response = await startAuthentication({ optionsJSON: options });
      await posted("/v1/sign-in/passkeys", { response });
      location.assign(this.dataset.next ?? "/me");
    } catch (failure) {
      if (said) said.textContent = (isCancelled(failure) ? this.dataset.none : this.dataset.failed) ?? "";
      button.disabled = false;
    }
  }
}

customElements.define("passkey-sign-in", PasskeySignIn);
