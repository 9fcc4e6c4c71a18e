// Up to six shots whose lengths add up to the duration: a timeline of blocks, and a row for each. Alt and the arrows
// move a shot, + and - change its length, Delete takes it out; blocks can be dragged.
import { fill, h } from "../js/dom.js";
import { number, seconds } from "../js/format.js";
import { icon } from "../js/icons.js";
import { t } from "../js/languages.js";
import { promptField } from "./prompt-field.js";
import { showUndo } from "./undo-toast.js";

class ShotEditor extends HTMLElement {
  connectedCallback() {
    this.render();
  }

  get sum() {
    return this.draft.shots.reduce((total, shot) => total + shot.seconds, 0);
  }

  /** Draw everything anew; `focus` is the shot to go on with. */
  render(focus = null) {
    const { shots } = this.draft;
    this.line = h("div", { class: "shot-line" });
    this.total = h("p", { class: "shot-total", role: "status" });
    fill(
      this,
      h(
        "div",
        { class: "shot-head" },
        h("h3", {}, t("shots.title")),
        h("span", { class: "hint" }, t("shots.of", { n: shots.length, max: this.max })),
        h("span", { class: "hint keys-hint" }, t("shots.keys")),
        h("button", { type: "button", class: "button outline", disabled: shots.length >= this.max, onclick: () => this.add() }, icon("plus"), t("shots.add")),
      ),
      this.line,
      this.total,
      h("ol", { class: "shot-rows" }, shots.map((shot, position) => this.row(shot, position))),
    );
    this.draw();
    if (focus !== null) this.querySelector(`.shot-rows li:nth-child(${focus + 1}) .prompt`)?.focus();
  }

  /** The timeline and the sum. */
  draw() {
    const { shots, duration } = this.draft;
    const whole = Math.max(this.sum, duration);
    let from = 0;
    const blocks = shots.map((shot, position) => {
      const block = h(
        "div",
        {
          class: "shot-block",
          tabindex: "0",
          role: "button",
          draggable: "true",
          "aria-label": t("shots.block", { n: position + 1, from: number(from), to: number(from + shot.seconds) }),
          onclick: () => this.querySelector(`.shot-rows li:nth-child(${position + 1}) .prompt`).focus(),
          onkeydown: (event) => this.key(event, position),
          ondragstart: (event) => event.dataTransfer.setData("text/shot", String(position)),
          ondragover: (event) => event.preventDefault(),
          ondrop: (event) => {
            event.preventDefault();
            const moved = event.dataTransfer.getData("text/shot");
            if (moved !== "") this.move(Number(moved), position);
          },
        },
        h("span", { class: "shot-text" }, shot.prompt.replace(/<<<(\w+?)_(\d+)>>>/g, "$1 $2")),
        h("span", { class: "shot-foot" }, h("b", {}, position + 1), seconds(shot.seconds)),
      );
      block.style.flexGrow = shot.seconds;
      from += shot.seconds;
      return block;
    });
    const rest = duration - this.sum;
    if (rest > 0) {
      const empty = h("div", { class: "shot-rest" }, t("shots.rest", { seconds: seconds(rest) }));
      empty.style.flexGrow = rest;
      blocks.push(empty);
    }
    fill(this.line, blocks);
    this.line.style.setProperty("--whole", whole);
    const words = { sum: number(this.sum), duration: seconds(duration), rest: number(Math.abs(rest)) };
    const key = rest === 0 ? "shots.fits" : rest > 0 ? "shots.short" : "shots.long";
    this.total.classList.toggle("bad", rest < 0);
    fill(this.total, icon(rest === 0 ? "check" : "alert"), h("span", {}, t(key, words)));
  }

  row(shot, position) {
    const count = h("span", { class: "meta" });
    const prompt = promptField({
      value: shot.prompt,
      label: t("shots.prompt", { n: position + 1 }),
      placeholder: t("shots.placeholder"),
      targets: this.targets,
      isShort: true,
      onchange: (text) => {
        shot.prompt = text;
        fill(count, `${number([...text].length)} / ${this.charsMax}`);
        this.draw();
        this.tell();
      },
    });
    fill(count, `${number([...shot.prompt].length)} / ${this.charsMax}`);
    const output = h("output", {}, seconds(shot.seconds));
    const change = (by) => {
      if (shot.seconds + by < 1) return;
      shot.seconds += by;
      fill(output, seconds(shot.seconds));
      this.draw();
      this.tell();
    };
    return h(
      "li",
      { "data-param": `model_params.multi_prompt.${position}` },
      h("b", {}, position + 1),
      h("div", { class: "grow" }, prompt, count),
      h("span", { class: "stepper" }, h("button", { type: "button", "aria-label": t("shots.shorter", { n: position + 1 }), onclick: () => change(-1) }, "−"), output, h("button", { type: "button", "aria-label": t("shots.longer", { n: position + 1 }), onclick: () => change(1) }, "+")),
      h("button", { type: "button", class: "button text square", "aria-label": t("shots.remove", { n: position + 1 }), disabled: this.draft.shots.length < 2, onclick: () => this.drop(position) }, icon("close")),
    );
  }

  key(event, position) {
    const shot = this.draft.shots[position];
    if (event.altKey && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
      this.move(position, position + (event.key === "ArrowLeft" ? -1 : 1));
    } else if (event.key === "+" || event.key === "-") {
      if (event.key === "-" && shot.seconds < 2) return;
      shot.seconds += event.key === "+" ? 1 : -1;
      this.after(position);
    } else if (event.key === "Delete" && this.draft.shots.length > 1) {
      this.drop(position);
    } else if (event.key === "Enter" || event.key === " ") {
      event.target.click();
    } else {
      return;
    }
    event.preventDefault();
  }

  after(position) {
    this.render();
    this.line.children[position]?.focus();
    this.tell();
  }

  move(from, to) {
    const { shots } = this.draft;
    if (to < 0 || to >= shots.length || from === to) return;
    shots.splice(to, 0, ...shots.splice(from, 1));
    this.after(to);
  }

  add() {
    const rest = this.draft.duration - this.sum;
    this.draft.shots.push({ prompt: "", seconds: Math.max(1, rest) });
    this.render(this.draft.shots.length - 1);
    this.tell();
  }

  drop(position) {
    const [gone] = this.draft.shots.splice(position, 1);
    this.after(Math.min(position, this.draft.shots.length - 1));
    showUndo(t("shots.removed", { n: position + 1 }), () => {
      this.draft.shots.splice(position, 0, gone);
      this.after(position);
    });
  }
}

customElements.define("shot-editor", ShotEditor);

/** `draft.shots` is changed in place. */
export function shotEditor({ draft, max, charsMax, targets, onchange }) {
  return Object.assign(document.createElement("shot-editor"), { draft, max, charsMax, targets, tell: onchange });
}
