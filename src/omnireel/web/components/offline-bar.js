// Says that the server does not answer, and looks again by itself.
import { connection, get } from "../js/api.js";
import { fill, h } from "../js/dom.js";
import { icon } from "../js/icons.js";
import { t } from "../js/languages.js";

const PAUSES_S = [2, 4, 8, 15, 30];

class OfflineBar extends HTMLElement {
  connectedCallback() {
    this.setAttribute("role", "status");
    this.down = () => this.wait(0);
    this.up = () => this.clear();
    connection.addEventListener("offline", this.down);
    connection.addEventListener("online", this.up);
  }

  disconnectedCallback() {
    connection.removeEventListener("offline", this.down);
    connection.removeEventListener("online", this.up);
    this.clear();
  }

  clear() {
    clearTimeout(this.timer);
    fill(this);
  }

  wait(round) {
    const pause = PAUSES_S[Math.min(round, PAUSES_S.length - 1)];
    fill(
      this,
      h("div", { class: "offline-bar" }, icon("offline"), h("span", {}, t("offline.text")), h("span", { class: "hint" }, t("offline.next", { n: pause })), h("button", { class: "button outline", onclick: () => this.look(round) }, t("offline.try"))),
    );
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(round), pause * 1000);
  }

  async look(round) {
    clearTimeout(this.timer);
    await get("/healthz").catch(() => this.wait(round + 1)); // an answer tells "online", which clears the bar
  }
}

customElements.define("offline-bar", OfflineBar);
