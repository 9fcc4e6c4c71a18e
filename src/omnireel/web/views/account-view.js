// The account: balance, and what became of its callbacks.
import { account } from "../js/account.js";
import { get, post } from "../js/api.js";
import { fill, h } from "../js/dom.js";
import { credits, creditsText, dayTime, number } from "../js/format.js";
import { icon } from "../js/icons.js";
import { t } from "../js/languages.js";
import { choiceGroup } from "../components/choice-group.js";

class AccountView extends HTMLElement {
  async connectedCallback() {
    this.state = "";
    this.rows = h("div", { class: "scroll" });
    const { user, token } = account.credits;
    const figures = [
      ["account.used", creditsText(user.used_credits)],
      ["account.key.used", creditsText(token.used_credits)],
      ["account.key.left", token.unlimited_credits ? t("account.unlimited") : creditsText(token.remaining_credits)],
    ];
    const filter = choiceGroup({
      label: t("history.filter"),
      value: "",
      options: ["", "failed"].map((value) => ({ value, label: t(value ? "account.failed" : "history.all") })),
      onchange: (value) => {
        this.state = value;
        this.load();
      },
    });
    fill(
      this,
      h("header", { class: "page-head" }, h("h1", { tabindex: "-1" }, t("nav.account")), h("div", {}, h("span", { class: "soft" }, t("account.signed", { name: account.key.name }), " "), h("button", { type: "button", class: "button outline", onclick: () => account.signOut() }, t("account.out")))),
      h(
        "div",
        { class: "account" },
        h("section", { class: "panel balance-panel" }, h("h2", { class: "hint" }, t("account.balance")), h("p", { class: "figure" }, credits(account.balance)), h("p", { class: "soft" }, t("unit.credits")), h("dl", {}, figures.flatMap(([key, value]) => [h("dt", {}, t(key)), h("dd", {}, value)]))),
        h("section", { class: "panel" }, h("header", {}, h("h2", {}, t("account.deliveries")), filter), this.rows),
      ),
    );
    await this.load();
  }

  async load() {
    const { data } = await get(`/v1/deliveries?page_size=20${this.state ? `&state=${this.state}` : ""}`);
    if (!data.length) {
      fill(this.rows, h("p", { class: "hint status-line" }, t("account.deliveries.none")));
      return;
    }
    const names = ["account.task", "account.state", "account.tries", "account.last", ""];
    fill(this.rows, h("table", { class: "table" }, h("thead", {}, h("tr", {}, names.map((key) => h("th", { scope: "col" }, key ? t(key) : h("span", { class: "visually-hidden" }, t("account.again")))))), h("tbody", {}, data.map((delivery) => this.row(delivery)))));
  }

  row(delivery) {
    const log = h("tr", { hidden: true }, h("td", { colspan: "5" }));
    const again = h("button", { type: "button", class: "button outline", onclick: () => post(`/v1/deliveries/${delivery.id}/redeliver`).then(() => this.load()) }, icon("redo"), t("account.again"));
    const more = h("button", { type: "button", class: "button text square", "aria-expanded": "false", "aria-label": t("account.log"), onclick: () => this.toggle(delivery, log, more) }, icon("chevron"));
    return [
      h("tr", {}, h("td", {}, h("code", { title: delivery.task_id }, `task-…${delivery.task_id.slice(-8)}`), h("p", { class: "meta" }, delivery.url)), h("td", { class: delivery.state === "failed" ? "bad" : null }, t(`delivery.${delivery.state}`), delivery.note && h("p", { class: "meta" }, delivery.note)), h("td", {}, number(delivery.tries)), h("td", {}, dayTime(new Date(delivery.ended_at ?? delivery.created_at))), h("td", { class: "num" }, delivery.state !== "waiting" && again, more)),
      log,
    ];
  }

  async toggle(delivery, log, button) {
    log.hidden = !log.hidden;
    button.setAttribute("aria-expanded", String(!log.hidden));
    if (log.hidden) return;
    const full = await get(`/v1/deliveries/${delivery.id}`);
    fill(log.firstChild, full.log.map((one) => h("p", { class: "event" }, h("code", { class: "dim" }, dayTime(new Date(one.at))), h("b", {}, one.status ?? "–"), `${one.note}, ${number(one.took_ms)} ms`)));
  }
}

customElements.define("account-view", AccountView);
