// The account: balance, what was made per day, keys, what became of its callbacks, and the server's providers.
import { account } from "../js/account.js";
import { ApiError, get, OfflineError, post } from "../js/api.js";
import { cheapest } from "../js/cards.js";
import { fill, h } from "../js/dom.js";
import { clock, credits, dayTime, number, span, usd } from "../js/format.js";
import { icon } from "../js/icons.js";
import { t } from "../js/languages.js";
import { told } from "../js/told.js";
import { choiceGroup } from "../components/choice-group.js";
import { fieldError } from "../components/field.js";
import { usageChart } from "../components/usage-chart.js";
import "../components/key-table.js";
import "../components/provider-table.js";

const DAYS = 30;
const LEDGER_DAYS = 366;
const PAGE = 50;
const CREDITS_PER_USD = 72;

/** What is held for tasks that run, and how many those are. */
async function held() {
  const found = { tasks: 0, credits: 0 };
  for (let page = 1; ; page += 1) {
    const { data, total } = await get(`/v1/tasks?status=processing&page_size=${PAGE}&page=${page}`);
    if (data.length) {
      const full = await post("/v1/tasks/batch", { task_ids: data.map((row) => row.id) });
      found.credits += full.data.reduce((sum, task) => sum + (task.usage.credits_reserved ?? 0), 0);
    }
    found.tasks = total;
    if (page * PAGE >= total) return { ...found, credits: Math.round(found.credits * 1e4) / 1e4 };
  }
}

class AccountView extends HTMLElement {
  async connectedCallback() {
    this.state = "";
    this.rows = h("div", {});
    this.balance = h("section", { class: "panel balance-panel" });
    const usage = get(`/v1/usage?days=${DAYS}`);
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
      h("header", { class: "page-head" }, h("h1", { tabindex: "-1" }, t("nav.account")), h("div", { class: "signed" }, h("span", { class: "dim" }, t("account.signed")), " ", h("b", { class: "amount" }, account.key.name || `sk-…${account.key.hint}`), h("button", { type: "button", class: "button outline", onclick: () => account.signOut() }, t("account.out")))),
      h(
        "div",
        { class: "account" },
        h("div", { class: "account-top" }, this.balance, usageChart({ loaded: new Map([[DAYS, usage]]) })),
        h("div", { class: "account-two" }, h("key-table"), h("section", { class: "panel deliveries" }, h("header", {}, h("h2", {}, t("account.deliveries"), " ", h("span", { class: "hint" }, t("account.callbacks"))), filter), this.rows)),
        h("provider-table"),
      ),
    );
    this.showBalance();
    await Promise.all([this.load(), this.completeBalance(usage)]);
  }

  async completeBalance(usage) {
    const [used, running] = await Promise.all([usage, held(), account.refresh()]);
    this.showBalance({ used, running });
  }

  /** At once with what is known; `found` has the rest. */
  showBalance(found) {
    const { user, token } = account.credits;
    const free = user.remaining_credits;
    const running = found?.running ?? { tasks: 0, credits: 0 };
    const whole = Math.round((free + running.credits) * 1e4) / 1e4;
    const rate = cheapest(account.cards.find((card) => card.mode === "text") ?? { rates: [] });
    const spendable = account.balance;
    const figures = [
      [t("account.free"), h("b", { class: "amount" }, credits(free))],
      !token.unlimited_credits && [t("account.key.left"), credits(token.remaining_credits)],
      [running.tasks ? t("account.held", { n: running.tasks, count: number(running.tasks) }) : t("account.held.none"), found ? credits(running.credits) : "…"],
      [t("account.charged", { n: DAYS }), found ? credits(found.used.total.credits) : "…"],
      [t("account.returned", { n: DAYS }), found ? credits(found.used.released_credits) : "…"],
    ].filter(Boolean);
    fill(
      this.balance,
      h("h2", { class: "hint" }, t("account.balance")),
      h("p", { class: "figure" }, credits(whole)),
      h("p", { class: "soft" }, `${t("unit.credits")}, ${usd(whole / CREDITS_PER_USD)}`),
      h("dl", {}, figures.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)])),
      rate && h("p", { class: "hint enough" }, t("account.enough", { time: span(Math.floor(spendable / rate.credits_per_second)), quality: rate.quality })),
      h("a", { class: "button outline", href: `/v1/ledger.csv?days=${LEDGER_DAYS}`, download: "ledger.csv" }, icon("download"), t("account.ledger")),
    );
  }

  async load() {
    const { data } = await get(`/v1/deliveries?page_size=20${this.state ? `&state=${this.state}` : ""}`);
    if (!data.length) {
      fill(this.rows, h("p", { class: "hint line" }, t(this.state ? "account.deliveries.fine" : "account.deliveries.none")));
      return;
    }
    const names = ["account.task", "account.state", "account.last", ""];
    fill(this.rows, h("table", { class: "table stack" }, h("thead", {}, h("tr", {}, names.map((key) => h("th", { scope: "col" }, key ? t(key) : h("span", { class: "visually-hidden" }, t("account.again")))))), h("tbody", {}, data.map((delivery) => this.row(delivery)))));
  }

  row(delivery) {
    const log = h("tr", { class: "log", hidden: true }, h("td", { colspan: "4" }));
    const problem = h("div", { role: "alert" });
    const again = h("button", { type: "button", class: "button outline", onclick: () => this.again(delivery, problem) }, icon("redo"), t("account.again"));
    const more = h("button", { type: "button", class: "button text square", "aria-expanded": "false", "aria-label": t("account.log"), onclick: () => this.toggle(delivery, log, more) }, icon("chevron"));
    const isFailed = delivery.state === "failed";
    return [
      h(
        "tr",
        {},
        h("td", {}, h("code", { title: delivery.task_id }, `task-…${delivery.task_id.slice(-8)}`), h("p", { class: "meta cut", title: delivery.url }, delivery.url)),
        h("td", {}, h("p", { class: isFailed ? "state bad" : "state" }, isFailed ? icon("alert") : delivery.state === "delivered" && icon("check"), t(`delivery.${delivery.state}`)), delivery.note && h("p", { class: "meta note", title: told(delivery.note) }, told(delivery.note)), problem),
        h("td", { class: "last" }, h("p", {}, dayTime(new Date(delivery.ended_at ?? delivery.created_at))), h("p", { class: "meta" }, t("account.tries.n", { n: delivery.tries, count: number(delivery.tries) }))),
        h("td", { class: "acts" }, delivery.state !== "waiting" && again, more),
      ),
      log,
    ];
  }

  again(delivery, problem) {
    return this.attempt(problem, async () => {
      await post(`/v1/deliveries/${delivery.id}/redeliver`);
      await this.load();
    });
  }

  /** Ask the server for something; a refusal is said at `place`. */
  async attempt(place, ask) {
    fill(place);
    try {
      await ask();
    } catch (error) {
      if (error instanceof OfflineError) return; // the bar below the top says so
      if (!(error instanceof ApiError)) throw error;
      fill(place, fieldError(error.message));
    }
  }

  async toggle(delivery, log, button) {
    log.hidden = !log.hidden;
    button.setAttribute("aria-expanded", String(!log.hidden));
    if (log.hidden) return;
    await this.attempt(log.firstChild, async () => {
      const full = await get(`/v1/deliveries/${delivery.id}`);
      fill(log.firstChild, full.log.map((one) => h("p", { class: "event" }, h("code", { class: "dim" }, clock(new Date(one.at))), h("b", {}, one.status ?? "–"), h("span", {}, `${told(one.note)}, ${number(one.took_ms)}\u00a0ms`))));
    });
  }
}

customElements.define("account-view", AccountView);
