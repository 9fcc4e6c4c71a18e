// The measuring strip of a clip: seconds, quarter ticks, a playhead. It scrubs a player, shows how far a render is,
// and is the transport of a comparison.
import { fill, h } from "../js/dom.js";
import { seconds } from "../js/format.js";
import { t } from "../js/languages.js";

class TimeRuler extends HTMLElement {
  #length = 0;
  #at = 0;

  connectedCallback() {
    if (this.onseek) {
      this.tabIndex = 0;
      this.setAttribute("role", "slider");
      this.setAttribute("aria-label", t("player.position"));
      this.setAttribute("aria-valuemin", "0");
      this.addEventListener("pointerdown", (event) => {
        this.setPointerCapture(event.pointerId);
        this.seek(event);
      });
      this.addEventListener("pointermove", (event) => this.hasPointerCapture(event.pointerId) && this.seek(event));
    } else {
      this.setAttribute("aria-hidden", "true");
      this.setAttribute("aria-disabled", "true");
    }
  }

  seek(event) {
    const box = this.getBoundingClientRect();
    this.onseek(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * this.#length);
  }

  get length() {
    return this.#length;
  }

  /** The length in seconds; draws the ticks. */
  set length(value) {
    if (value === this.#length || !(value > 0)) return;
    this.#length = value;
    const parts = [];
    for (let quarter = 0; quarter < value * 4; quarter += 1) {
      const left = `${(quarter / 4 / value) * 100}%`;
      const isWhole = quarter % 4 === 0;
      const tick = h("i", { class: `tick${isWhole ? " whole" : ""}` });
      tick.style.left = left;
      parts.push(tick);
      if (!isWhole || (value > 10 && (quarter / 4) % 2)) continue;
      const label = h("span", { class: "label" }, String(quarter / 4));
      label.style.left = left;
      parts.push(label);
    }
    this.played = h("div", { class: "played" });
    this.head = h("div", { class: "head" });
    fill(this, this.played, parts, this.head);
    this.setAttribute("aria-valuemax", value.toFixed(2));
    this.at = this.#at;
  }

  get at() {
    return this.#at;
  }

  /** Where the playhead stands, in seconds. */
  set at(value) {
    this.#at = value;
    if (!this.#length) return;
    const share = `${Math.min(1, value / this.#length) * 100}%`;
    this.played.style.width = share;
    this.head.style.left = share;
    this.setAttribute("aria-valuenow", value.toFixed(2));
    this.setAttribute("aria-valuetext", seconds(Math.round(value * 10) / 10));
  }
}

customElements.define("time-ruler", TimeRuler);

/** `onseek(seconds)` makes it a slider; without it, it only shows. */
export function timeRuler({ length, at = 0, onseek = null }) {
  const ruler = document.createElement("time-ruler");
  ruler.onseek = onseek;
  ruler.length = length;
  ruler.at = at;
  return ruler;
}
