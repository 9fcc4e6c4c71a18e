// The account's campaigns, newest first.
import { campaigns, campaignDraft, stateOf } from "../js/campaigns.js";
import { fill, h } from "../js/dom.js";
import { credits, dayTime, number } from "../js/format.js";
import { icon } from "../js/icons.js";
import { t } from "../js/languages.js";
import { href } from "../js/router.js";
import { told } from "../js/told.js";

const LOOK_MS = 4000;

class CampaignList extends HTMLElement {
  connectedCallback() {
    this.page = 1;
    this.body = h("div", {});
    const draft = campaignDraft.read();
    const start = h("a", { class: "button main", href: href("campaigns", { new: "1" }), "data-first": true }, icon("plus"), t(draft ? "campaign.go.on" : "campaign.new"));
    fill(this, h("header", { class: "page-head" }, h("div", {}, h("h1", {}, t("nav.campaigns")), h("p", {}, t("campaign.about"))), start), this.body);
    this.load();
    this.timer = setInterval(() => this.isBusy && !document.hidden && this.load(), LOOK_MS);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  async load() {
    try {
      const found = await campaigns.list(this.page);
      this.isBusy = found.data.some((one) => one.status === "running");
      this.draw(found);
    } catch (error) {
      if (!this.body.childElementCount) fill(this.body, h("p", { class: "soft", role: "alert" }, told(error.message)));
    }
  }

  draw({ data, total, page, page_size: size }) {
    if (!total) {
      fill(this.body, h("section", { class: "panel campaign-empty" }, h("h2", {}, t("campaign.none")), h("p", {}, t("campaign.none.text")), h("pre", { class: "code" }, t("campaign.none.sample"))));
      return;
    }
    const pages = Math.ceil(total / size);
    const turn = (to, name, label) => h("button", { type: "button", class: "button outline", disabled: to < 1 || to > pages, onclick: () => this.turn(to) }, t(label));
    fill(
      this.body,
      h(
        "section",
        { class: "panel" },
        h(
          "div",
          { class: "scroll" },
          h(
            "table",
            { class: "table campaign-table" },
            h("thead", {}, h("tr", {}, ["name", "state", "rows", "progress", "charged", "created"].map((name) => h("th", { scope: "col", class: name === "charged" ? "num" : null }, t(`campaign.head.${name}`))))),
            h("tbody", {}, data.map((one) => this.row(one))),
          ),
        ),
      ),
      pages > 1 && h("div", { class: "pages" }, turn(page - 1, "previous", "campaign.newer"), h("span", { class: "meta" }, `${number(page)} / ${number(pages)}`), turn(page + 1, "next", "campaign.older")),
    );
  }

  row(one) {
    const state = one.status === "paused" ? t(`campaign.paused.${one.paused_because}`) : t(`campaign.status.${one.status}`);
    const cell = (name, ...children) => h("td", { class: { charged: "num", created: "meta" }[name], "data-label": t(`campaign.head.${name}`) }, children);
    return h(
      "tr",
      {},
      h("th", { scope: "row" }, h("a", { href: href("campaigns", { id: one.id }) }, one.name)),
      cell("state", stateOf(one.status, state)),
      cell("rows", t("campaign.rows.of", { done: number(one.rows.completed), total: number(one.rows.total - one.rows.skipped) }), one.rows.failed > 0 && h("span", { class: "bad" }, ` ${t("campaign.rows.failed", { n: one.rows.failed })}`)),
      cell("progress", h("progress", { max: "100", value: one.progress, "aria-label": t("campaign.head.progress") })),
      cell("charged", credits(one.cost.charged.credits)),
      cell("created", dayTime(new Date(one.created_at))),
    );
  }

  turn(page) {
    this.page = page;
    this.load();
  }
}

customElements.define("campaign-list", CampaignList);
