// Code in several languages, one shown at a time, with a copy button.
import { fill, h, newId } from "../js/dom.js";
import { icon } from "../js/icons.js";
import { t } from "../js/languages.js";

class CodeSample extends HTMLElement {
  connectedCallback() {
    this.id ||= newId("sample");
    this.classList.add("sample");
    this.pre = h("pre", { tabindex: "0", role: "tabpanel", "aria-label": this.label });
    this.choose(Object.keys(this.texts)[0]);
  }

  choose(name, focus = false) {
    const names = Object.keys(this.texts);
    const key = (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) this.choose(names[(names.indexOf(name) + step + names.length) % names.length], true);
    };
    const copy = h("button", { type: "button", class: "button text square", "aria-label": t("copy"), title: t("copy"), onclick: () => navigator.clipboard.writeText(this.texts[name]) }, icon("copy"));
    fill(this.pre, h("code", {}, this.texts[name]));
    fill(this, h("header", {}, h("div", { role: "tablist", "aria-label": this.label, onkeydown: key }, names.map((one) => h("button", { type: "button", role: "tab", class: "button text", "aria-selected": String(one === name), tabindex: one === name ? "0" : "-1", onclick: () => this.choose(one) }, one))), h("span", { class: "grow" }), this.texts[name] && copy), this.notes && h("div", { class: "notes" }, this.notes[name]), this.texts[name] && this.pre);
    if (focus) this.querySelector("[aria-selected=true]").focus();
  }
}

customElements.define("code-sample", CodeSample);

/** texts: {name: code}; notes: {name: what is said above the code}. */
export const codeSample = ({ texts, notes, label }) => Object.assign(document.createElement("code-sample"), { texts, notes, label });
