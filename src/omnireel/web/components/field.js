// A labelled field with its hint and its error: the frame round every control of a form.
import { fill, h, newId } from "../js/dom.js";
import { icon } from "../js/icons.js";
import { told } from "../js/told.js";

export const fieldError = (message) => h("p", { class: "field-error" }, icon("alert"), h("span", {}, told(message)));

/** A field round `control`. `param`: the path by which the API names it, so that an error finds its place;
 *  `note`: what stands right of the label. `setError(message)` shows one, null takes it away. */
export function field({ label, note, hint, param, control, wide = false, group = false }) {
  const [labelId, errorId] = [newId("label"), newId("error")];
  const noteNode = h("span", { class: "meta" }, note);
  const problem = h("div", { id: errorId, "aria-live": "polite" });
  const node = h(
    "div",
    { class: `field${wide ? " wide" : ""}`, "data-param": param, role: group ? "group" : null, "aria-labelledby": group ? labelId : null },
    label && h("div", { class: "field-head" }, h(control.id && !group ? "label" : "span", { id: labelId, for: !group && control.id ? control.id : null }, label), noteNode),
    control,
    hint && h("p", { class: "hint" }, hint),
    problem,
  );
  node.labelId = labelId;
  node.setNote = (text) => fill(noteNode, text);
  node.setError = (message) => {
    node.classList.toggle("wrong", Boolean(message));
    fill(problem, message && fieldError(message));
    const target = control.matches?.("input, textarea, [role]") ? control : control.querySelector?.("input, [role=textbox], [role=slider]");
    target?.setAttribute("aria-invalid", String(Boolean(message)));
    if (message) target?.setAttribute("aria-describedby", errorId);
  };
  return node;
}

/** A one-line text control. */
export function textInput({ value, placeholder, type = "text", maxlength, onchange }) {
  return h("input", { id: newId("input"), class: "input", type, value: value ?? "", placeholder, maxlength, oninput: (event) => onchange(event.target.value) });
}
