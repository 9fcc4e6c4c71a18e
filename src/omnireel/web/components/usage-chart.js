// What was made per day and model: a row of bars a model, all on one scale, one day lit across them.
import { account } from "../js/account.js";
import { get } from "../js/api.js";
import { fill, h } from "../js/dom.js";
import { credits, creditsText, number, span, usd } from "../js/format.js";
import { language, t } from "../js/languages.js";
import { told } from "../js/told.js";
import { choiceGroup } from "./choice-group.js";

const DAYS = [7, 30, 90];
const PHONE = matchMedia("(max-width: 639px)");
const BAR = 44;
const [ROW, PHONE_ROW, PHONE_EMPTY] = [56, 76, 36];
const AXIS = 26;
const LABELS = 5;
const NONE = "–";
const MEASURES = {
  credits: { text: credits, beside: (sum) => usd(sum.usd) },
  usd: { text: usd, beside: (sum) => creditsText(sum.credits) },
  clips: { text: number, beside: (sum) => span(sum.seconds) },
};
const SVG = "http://www.w3.org/2000/svg";

function draw(tag, attributes, text = "") {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.textContent = text;
  return node;
}

/** A day of the server, which counts them in UTC. */
const dayText = (date, form) => new Intl.DateTimeFormat(language(), { timeZone: "UTC", ...form }).format(new Date(`${date}T00:00:00Z`));
const clipsText = (n) => t("usage.clips.n", { n, count: number(n) });

class UsageChart extends HTMLElement {
  connectedCallback() {
    this.classList.add("panel");
    this.days ??= 30;
    this.measure = "credits";
    this.body = h("div", { class: "chart" });
    const days = choiceGroup({ label: t("usage.period"), value: String(this.days), options: DAYS.map((n) => ({ value: String(n), label: t("usage.days", { n }) })), onchange: (n) => this.load(Number(n)) });
    days.classList.add("days");
    const measures = choiceGroup({
      label: t("usage.measure"),
      value: this.measure,
      options: Object.keys(MEASURES).map((value) => ({ value, label: t(`usage.${value}`) })),
      onchange: (measure) => {
        this.measure = measure;
        this.render();
      },
    });
    fill(this, h("header", {}, h("h2", {}, t("usage.title")), h("div", { class: "tools" }, days, measures)), this.body);
    this.resize = () => this.load(this.days);
    PHONE.addEventListener("change", this.resize);
    this.load(this.days);
  }

  disconnectedCallback() {
    PHONE.removeEventListener("change", this.resize);
  }

  /** `this.loaded`: answers by their days, so that one that is there is not asked for again. */
  async load(days) {
    this.days = days;
    const shown = PHONE.matches ? DAYS[0] : days;
    this.wanted = shown;
    this.loaded ??= new Map();
    if (!this.loaded.has(shown)) this.loaded.set(shown, get(`/v1/usage?days=${shown}`));
    try {
      const usage = await this.loaded.get(shown);
      if (this.wanted !== shown || !this.isConnected) return;
      this.usage = usage;
      this.day = this.lastUsed();
      this.render();
    } catch (error) {
      this.loaded.delete(shown);
      fill(this.body, h("p", { class: "hint", role: "alert" }, told(error.message)));
    }
  }

  /** The last day on which something was made; today where there is none. */
  lastUsed() {
    const days = this.usage.dates.map((_, day) => this.usage.models.some((row) => row.clips[day]));
    const last = days.lastIndexOf(true);
    return last < 0 ? days.length - 1 : last;
  }

  render() {
    const { usage } = this;
    const { text, beside } = MEASURES[this.measure];
    const n = usage.dates.length;
    const steps = usage.models.map((row) => (PHONE.matches ? (row.total.clips ? PHONE_ROW : PHONE_EMPTY) : ROW));
    const height = steps.reduce((sum, step) => sum + step, 0);
    const wide = n > DAYS[0] ? 0.8 : 0.5; // of a day's place
    const most = Math.max(...usage.models.flatMap((row) => row[this.measure])) || 1;
    const svg = draw("svg", { width: "100%", height: height + AXIS, "aria-hidden": "true" });
    this.bars = usage.dates.map(() => []);
    this.lines = [];
    let foot = 0;
    usage.models.forEach((row, at) => {
      foot += steps[at];
      const line = draw("line", { class: "playhead", y1: PHONE.matches ? foot - BAR : foot - steps[at], y2: foot });
      const isEmpty = PHONE.matches && !row.total.clips;
      if (!isEmpty) {
        this.lines.push(line);
        svg.append(line);
      }
      svg.append(draw("line", { class: "foot", x1: 0, x2: "100%", y1: foot - 0.5, y2: foot - 0.5 }));
      row[this.measure].forEach((value, day) => {
        if (!value) return;
        const tall = Math.max(2, (value / most) * BAR);
        const bar = draw("rect", { x: `${((day + 0.5 - wide / 2) * 100) / n}%`, y: foot - 1 - tall, width: `${(wide * 100) / n}%`, height: tall, rx: 1 });
        this.bars[day].push(bar);
        svg.append(bar);
      });
    });
    this.axis(svg, height + 21);
    this.plot = h("div", { class: "plot", role: "slider", tabindex: "0", "aria-label": t("usage.day"), "aria-valuemin": 1, "aria-valuemax": n, onkeydown: (event) => this.key(event), onpointerdown: (event) => this.point(event), onpointermove: (event) => event.pointerType === "mouse" && this.point(event) }, svg);
    this.head = h("p", { class: "day" });
    const rows = h(
      "div",
      { class: "rows" },
      this.plot,
      usage.models.map((row) => [h("span", { class: "model" }, this.nameOf(row)), h("span", { class: "total" }, row.total.clips ? [h("b", { class: "amount" }, text(row.total[this.measure])), " ", h("span", { class: "dim" }, beside(row.total))] : h("span", { class: "dim" }, NONE))]),
      h("span", { class: "meta under" }, t("usage.utc")),
      h("span", { class: "meta under total" }, t("usage.total", { amount: text(usage.total[this.measure]) })),
    );
    rows.style.gridTemplateRows = [...steps, AXIS].map((step) => `${step}px`).join(" ");
    this.plot.style.gridRow = `1 / span ${usage.models.length + 1}`;
    [...rows.children].slice(1).forEach((cell, at) => { cell.style.gridRow = Math.floor(at / 2) + 1; });
    fill(this.body, h("div", { class: "line" }, this.head, h("span", { class: "hint walk" }, t("usage.keys"))), rows);
    this.light(this.day);
  }

  nameOf(row) {
    const mode = account.card(row.model)?.mode;
    return mode ? t(`mode.${mode}`) : row.title;
  }

  /** Dates under the bars: every one of a week, else a few that stand evenly. */
  axis(svg, y) {
    const { dates } = this.usage;
    const isWeek = dates.length <= 7;
    const form = PHONE.matches ? { weekday: "short" } : { day: "numeric", month: "short" };
    const count = isWeek ? dates.length : LABELS;
    for (let at = 0; at < count; at += 1) {
      const day = Math.round((at * (dates.length - 1)) / (count - 1));
      const end = isWeek ? "middle" : { 0: "start", [count - 1]: "end" }[at] ?? "middle";
      const x = { start: 0, middle: ((day + 0.5) * 100) / dates.length, end: 100 }[end];
      svg.append(draw("text", { x: `${x}%`, y, "text-anchor": end }, dayText(dates[day], form)));
    }
  }

  /** What was made on a day, in words. */
  sumOf(day) {
    const { models } = this.usage;
    const sum = (name) => models.reduce((total, row) => total + row[name][day], 0);
    const clips = sum("clips");
    if (!clips) return t("usage.none");
    const amount = Math.round(sum("credits") * 1e4) / 1e4;
    return [creditsText(amount), usd(sum("usd")), clipsText(clips)].join(", ");
  }

  light(day) {
    const { dates, models } = this.usage;
    for (const bar of this.bars[this.day]) bar.classList.remove("lit");
    for (const bar of this.bars[day]) bar.classList.add("lit");
    this.day = day;
    const x = `${((day + 0.5) * 100) / dates.length}%`;
    for (const line of this.lines) for (const end of ["x1", "x2"]) line.setAttribute(end, x);
    const name = dayText(dates[day], { weekday: "long", day: "numeric", month: "long" });
    const sum = this.sumOf(day);
    const each = models.filter((row) => row.clips[day]).map((row) => `${this.nameOf(row)} ${creditsText(row.credits[day])}`);
    fill(this.head, h("b", { class: "amount" }, name), " ", h("span", { class: "soft" }, sum));
    this.plot.setAttribute("aria-valuenow", day + 1);
    this.plot.setAttribute("aria-valuetext", [`${name}: ${sum}`, ...each].join(". "));
  }

  key(event) {
    const last = this.usage.dates.length - 1;
    const to = { ArrowLeft: this.day - 1, ArrowRight: this.day + 1, ArrowDown: this.day - 1, ArrowUp: this.day + 1, PageDown: this.day - 7, PageUp: this.day + 7, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.light(Math.min(last, Math.max(0, to)));
  }

  point(event) {
    const { left, width } = this.plot.getBoundingClientRect();
    const { length } = this.usage.dates;
    this.light(Math.min(length - 1, Math.max(0, Math.floor(((event.clientX - left) / width) * length))));
  }
}

customElements.define("usage-chart", UsageChart);

/** `loaded`: Map of days -> promise of the answer to GET /v1/usage. */
export const usageChart = ({ loaded }) => Object.assign(document.createElement("usage-chart"), { loaded });
