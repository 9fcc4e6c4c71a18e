// The prompt: text with chips. A chip stands for a placeholder such as <<<element_1>>>, is one character to the
// caret, and is put in by a menu that opens on @.
import { fill, h, newId } from "../js/dom.js";
import { number } from "../js/format.js";
import { icon } from "../js/icons.js";
import { t } from "../js/languages.js";

const PLACEHOLDER = /<<<((?:element|image|video)_\d+)>>>/g;

class PromptField extends HTMLElement {
  connectedCallback() {
    if (this.box) return;
    this.box = h("div", {
      id: newId("prompt"),
      class: `prompt${this.isShort ? " short" : ""}`,
      contenteditable: "plaintext-only",
      role: "textbox",
      "aria-multiline": "true",
      "aria-label": this.label,
      spellcheck: "true",
      "data-placeholder": this.placeholder,
      "data-first": this.isFirst || null,
    });
    if (this.box.contentEditable !== "plaintext-only") this.box.contentEditable = "true"; // older browsers
    fill(this, this.box);
    this.value = this.value_ ?? "";
    this.box.addEventListener("input", () => this.changed());
    this.box.addEventListener("keydown", (event) => this.key(event));
    this.box.addEventListener("blur", () => setTimeout(() => this.closeMenu(), 150)); // a press on the menu blurs first
    this.box.addEventListener("paste", (event) => this.paste(event));
  }

  /** The text as the API takes it. */
  get value() {
    return this.box ? textOf(this.box).replace(/\n$/, "") : this.value_;
  }

  set value(text) {
    if (!this.box) {
      this.value_ = text;
      return;
    }
    const parts = [];
    let from = 0;
    for (const match of text.matchAll(PLACEHOLDER)) {
      parts.push(text.slice(from, match.index), this.chip(match[1]));
      from = match.index + match[0].length;
    }
    fill(this.box, [...parts, text.slice(from)].filter((part) => part !== ""));
  }

  get length() {
    return [...this.value].length; // characters are code points, as the server counts them
  }

  /** Names of chips may have changed: make them anew. */
  refresh() {
    if (this.box.querySelector(".chip")) this.value = this.value;
  }

  chip(token) {
    const target = this.targets().find((entry) => entry.token === token);
    if (!target) return `<<<${token}>>>`;
    return h("span", { class: "chip", contenteditable: "false", "data-token": token }, target.preview ? h("img", { src: target.preview, alt: "" }) : icon(target.icon), target.name);
  }

  changed() {
    if (this.box.childNodes.length === 1 && this.box.firstChild.nodeName === "BR") fill(this.box);
    this.tell(this.value);
    const typed = this.typed();
    if (typed !== null) this.openMenu(typed);
    else this.closeMenu();
  }

  /** What was typed after an @ right before the caret; null: there is none. */
  typed() {
    const { focusNode, focusOffset } = getSelection();
    if (focusNode?.nodeType !== Node.TEXT_NODE || !this.box.contains(focusNode)) return null;
    return focusNode.data.slice(0, focusOffset).match(/(?:^|[\s(])@([\p{L}\d ]{0,20})$/u)?.[1] ?? null;
  }

  openMenu(typed) {
    const found = this.targets().filter((entry) => entry.name.toLowerCase().startsWith(typed.toLowerCase()));
    this.closeMenu();
    if (!found.length) return;
    this.choice = 0;
    this.options = found;
    this.menu = h(
      "div",
      { class: "menu", role: "listbox", "aria-label": t("prompt.insert") },
      found.map((entry, position) =>
        h(
          "button",
          { type: "button", role: "option", "aria-selected": String(position === 0), tabindex: "-1", onmousedown: (event) => event.preventDefault(), onclick: () => this.insert(entry, typed.length + 1) },
          entry.preview ? h("img", { src: entry.preview, alt: "" }) : icon(entry.icon),
          h("span", {}, entry.name, h("span", { class: "meta" }, h("br"), entry.note)),
        ),
      ),
    );
    this.menu.typed = typed.length + 1;
    this.append(this.menu);
  }

  closeMenu() {
    this.menu?.remove();
    this.menu = null;
  }

  key(event) {
    if (!this.menu) return;
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves) {
      this.choice = (this.choice + moves[event.key] + this.options.length) % this.options.length;
      [...this.menu.children].forEach((node, position) => node.setAttribute("aria-selected", String(position === this.choice)));
    } else if (event.key === "Enter" || event.key === "Tab") {
      this.insert(this.options[this.choice], this.menu.typed);
    } else if (event.key === "Escape") {
      this.closeMenu();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /** Put a chip where the caret is, in the place of the last `typed` characters. */
  insert(entry, typed = 0) {
    this.closeMenu();
    this.box.focus();
    const selection = getSelection();
    if (!this.box.contains(selection.focusNode)) {
      selection.selectAllChildren(this.box);
      selection.collapseToEnd();
    }
    const range = selection.getRangeAt(0);
    if (typed) range.setStart(range.endContainer, range.endOffset - typed);
    range.deleteContents();
    const space = document.createTextNode("\u00a0");
    range.insertNode(space);
    range.insertNode(this.chip(entry.token));
    selection.collapse(space, 1);
    this.changed();
  }

  paste(event) {
    if (this.box.contentEditable === "plaintext-only") return;
    event.preventDefault();
    const range = getSelection().getRangeAt(0);
    range.deleteContents();
    range.insertNode(document.createTextNode(event.clipboardData.getData("text/plain")));
    range.collapse(false);
    this.changed();
  }
}

function textOf(node) {
  let text = "";
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) text += child.data;
    else if (child.dataset?.token) text += `<<<${child.dataset.token}>>>`;
    else if (child.nodeName === "BR") text += "\n";
    else text += (text && child.nodeName === "DIV" ? "\n" : "") + textOf(child);
  }
  return text.replaceAll("\u00a0", " ");
}

customElements.define("prompt-field", PromptField);

/** targets(): what chips may stand for, [{token, name, note, preview?, icon}]. */
export function promptField({ value, label, placeholder, targets, onchange, isShort = false, isFirst = false }) {
  const prompt = Object.assign(document.createElement("prompt-field"), { label, placeholder, targets, tell: onchange, isShort, isFirst });
  prompt.value = value;
  return prompt;
}

export const counter = (count, max) => t("prompt.count", { count: number(count), max: number(max) });
