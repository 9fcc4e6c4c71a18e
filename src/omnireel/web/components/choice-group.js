// One of a few: radio buttons that look like one control. Arrow keys, Home and End choose.
import { h, newId } from "../js/dom.js";

class ChoiceGroup extends HTMLElement {
  get value() {
    return this.querySelector("input:checked")?.value ?? null;
  }

  set value(value) {
    for (const input of this.querySelectorAll("input")) input.checked = input.value === value;
  }
}

customElements.define("choice-group", ChoiceGroup);

/** options: [{value, label, before?, disabled?}]; `label` names the group for people who cannot see it. */
export function choiceGroup({ label, labelledBy, value, options, onchange }) {
  const name = newId("choice");
  const group = h("choice-group", { role: "radiogroup", "aria-label": labelledBy ? null : label, "aria-labelledby": labelledBy });
  group.append(
    ...options.map((option) =>
      h(
        "label",
        {},
        h("input", { type: "radio", name, value: option.value, checked: option.value === value, disabled: option.disabled, onchange: () => onchange(option.value) }),
        h("span", {}, option.before, option.label),
      ),
    ),
  );
  group.addEventListener("keydown", (event) => {
    if (event.key !== "Home" && event.key !== "End") return;
    event.preventDefault();
    const inputs = [...group.querySelectorAll("input:not(:disabled)")];
    inputs.at(event.key === "Home" ? 0 : -1).click();
    group.querySelector("input:checked").focus();
  });
  return group;
}
