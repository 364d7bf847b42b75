/** Makes a passkey on this device for whoever is signed in, and shows the list again. */
import { browserSupportsWebAuthn, startRegistration } from "@simplewebauthn/browser";
import { isCancelled, posted } from "../passkeys.ts";

class PasskeyAdd extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector("button");
    if (!button || !browserSupportsWebAuthn()) return;
    button.hidden = false;
    button.addEventListener("click", () => this.add(button));
  }

  private async add(button: HTMLButtonElement): Promise<void> {
    const said = this.querySelector("[role=status]");
    button.disabled = true;
    try {
      const { options } = await posted("/v1/me/passkeys/options", {});
      const response = await startRegistration({ optionsJSON: options });
      await posted("/v1/me/passkeys", { response, label: this.dataset.label || navigator.platform || "·" });
      location.reload();
    } catch (failure) {
      if (said && !isCancelled(failure)) said.textContent = this.dataset.failed ?? "";
      button.disabled = false;
    }
  }
}

customElements.define("passkey-add", PasskeyAdd);
