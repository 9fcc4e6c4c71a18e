// The elements of a prompt: those chosen, in the order that gives them their number, and a menu of the others.
import { get } from "../js/api.js";
import { fill, h } from "../js/dom.js";
import { icon } from "../js/icons.js";
import { t } from "../js/languages.js";

/** The account's elements, newest first: [{id, name, description, kind}]. */
export async function listElements() {
  const answer = await get("/v1/elements");
  return answer.data.map((element) => ({ id: element.element_id, name: element.element_name, description: element.element_description, kind: element.reference_type }));
}

class ElementPicker extends HTMLElement {
  connectedCallback() {
    if (!this.known) {
      this.known = [];
      listElements().then(
        (found) => {
          this.known = found;
          for (const element of this.list) element.name = found.find((entry) => entry.id === element.id)?.name ?? element.name;
          this.render();
          this.onloaded(found);
        },
        () => {}, // without a list one cannot choose; the form works without elements
      );
    }
    this.render();
  }

  usable() {
    return this.known.filter((element) => !this.list.some((chosen) => chosen.id === element.id) && (this.kinds === null || this.kinds.includes(element.kind)));
  }

  render() {
    const usable = this.usable();
    const add = h(
      "span",
      { class: "select" },
      h(
        "select",
        { "aria-label": t("elements.add"), disabled: !usable.length || this.list.length >= this.max, onchange: (event) => this.add(event.target.value) },
        h("option", { value: "" }, this.known.length ? t("elements.add") : t("elements.none")),
        usable.map((element) => h("option", { value: element.id }, element.name)),
      ),
      icon("plus"),
    );
    fill(
      this,
      this.list.map((element, position) =>
        h(
          "span",
          { class: "element" },
          icon("element"),
          h("span", {}, h("b", {}, element.name), h("code", { class: "meta" }, ` element_${position + 1}`)),
          h("button", { type: "button", class: "button text square", "aria-label": t("media.remove", { name: element.name }), onclick: () => this.drop(position) }, icon("close")),
        ),
      ),
      add,
    );
  }

  add(id) {
    const element = this.known.find((entry) => entry.id === id);
    if (!element) return;
    this.list.push({ id: element.id, name: element.name });
    this.render();
    this.tell();
  }

  drop(position) {
    this.list.splice(position, 1);
    this.render();
    this.tell();
  }
}

customElements.define("element-picker", ElementPicker);

/** `list` is changed in place; `kinds`: the reference types that the model takes, null for all. */
export function elementPicker({ list, max, kinds, onchange, onloaded }) {
  return Object.assign(document.createElement("element-picker"), { list, max, kinds, tell: onchange, onloaded });
}
