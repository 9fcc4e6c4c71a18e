// Signing in with a key; the link that the server prints does it without one.
import { account } from "../js/account.js";
import { fill, h, newId } from "../js/dom.js";
import { t } from "../js/languages.js";
import { fieldError } from "./field.js";

class SignIn extends HTMLElement {
  connectedCallback() {
    const id = newId("key");
    this.input = h("input", { id, class: "input mono", type: "password", autocomplete: "current-password", placeholder: "sk-…", "data-first": true, required: true });
    this.problem = h("div", { "aria-live": "polite" });
    this.button = h("button", { class: "button main" }, t("signin.button"));
    fill(
      this,
      h(
        "form",
        { class: "panel", onsubmit: (event) => this.send(event) },
        h("h1", {}, t("signin.title")),
        h("p", { class: "soft" }, t("signin.text")),
        h("div", { class: "field" }, h("div", { class: "field-head" }, h("label", { for: id }, t("signin.key"))), this.input, this.problem),
        this.button,
      ),
    );
  }

  async send(event) {
    event.preventDefault();
    this.button.classList.add("busy");
    try {
      await account.signIn(this.input.value.trim());
    } catch (error) {
      fill(this.problem, fieldError(error.status === 401 ? t("signin.wrong") : error.status ? error.message : t("offline.title")));
      this.input.focus();
    } finally {
      this.button.classList.remove("busy");
    }
  }
}

customElements.define("sign-in", SignIn);
