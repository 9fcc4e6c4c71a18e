// Whole seconds on a ruler: a native slider over ticks. Arrows move 1 s, Page keys 3 s.
import { h, newId } from "../js/dom.js";
import { seconds } from "../js/format.js";

const PAGE_S = 3;

class DurationRuler extends HTMLElement {
  set value(value) {
    const input = this.querySelector("input");
    input.value = value;
    this.show();
  }

  show() {
    const input = this.querySelector("input");
    const { min, max, value } = input;
    input.setAttribute("aria-valuetext", seconds(Number(value)));
    this.querySelector(".groove i").style.width = `${((value - min) / (max - min)) * 100}%`;
  }
}

customElements.define("duration-ruler", DurationRuler);

export function durationRuler({ min, max, value, label, onchange }) {
  const input = h("input", { id: newId("duration"), type: "range", min, max, step: 1, "aria-label": label });
  const every = max - min > 8 ? 3 : 2;
  const marks = [];
  for (let second = min; second <= max; second += 1) {
    const at = `${((second - min) / (max - min)) * 100}%`;
    const tick = h("i", { class: "tick" });
    tick.style.left = at;
    marks.push(tick);
    const isLabelled = second === min || second === max || (second % every === 0 && second - min > 1 && max - second > 1);
    if (!isLabelled) continue;
    const isEnd = second === min || second === max;
    const mark = h("span", { class: `mark${second === min ? " first" : second === max ? " last" : ""}` }, isEnd ? seconds(second) : String(second));
    mark.style.left = at;
    marks.push(mark);
  }
  const ruler = h("duration-ruler", {}, h("div", { class: "rail" }, h("div", { class: "groove" }, h("i")), h("div", { "aria-hidden": "true" }, marks), input));
  input.value = value;
  ruler.show();
  input.addEventListener("input", () => {
    ruler.show();
    onchange(Number(input.value));
  });
  input.addEventListener("keydown", (event) => {
    const step = { PageUp: PAGE_S, PageDown: -PAGE_S }[event.key];
    if (!step) return;
    event.preventDefault();
    input.value = Number(input.value) + step;
    input.dispatchEvent(new Event("input"));
  });
  return ruler;
}
