// The playground: a tab per model, the form on the left, what comes of it on the right, the history below.
import { account } from "../js/account.js";
import { cheapest } from "../js/cards.js";
import { fill, h } from "../js/dom.js";
import { bodyOf, draftOf, drafts } from "../js/drafts.js";
import { credits, usd } from "../js/format.js";
import { icon } from "../js/icons.js";
import { t } from "../js/languages.js";
import { shotEditor } from "../components/shot-editor.js";
import { videoForm } from "../components/video-form.js";
import "../components/history-grid.js";
import "../components/result-pane.js";

class PlaygroundView extends HTMLElement {
  connectedCallback() {
    this.card = account.card(drafts.model) ?? account.cards[0];
    this.facts = this.allFacts();
    this.tabs = h("div", { class: "tabs", role: "tablist", "aria-label": t("play.models"), onkeydown: (event) => this.tabKey(event) });
    this.result = h("result-pane");
    this.result.onreuse = (request) => this.reuse(request);
    this.history = h("history-grid");
    this.history.onopen = (task) => this.open(task);
    this.history.onreuse = (request) => this.reuse(request);
    this.history.ongone = (taskId) => this.result.task?.id === taskId && this.result.idle();
    this.history.onsample = (prompt) => this.sample(prompt);
    this.result.onupdate = (task) => this.history.put(task);
    this.bench = h("section", { class: "workbench panel", role: "tabpanel", id: "workbench" });
    this.shots = h("div", {});
    this.right = h("div", { class: "right idle" }, this.result, this.shots);
    fill(this, h("header", { class: "play-head" }, h("div", {}, h("h1", {}, t("play.title")), h("p", {}, t("play.text"))), this.facts), this.tabs, this.bench, this.history);
    this.onkey = (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.form.send();
    };
    addEventListener("keydown", this.onkey);
    this.choose(this.card);
  }

  disconnectedCallback() {
    removeEventListener("keydown", this.onkey);
  }

  /** The facts of every model, each in the place of the others: the widest keeps the room, so that nothing moves when
   *  another model is chosen. */
  allFacts() {
    const each = (tag, of) => h(tag, {}, account.cards.map((card) => h("span", { "data-model": card.id }, of(card))));
    const range = (values, shown) => `${shown(Math.min(...values))} – ${shown(Math.max(...values))}`;
    const amount = ({ perCall, rates }) => (perCall ? t("credits", { n: perCall.credits, amount: credits(perCall.credits) }) : `${range(rates.map((rate) => rate.credits_per_second), credits)} ${t("unit.credits")}`);
    const dollars = ({ perCall, rates }) => (perCall ? usd(perCall.usd, 3) : range(rates.map((rate) => rate.usd_per_second), (value) => usd(value, 4)));
    const model = (card) => `"model": "${card.id}"`;
    const copy = (card) => h("button", { type: "button", class: "button text square", "aria-label": t("copy"), title: t("copy"), onclick: () => navigator.clipboard.writeText(model(card)) }, icon("copy"));
    return h(
      "dl",
      { class: "facts" },
      h("div", {}, each("dt", (card) => t(card.perCall ? "play.price.call" : "play.price")), each("dd", (card) => [h("b", {}, amount(card)), h("span", { class: "dim" }, dollars(card))])),
      h("div", {}, h("dt", {}, t("play.endpoint")), h("dd", {}, h("code", {}, "POST /v1/videos/generations"))),
      h("div", {}, h("dt", {}, t("play.differs")), each("dd", (card) => [h("code", {}, model(card)), copy(card)])),
    );
  }

  choose(card) {
    this.card = card;
    drafts.model = card.id;
    const from = (one) => (one.perCall ? t("play.each", { credits: credits(one.perCall.credits) }) : t("play.from", { credits: credits(cheapest(one).credits_per_second) }));
    fill(
      this.tabs,
      account.cards.map((one) =>
        h(
          "button",
          { type: "button", role: "tab", id: `tab-${one.mode}`, "aria-controls": "workbench", "aria-selected": String(one === card), tabindex: one === card ? "0" : "-1", onclick: () => this.choose(one) },
          h("span", { class: "title" }, t(`mode.${one.mode}`)),
          h("span", { class: "short" }, t(`mode.short.${one.mode}`)),
          h("span", { class: "price" }, from(one)),
        ),
      ),
    );
    this.bench.setAttribute("aria-labelledby", `tab-${card.mode}`);
    for (const node of this.facts.querySelectorAll("[data-model]")) node.classList.toggle("away", node.dataset.model !== card.id);
    this.build();
  }

  build() {
    const draft = drafts.of(this.card);
    this.form = videoForm({ card: this.card, draft, oncreated: (task) => this.created(task), onshots: () => this.showShots() });
    fill(this.bench, this.form, this.right);
    this.showShots();
  }

  showShots() {
    const draft = drafts.of(this.card);
    const isOn = draft.multi_shot && "model_params.multi_shot" in this.card.fields;
    fill(
      this.shots,
      isOn &&
        shotEditor({
          draft,
          max: this.card.limits.shots_max,
          charsMax: this.card.limits.shot_prompt_characters_max,
          targets: () => this.form.targets(),
          onchange: () => this.form.changed("model_params.multi_prompt"),
        }),
    );
  }

  tabKey(event) {
    const at = account.cards.indexOf(this.card);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: account.cards.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    this.choose(account.cards[(next + account.cards.length) % account.cards.length]);
    this.tabs.querySelector("[aria-selected=true]").focus();
  }

  created(task) {
    const request = bodyOf(drafts.of(this.card), this.card);
    this.history.put(task, request);
    this.history.mark(task.id);
    this.right.classList.remove("idle");
    this.result.show(task, request);
    if (innerWidth < 1024) this.right.scrollIntoView({ block: "start" });
  }

  open(task) {
    this.right.classList.remove("idle");
    this.result.show(task, task.request);
    this.result.scrollIntoView({ block: "nearest" });
  }

  reuse(request) {
    const card = account.card(request.model);
    if (!card) return;
    drafts.put(card, draftOf(request, card));
    this.choose(card);
    this.form.scrollIntoView({ block: "nearest" });
    this.form.querySelector("[data-first]")?.focus();
  }

  sample(prompt) {
    const card = account.cards.find((one) => one.mode === "text");
    drafts.put(card, { ...drafts.of(card), prompt });
    this.choose(card);
    this.form.send();
  }
}

customElements.define("playground-view", PlaygroundView);
