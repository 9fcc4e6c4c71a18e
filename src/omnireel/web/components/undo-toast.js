// Ten seconds to take something back. What is irrevocable happens only after them.
import { h } from "../js/dom.js";
import { t } from "../js/languages.js";

const UNDO_MS = 10_000;
let current = null;

/** `undo()` on the button; `after()` when nobody pressed it in time. */
export function showUndo(text, undo, after = () => {}) {
  current?.finish();
  const button = h("button", { class: "button outline", type: "button" }, t("undo"));
  const toast = h("div", { class: "toast", role: "status" }, h("span", {}, text), button);
  const end = (act) => {
    clearTimeout(timer);
    toast.remove();
    current = null;
    removeEventListener("pagehide", leave);
    act();
  };
  const leave = () => end(after);
  const timer = setTimeout(leave, UNDO_MS);
  button.addEventListener("click", () => end(undo));
  addEventListener("pagehide", leave);
  current = { finish: leave };
  document.body.append(toast);
}
