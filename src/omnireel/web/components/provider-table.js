// The server's providers, for operators: how each is, what it did in the last 24 hours, what it takes.
import { get } from "../js/api.js";
import { fill, h } from "../js/dom.js";
import { credits, number, seconds, span } from "../js/format.js";
import { icon } from "../js/icons.js";
import { t } from "../js/languages.js";
import { told } from "../js/told.js";

const COLUMNS = ["name", "health", "hours", "done", "time", "use", "price"];
const NUMBERS = ["done", "time", "use", "price"];
const SVG = "http://www.w3.org/2000/svg";
const [SLOT, TALL] = [6, 18];
const NONE = "–";

const isFull = (one) => one.running >= one.tasks_max;
const isAble = (one) => one.status === "healthy" && !isFull(one);

/** A bar an hour: what was completed, and on top of it what failed. */
function hours({ completed_by_hour: completed, failed_by_hour: failed }, label) {
  const most = Math.max(...completed.map((count, hour) => count + failed[hour]), 1);
  const svg = document.createElementNS(SVG, "svg");
  const draw = (kind, hour, foot, tall) => {
    const rect = document.createElementNS(SVG, "rect");
    for (const [name, value] of Object.entries({ class: kind, x: hour * SLOT, y: TALL - foot - tall, width: SLOT - 2, height: tall })) rect.setAttribute(name, value);
    svg.append(rect);
  };
  for (const [name, value] of Object.entries({ class: "hours", role: "img", "aria-label": label, width: completed.length * SLOT - 2, height: TALL })) svg.setAttribute(name, value);
  completed.forEach((count, hour) => {
    const scale = (value) => (value ? Math.max(2, Math.round((value / most) * TALL)) : 0);
    const bad = Math.min(scale(failed[hour]), count ? TALL - 2 : TALL);
    const good = Math.min(scale(count), TALL - bad);
    if (!good && !bad) draw("none", hour, 0, 2);
    if (good) draw("good", hour, 0, good);
    if (bad) draw("bad-hour", hour, good, bad);
  });
  return svg;
}

class ProviderTable extends HTMLElement {
  async connectedCallback() {
    this.classList.add("panel");
    this.hidden = true;
    let found;
    try {
      found = await get("/v1/providers");
    } catch (error) {
      if (error.code === "role_denied") this.remove(); // only operators see them
      else this.say(told(error.message));
      return;
    }
    this.show(found.data);
  }

  head() {
    return h("header", {}, h("h2", {}, t("providers.title"), " ", h("span", { class: "hint" }, t("providers.for"))));
  }

  say(problem) {
    fill(this, this.head(), h("p", { class: "hint line", role: "alert" }, problem));
    this.hidden = false;
  }

  show(providers) {
    const able = providers.filter(isAble).length;
    fill(
      this,
      this.head(),
      h("div", { class: "scroll" }, h("table", { class: "table stack" }, h("thead", {}, h("tr", {}, COLUMNS.map((name) => h("th", { scope: "col", class: NUMBERS.includes(name) ? "num" : null }, t(`providers.${name}`))))), h("tbody", {}, providers.map((one) => this.row(one))))),
      h("p", { class: "hint line" }, t("providers.able", { n: able, count: number(able), max: number(providers.length) })),
    );
    this.hidden = false;
  }

  row(one) {
    const { completed, failed } = one.attempts;
    const rate = one.rates.find(({ quality, sound }) => quality === "720p" && sound === "off");
    const counts = t("providers.counts", { completed: number(completed), failed: number(failed) });
    const share = completed + failed ? `${number((completed / (completed + failed)) * 100, 2)}\u00a0%` : NONE;
    const time = one.median_seconds === undefined ? NONE : one.median_seconds < 10 ? seconds(one.median_seconds) : span(one.median_seconds);
    const cell = (name, ...children) => h("td", { class: `${name} ${NUMBERS.includes(name) ? "num" : ""}`, "data-label": t(name === "price" ? "providers.price.short" : `providers.${name}`) }, children);
    return h(
      "tr",
      { class: one.status === "healthy" ? null : "ill" },
      h("th", { scope: "row" }, h("b", {}, one.name), one.local && h("p", { class: "meta" }, t("providers.local"))),
      cell("health", this.health(one)),
      cell("hours", hours(one.attempts, t("named", { name: t("providers.hours"), value: counts }))),
      cell("done", share, failed > 0 && h("p", { class: "meta" }, t("providers.failed", { n: failed, count: number(failed) }))),
      cell("time", time),
      cell("use", t("providers.running", { running: number(one.running), max: number(one.tasks_max) })),
      cell("price", rate ? credits(rate.credits_per_second) : NONE),
    );
  }

  health(one) {
    if (one.status !== "healthy") return [h("p", { class: "state bad" }, icon("alert"), t("providers.resting")), h("p", { class: "meta" }, told(one.reason))];
    return h("p", { class: "state" }, h("i", { class: isFull(one) ? "dot full" : "dot" }), t(isFull(one) ? "providers.full" : "providers.healthy"));
  }
}

customElements.define("provider-table", ProviderTable);
