// On or off, with its name on the left.
import { h } from "../js/dom.js";

customElements.define("switch-field", class SwitchField extends HTMLElement {});

export function switchField({ label, hint, checked, param, onchange, disabled = false }) {
  return h(
    "switch-field",
    { "data-param": param },
    h(
      "label",
      {},
      h("span", {}, h("span", { class: "name" }, label), hint && h("span", { class: "hint" }, h("br"), hint)),
      h("input", { type: "checkbox", role: "switch", checked, disabled, onchange: (event) => onchange(event.target.checked) }),
      h("span", { class: "track", "aria-hidden": "true" }),
    ),
  );
}
