// Prices from the model cards, billing rules, what it is for, how to begin, questions.
import { account } from "../js/account.js";
import { fill, h } from "../js/dom.js";
import { credits, seconds, usd } from "../js/format.js";
import { icon } from "../js/icons.js";
import { t } from "../js/languages.js";
import { post } from "../js/api.js";
import { href } from "../js/router.js";
import { durationRuler } from "../components/duration-ruler.js";

const GROUPS = [["text", "image"], ["reference"], ["edit"], ["element"]];
const QUESTIONS = ["failed", "links", "provider", "keyless", "sound", "person", "down", "program"];
const ABILITIES = ["text", "image", "reference", "edit", "billing", "omni"];

class PricingView extends HTMLElement {
  connectedCallback() {
    this.seconds = 5;
    this.quotes = new Map();
    this.body = h("tbody", {});
    this.lengthNote = h("b", {}, seconds(this.seconds));
    this.lengthHead = h("th", { scope: "col", class: "num" });
    const text = account.cards.find((card) => card.mode === "text");
    const { minimum, maximum } = text.fields.duration;
    const ruler = durationRuler({
      min: minimum,
      max: maximum,
      value: this.seconds,
      label: t("pricing.length"),
      onchange: (value) => {
        this.seconds = value;
        fill(this.lengthNote, seconds(value));
        this.draw();
      },
    });
    fill(
      this,
      h("header", { class: "page-head" }, h("div", {}, h("h1", { class: "big" }, t("pricing.title")), h("p", {}, t("pricing.text"))), h("div", { class: "slider" }, h("div", { class: "field-head" }, h("span", {}, t("pricing.length")), this.lengthNote), ruler)),
      h("div", { class: "panel scroll", tabindex: "0", role: "region", "aria-label": t("nav.pricing") }, h("table", { class: "table" }, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("form.quality")), h("th", { scope: "col" }, t("form.sound")), h("th", { scope: "col", class: "num" }, t("pricing.credits")), h("th", { scope: "col", class: "num" }, t("pricing.usd")), this.lengthHead)), this.body)),
      h("p", { class: "promise" }, t("pricing.promise")),
      h("section", { class: "block" }, h("h2", {}, t("billing.title")), h("div", { class: "columns" }, GROUPS.map(([mode]) => h("div", {}, h("h3", {}, t(`billing.${mode}`)), h("p", {}, t(`billing.${mode}.text`)))))),
      h("section", { class: "block" }, h("h2", {}, t("uses.title")), h("div", { class: "uses" }, ["words", "pictures", "edits"].map((name) => h("div", {}, h("h3", {}, t(`uses.${name}`)), h("p", {}, t(`uses.${name}.text`)))))),
      h("section", { class: "block" }, h("h2", {}, t("steps.title")), h("div", { class: "columns" }, [1, 2, 3].map((step) => h("div", {}, h("p", { class: "step" }, step), h("h3", {}, t(`steps.${step}`)), h("p", {}, t(`steps.${step}.text`)), h("code", {}, ['"model": "kling-o3-text-to-video"', "POST /v1/videos/generations", "GET /v1/tasks/{task_id}"][step - 1]))))),
      h("section", { class: "block two" }, h("div", {}, h("h2", {}, t("able.title")), h("p", {}, t("able.text"))), h("div", { class: "able" }, ABILITIES.map((name) => h("div", {}, h("h3", {}, name === "text" ? t("mode.text") : t(`able.${name}`)), h("p", {}, t(`able.${name}.text`)))))),
      h(
        "section",
        { class: "block two" },
        h("div", {}, h("h2", {}, t("faq.title")), h("p", {}, t("faq.text"), " ", h("a", { href: href("reference") }, t("nav.reference")))),
        h("div", { class: "answers" }, QUESTIONS.map((name, position) => h("details", { open: position < 2 }, h("summary", {}, t(`faq.${name}`), icon("chevron")), h("p", {}, t(`faq.${name}.text`))))),
      ),
    );
    this.draw();
  }

  draw() {
    fill(this.lengthHead, t("pricing.for", { seconds: seconds(this.seconds) }));
    const rows = GROUPS.flatMap((modes) => {
      const card = account.cards.find((one) => modes.includes(one.mode));
      if (!card) return [];
      const range = card.fields.duration;
      const note = range ? t("pricing.range", { min: range.minimum, max: range.maximum }) : t(`pricing.note.${card.mode}`);
      const head = h("tr", {}, h("th", { scope: "rowgroup", colspan: "5" }, modes.map((mode) => t(`mode.${mode}`)).join(", "), " ", h("span", { class: "hint" }, note)));
      if (card.perCall) return [head, h("tr", {}, h("td", { colspan: "2" }, t("pricing.call")), h("td", { class: "num" }, h("b", {}, credits(card.perCall.credits))), h("td", { class: "num" }, usd(card.perCall.usd, 3)), h("td", { class: "num" }, "–"))];
      return [head, ...card.rates.map((rate) => this.row(card, rate))];
    });
    fill(this.body, rows);
  }

  row(card, rate) {
    const cell = h("td", { class: "num" });
    this.price(card, rate).then((price) => fill(cell, price === null ? "–" : h("b", {}, credits(price))));
    const sound = card.fields.sound ? t(rate.sound === "on" ? "pricing.sound.on" : "pricing.sound.off") : t(card.mode === "edit" ? "pricing.sound.own" : "pricing.sound.off");
    return h("tr", {}, h("td", {}, rate.quality, rate.popular && h("span", { class: "mark-popular" }, t("pricing.popular"))), h("td", {}, sound), h("td", { class: "num" }, h("b", {}, credits(rate.credits_per_second))), h("td", { class: "num" }, usd(rate.usd_per_second, 4)), cell);
  }

  /** The price of this length, as the server quotes it; null where the model does not take it. */
  async price(card, rate) {
    const range = card.fields.duration;
    if (!range || this.seconds > range.maximum) return null;
    const key = `${card.id} ${rate.quality} ${rate.sound} ${this.seconds}`;
    if (!this.quotes.has(key)) {
      const body = { model: card.id, prompt: "-", quality: rate.quality, duration: this.seconds, ...(card.fields.sound ? { sound: rate.sound } : {}) };
      this.quotes.set(key, post("/v1/videos/generations?dry_run=true", body).then((quote) => quote.price?.credits ?? null, () => null)); // a figure that cannot be had is a dash
    }
    return this.quotes.get(key);
  }
}

customElements.define("pricing-view", PricingView);
