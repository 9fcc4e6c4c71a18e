// Several clips of one form, with changed fields: every combination of what is chosen, started as a small campaign.
import { ApiError, newKey, OfflineError } from "../js/api.js";
import { campaigns } from "../js/campaigns.js";
import { debounce, fill, h, newId } from "../js/dom.js";
import { bodyOf } from "../js/drafts.js";
import { credits, number, usd } from "../js/format.js";
import { icon } from "../js/icons.js";
import { t } from "../js/languages.js";
import { told } from "../js/told.js";
import { go } from "../js/router.js";
import { asText } from "../js/tables.js";

const CLIPS_MAX = 24;
const TAKES_MAX = 4;
const QUOTE_MS = 300;

/** Texts of the form stand for themselves: none of their braces is a variable. */
function literal(value) {
  if (typeof value === "string") return asText(value);
  if (Array.isArray(value)) return value.map(literal);
  if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, literal(inner)]));
  return value;
}

class VariationPanel extends HTMLElement {
  connectedCallback() {
    if (this.details) return;
    this.chosen = {};
    this.prompts = "";
    this.takes = 1;
    this.ask = debounce(() => this.quote(), QUOTE_MS);
    this.foot = h("div", { class: "variation-foot", "aria-live": "polite" });
    this.details = h("details", { ontoggle: () => this.details.open && this.changed() }, h("summary", {}, icon("chevron"), t("variation.title")), h("p", { class: "hint" }, t("variation.how")), this.fields(), this.foot);
    fill(this, this.details);
  }

  /** The form has changed: the clips of the variations change with it. */
  changed() {
    if (!this.details?.open) return;
    this.drawFoot(null);
    this.ask();
  }

  fields() {
    const { card } = this;
    const choice = (name, label) => {
      const values = card.fields[name]?.enum;
      if (!values) return null;
      this.chosen[name] = new Set();
      return h("fieldset", { class: "variation" }, h("legend", {}, label), values.map((value) => h("label", {}, h("input", { type: "checkbox", onchange: (event) => this.choose(name, value, event.target.checked) }), name === "sound" ? t(`campaign.sound.${value}`) : value)));
    };
    const prompts = h("textarea", { id: newId("prompts"), class: "input", rows: "2", oninput: () => { this.prompts = prompts.value; this.changed(); } });
    const takes = h("input", { id: newId("takes"), class: "input short", type: "number", min: "1", max: String(TAKES_MAX), value: "1", oninput: () => { this.takes = takes.validity.valid && takes.value ? Number(takes.value) : null; this.changed(); } });
    return h(
      "div",
      { class: "variations" },
      card.limits.prompt_characters_max && h("div", { class: "field" }, h("label", { for: prompts.id }, t("variation.prompts")), prompts),
      choice("aspect_ratio", t("form.ratio")),
      choice("quality", t("form.quality")),
      choice("sound", t("form.sound")),
      h("div", { class: "field" }, h("label", { for: takes.id }, t("variation.takes")), takes),
    );
  }

  choose(name, value, isChosen) {
    if (isChosen) this.chosen[name].add(value);
    else this.chosen[name].delete(value);
    this.changed();
  }

  /** Every combination, as rows of a table; fields in which nothing is chosen stay as the form has them. */
  rows() {
    const { draft } = this;
    let rows = [{}];
    const spread = (name, values) => {
      if (values.length) rows = rows.flatMap((row) => values.map((value) => ({ ...row, [name]: value })));
    };
    const others = this.prompts.split("\n").map((line) => line.trim()).filter(Boolean);
    if (others.length && !draft.multi_shot) spread("prompt", [...new Set([draft.prompt, ...others])].filter(Boolean));
    for (const [name, values] of Object.entries(this.chosen)) spread(name, [...values]);
    if (this.takes > 1) spread("take", Array.from({ length: this.takes }, (_, at) => String(at + 1)));
    return rows;
  }

  order() {
    const template = literal(bodyOf(this.draft, this.card));
    const rows = this.rows().map((row) => (Object.keys(row).length ? row : { take: "1" }));
    return { name: t("variation.name", { prompt: [...(this.draft.prompt || t(`mode.${this.card.mode}`))].slice(0, 60).join("") }), template, rows };
  }

  async quote() {
    if (!this.isConnected) return;
    if (this.takes === null) return this.drawFoot({ why: t("variation.takes.wrong", { max: TAKES_MAX }) });
    const count = this.rows().length;
    if (count < 2) return this.drawFoot({ why: t("variation.none"), isWrong: false });
    if (count > CLIPS_MAX) return this.drawFoot({ why: t("variation.many", { n: number(count), max: number(CLIPS_MAX) }) });
    try {
      const answer = await campaigns.quote(this.order(), 1, 1);
      const wrong = answer.problems[0];
      const why = wrong ? wrong.message : !answer.affordable ? t("campaign.balance.short", { amount: credits(answer.cost.credits - answer.available_credits) }) : null;
      this.drawFoot({ answer, why });
    } catch (error) {
      if (error instanceof ApiError) this.drawFoot({ why: error.message });
      else if (!(error instanceof OfflineError)) throw error;
    }
  }

  drawFoot(state) {
    const cost = state?.answer?.cost;
    const count = this.rows().length;
    this.key = newKey();
    this.button = h("button", { type: "button", class: "button outline", "aria-disabled": String(!state || Boolean(state.why)), onclick: () => this.start() }, t("campaign.start", { n: count, count: number(count) }));
    fill(this.foot, h("span", { class: `grow ${state?.why && state.isWrong !== false ? "bad" : "soft"}` }, told(state?.why) ?? (cost ? [h("b", {}, t("credits", { n: cost.credits, amount: credits(cost.credits) })), ` ${usd(cost.usd)}`] : t("campaign.asking"))), this.button);
  }

  async start() {
    if (this.button.getAttribute("aria-disabled") === "true") return;
    this.button.setAttribute("aria-disabled", "true");
    try {
      const made = await campaigns.start(this.order(), this.key);
      go("campaigns", { id: made.id });
    } catch (error) {
      if (!(error instanceof ApiError) && !(error instanceof OfflineError)) throw error;
      this.drawFoot({ why: error instanceof ApiError ? error.message : t("offline.text") });
    }
  }
}

customElements.define("variation-panel", VariationPanel);

/** `changed()` tells it that the form has changed. */
export function variationPanel({ card, draft }) {
  return Object.assign(document.createElement("variation-panel"), { card, draft });
}
