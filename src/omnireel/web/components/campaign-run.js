// A campaign that was started: how far it is, what it costs, its rows with their clips.
import { account } from "../js/account.js";
import { ApiError, OfflineError, ownPath, post } from "../js/api.js";
import { campaignDraft, campaigns, shownPrompt, stateOf } from "../js/campaigns.js";
import { debounce, fill, h, newId } from "../js/dom.js";
import { clock, credits, number, readNumber, span, usd } from "../js/format.js";
import { icon } from "../js/icons.js";
import { t, tryText } from "../js/languages.js";
import { told } from "../js/told.js";
import { go, href } from "../js/router.js";
import { loadThumbnail } from "../js/thumbnails.js";
import { choiceGroup } from "./choice-group.js";

const LOOK_MS = 1500;
const PAGE = 20;
const CELLS_MAX = 3;
const COMPARED_MAX = 4;
const FILTERS = ["all", "waiting", "processing", "completed", "failed"];

class CampaignRun extends HTMLElement {
  async connectedCallback() {
    this.page = 1;
    this.status = "all";
    this.find = "";
    this.picked = new Set();
    this.head = h("header", { class: "page-head" });
    this.figures = h("section", { class: "panel campaign-figures", "aria-live": "off" });
    this.side = h("section", { class: "panel campaign-side" });
    this.tools = h("div", { class: "step-head" });
    this.list = h("div", {});
    this.problem = h("p", { class: "bad", role: "alert" });
    fill(this, this.head, this.problem, this.figures, h("div", { class: "campaign-run" }, this.side, h("section", { class: "panel" }, this.tools, this.list)));
    this.search = h("input", { class: "input", type: "search", placeholder: t("campaign.find"), "aria-label": t("campaign.find"), oninput: debounce(() => { this.find = this.search.value.trim(); this.page = 1; this.load(); }, 250) });
    await this.load();
    this.timer = setInterval(() => this.isBusy && !document.hidden && this.load(), LOOK_MS);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  async load() {
    const query = { page: this.page, page_size: PAGE };
    if (this.status !== "all") query.status = this.status;
    if (this.find) query.find = this.find;
    this.look = (this.look ?? 0) + 1;
    const look = this.look;
    try {
      const [campaign, rows] = await Promise.all([campaigns.read(this.campaignId), campaigns.rows(this.campaignId, query)]);
      if (look !== this.look) return; // a later look was faster
      if (this.isLost) fill(this.problem);
      this.isLost = false;
      this.show(campaign, rows);
    } catch (error) {
      this.isLost = true;
      if (error instanceof ApiError) fill(this.problem, told(error.message));
      else if (!(error instanceof OfflineError)) throw error;
    }
  }

  show(campaign, rows) {
    const before = this.campaign;
    this.campaign = campaign;
    const { rows: counts } = campaign;
    this.isBusy = campaign.status === "running" || counts.pending + counts.processing > 0;
    if (before && before.cost.charged.credits !== campaign.cost.charged.credits) account.refresh().catch(() => {}); // the balance follows
    this.shown ??= {};
    const isNew = (part, value) => {
      const text = JSON.stringify(value);
      const isOther = this.shown[part] !== text;
      this.shown[part] = text;
      return isOther;
    };
    // What has not changed is left as it is: the focus stays, and clips that play go on.
    if (isNew("head", [campaign.name, campaign.status, campaign.paused_because, counts.failed, [...this.picked]])) this.drawHead();
    if (isNew("figures", [counts, campaign.cost, campaign.budget_credits, campaign.status])) this.drawFigures();
    if (!before) this.drawSide(rows.data[0]);
    if (isNew("tools", [counts, this.status])) this.drawTools();
    if (isNew("list", [rows, this.page, [...this.picked]])) this.drawList(rows);
  }

  act(verb, body) {
    return this.attempt(() => campaigns.move(this.campaignId, verb, body));
  }

  /** Ask the server for something; a refusal is said. */
  async attempt(ask) {
    try {
      await ask();
      fill(this.problem);
    } catch (error) {
      if (error instanceof OfflineError) return; // the bar below the top says so
      if (!(error instanceof ApiError)) throw error;
      fill(this.problem, told(error.message));
    }
    await this.load();
  }

  // --- the head ---

  drawHead() {
    const { campaign } = this;
    const { failed } = campaign.rows;
    const isFreed = campaign.paused_because === "budget" && (campaign.budget_credits === null || campaign.to_spare_credits >= 0);
    const button = (name, label, run, kind = "outline") => h("button", { type: "button", class: `button ${kind}`, onclick: run }, icon(name), label);
    const state = campaign.status === "paused" ? t(`campaign.paused.${isFreed ? "ready" : campaign.paused_because}`) : campaign.status === "running" ? t("campaign.since", { time: clock(new Date(campaign.created_at)) }) : t(`campaign.status.${campaign.status}`);
    const isOpen = campaign.status === "running" || campaign.status === "paused";
    const focused = this.head.contains(document.activeElement) ? document.activeElement.dataset.act : null;
    const acts = [
      this.picked.size >= 2 && h("a", { class: "button outline", "data-act": "compare", href: href("compare", { ids: [...this.picked].join(",") }) }, icon("columns"), t("history.compare.n", { n: this.picked.size })),
      campaign.status === "running" && button("pause", t("campaign.pause"), () => this.act("pause")),
      campaign.status === "paused" && button("play", t("campaign.resume"), () => this.act("resume")),
      failed > 0 && campaign.status !== "cancelled" && button("redo", t("campaign.retry", { n: failed, count: number(failed) }), () => this.act("retry", {})),
      isOpen && this.cancelButton(),
      h("a", { class: "button quiet", "data-act": "zip", href: ownPath(campaign.downloads.zip), download: true }, icon("download"), t("campaign.zip")),
      h("a", { class: "button quiet", "data-act": "csv", href: ownPath(campaign.downloads.csv), download: true }, t("campaign.csv")),
    ];
    fill(this.head, h("div", { class: "grow" }, h("p", { class: "meta" }, h("a", { href: href("campaigns") }, t("nav.campaigns")), ` / ${state}`), h("h1", { tabindex: "-1", "data-first": true }, campaign.name)), h("div", { class: "tools" }, acts));
    if (focused) this.head.querySelector(`[data-act="${focused}"]`)?.focus();
  }

  /** Cancelling is final: it asks once more, in its own place. */
  cancelButton() {
    const ask = () => {
      const sure = h("button", { type: "button", class: "button danger", onclick: () => this.act("cancel") }, t("campaign.cancel.sure"));
      node.replaceWith(sure);
      sure.focus();
      sure.addEventListener("blur", () => sure.isConnected && sure.replaceWith(node));
    };
    const node = h("button", { type: "button", class: "button text", onclick: ask }, t("campaign.cancel"));
    return node;
  }

  // --- the figures ---

  drawFigures() {
    const { rows, cost, budget_credits: budget } = this.campaign;
    const whole = Math.max(budget ?? cost.quoted.credits, cost.charged.credits + cost.held.credits, 0.0001);
    const part = (amount) => `${Math.min(100, (100 * amount) / whole)}%`;
    const charged = h("i", { class: "charged" });
    const held = h("i", { class: "held" });
    charged.style.setProperty("--part", part(cost.charged.credits));
    held.style.setProperty("--part", part(cost.held.credits));
    const spare = this.campaign.to_spare_credits;
    const isEditing = this.budgetForm?.contains(document.activeElement);
    if (!isEditing) this.budgetForm = this.budgetLine();
    const open = [
      rows.pending + rows.processing > 0 && t("campaign.count.running", { n: rows.pending + rows.processing, count: number(rows.pending + rows.processing) }),
      rows.failed > 0 && t("campaign.count.failed", { n: rows.failed, count: number(rows.failed) }),
      rows.waiting > 0 && t("campaign.count.waiting", { n: rows.waiting, count: number(rows.waiting) }),
      rows.skipped > 0 && t("campaign.count.skipped", { n: rows.skipped, count: number(rows.skipped) }),
      rows.cancelled > 0 && t("campaign.count.cancelled", { n: rows.cancelled, count: number(rows.cancelled) }),
    ].filter(Boolean);
    fill(
      this.figures,
      h("div", {}, h("div", { class: "meta" }, t("campaign.clips")), h("div", { class: "figure" }, number(rows.total), h("small", {}, t("campaign.rows.word", { n: rows.total })))),
      h("div", {}, h("div", { class: "meta" }, t("campaign.total")), h("div", { class: "figure" }, credits(cost.quoted.credits), h("small", {}, `${t("unit.credits")}, ${usd(cost.quoted.usd)}`))),
      h("div", {}, h("div", { class: "meta" }, t("campaign.head.progress")), h("div", { class: "figure" }, number(rows.completed), h("small", {}, t("campaign.completed.word", { n: rows.completed }))), h("div", { class: "meta" }, open.join(", "))),
      h(
        "div",
        { class: "spend" },
        this.budgetForm,
        h("div", { class: "spend-bar", role: "img", "aria-label": t("campaign.spend", { charged: credits(cost.charged.credits), held: credits(cost.held.credits), rest: credits(cost.to_start.credits) }) }, charged, held),
        h("div", { class: "legend" }, h("span", {}, h("i", { class: "charged" }), t("campaign.charged", { amount: credits(cost.charged.credits) })), h("span", {}, h("i", { class: "held" }), t("campaign.held", { amount: credits(cost.held.credits) })), h("span", { class: "meta" }, t("campaign.to.start", { amount: credits(cost.to_start.credits) })), spare !== undefined && h("span", { class: `meta spare${spare < 0 ? " bad" : ""}` }, spare < 0 ? t("campaign.missing", { amount: credits(-spare) }) : t("campaign.to.spare", { amount: credits(spare) }))),
      ),
    );
  }

  budgetLine() {
    const { budget_credits: budget, status } = this.campaign;
    const isOpen = status === "running" || status === "paused";
    const text = budget === null ? h("span", { class: "meta" }, t("campaign.budget.none")) : h("span", {}, h("b", {}, t("credits", { n: budget, amount: credits(budget) })), h("span", { class: "meta" }, ` ${t("campaign.budget.how")}`));
    const line = h("div", { class: "spend-head" }, h("span", { class: "meta" }, t("campaign.budget")), text);
    if (isOpen) line.append(h("button", { type: "button", class: "button text", onclick: () => this.editBudget(line) }, t("campaign.budget.change")));
    return line;
  }

  editBudget(line) {
    const input = h("input", { id: newId("budget"), class: "input", inputmode: "decimal", value: this.campaign.budget_credits ?? "", "aria-label": t("campaign.budget") });
    const note = h("span", { class: "bad", role: "alert" });
    const done = () => {
      this.budgetForm = null;
      this.shown.figures = null;
      this.load();
    };
    const form = h("form", { class: "spend-head", onsubmit: async (event) => {
      event.preventDefault();
      const budget = readNumber(input.value);
      if (Number.isNaN(budget)) {
        fill(note, t("number.none"));
        return;
      }
      try {
        await campaigns.change(this.campaignId, { budget_credits: budget });
        input.blur();
        done();
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        fill(note, told(error.message));
      }
    } }, input, h("span", { class: "meta" }, t("campaign.budget.empty")), h("button", { class: "button quiet", type: "submit" }, t("campaign.budget.set")), h("button", { type: "button", class: "button text", onclick: done }, t("campaign.budget.keep")), note);
    line.replaceWith(form);
    this.budgetForm = form;
    input.focus();
  }

  // --- the template ---

  drawSide(first) {
    const { template, columns, at_a_time: pace } = this.campaign;
    const prompt = template.prompt ?? "";
    const card = account.card(template.model);
    const used = new Set([...prompt.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1].trim()));
    const setting = (name) => (columns.includes(name) ? null : (template[name] ?? card?.fields[name]?.default ?? null));
    const settings = ["duration", "aspect_ratio", "quality", "sound"].filter((name) => setting(name) !== null).map((name) => (name === "duration" ? `${setting(name)}\u00a0s` : name === "sound" ? tryText(`campaign.sound.${setting(name)}`, setting(name)) : setting(name)));
    const fact = (label, value) => value && h("div", {}, h("dt", {}, label), h("dd", {}, value));
    fill(
      this.side,
      h("div", { class: "step-head" }, h("h2", {}, t("campaign.template")), h("span", { class: "grow" }), h("span", { class: "meta" }, t("campaign.locked"))),
      prompt && h("p", { class: "template-shown" }, shownPrompt(prompt)),
      first && prompt && h("blockquote", {}, h("p", { class: "meta" }, t("campaign.row.reads", { n: first.row })), h("p", {}, shownPrompt(prompt, first.cells))),
      h("ul", { class: "column-list" }, columns.map((name) => h("li", {}, h("code", {}, name), used.has(name) ? h("span", { class: "chip" }, name) : h("span", { class: "meta" }, card?.fields[name] || name === "model" ? t("campaign.use.field") : t("campaign.use.kept"))))),
      h("dl", { class: "side-facts" }, fact(t("setting.model"), card ? t(`mode.${card.mode}`) : template.model), fact(t("campaign.settings"), settings.join(", ")), fact(t("campaign.pace.short"), t("campaign.pace.clips", { n: pace, count: number(pace) })), fact("API", h("code", {}, "POST /v1/campaigns"))),
      h("button", { type: "button", class: "button text", onclick: () => this.again() }, icon("redo"), t("campaign.again")),
    );
  }

  /** A new campaign with this template; its table is read back row by row. */
  async again() {
    const { template, columns, name, at_a_time } = this.campaign;
    const rows = [];
    for (let page = 1, all = 1; rows.length < all; page += 1) {
      const found = await campaigns.rows(this.campaignId, { page, page_size: 50 });
      all = found.total;
      rows.push(...found.data.map((row) => Object.fromEntries(columns.map((column) => [column, String(row.cells[column] ?? "")]))));
      if (!found.data.length) break;
    }
    const { model, prompt = "", ...settings } = template;
    campaignDraft.keep({ name, model, columns: [...columns], rows, source: "", prompt, settings, budget: "", at_a_time, skip_invalid: false });
    go("campaigns", { new: "1" });
  }

  // --- the rows ---

  drawTools() {
    const { rows } = this.campaign;
    const counts = { all: rows.total, waiting: rows.waiting, processing: rows.pending + rows.processing, completed: rows.completed, failed: rows.failed };
    const options = FILTERS.map((name) => ({ value: name, label: `${t(`campaign.filter.${name}`)} ${number(counts[name])}` }));
    const isFocused = this.tools.querySelector("choice-group")?.contains(document.activeElement);
    fill(this.tools, choiceGroup({ label: t("history.filter"), value: this.status, options, onchange: (value) => { this.status = value; this.page = 1; this.load(); } }), h("span", { class: "grow" }), h("span", { class: "find" }, this.search));
    if (isFocused) this.tools.querySelector("input:checked").focus();
  }

  drawList({ data, total, page }) {
    if (!data.length) {
      fill(this.list, h("p", { class: "soft pad" }, t("history.nothing")));
      return;
    }
    const columns = this.campaign.columns.slice(0, CELLS_MAX);
    const pages = Math.ceil(total / PAGE);
    const turn = (to, name, label) => h("button", { type: "button", class: "button text square", "aria-label": t(label), title: t(label), disabled: to < 1 || to > pages, onclick: () => { this.page = to; this.load(); } }, icon(name));
    const kept = new Map([...this.list.querySelectorAll("video")].map((video) => [video.dataset.task, video]));
    const focused = this.list.contains(document.activeElement) ? document.activeElement.dataset.at : null;
    fill(
      this.list,
      h(
        "div",
        { class: "scroll" },
        h(
          "table",
          { class: "table rows-table" },
          h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("campaign.row")), h("th", { scope: "col" }, t("campaign.head.clip")), columns.map((name) => h("th", { scope: "col" }, name)), h("th", { scope: "col" }, t("campaign.head.state")), h("th", { scope: "col" }, h("span", { class: "visually-hidden" }, t("campaign.head.more"))), h("th", { scope: "col", class: "num" }, t("campaign.head.credits")), h("th", { scope: "col" }, h("span", { class: "visually-hidden" }, t("campaign.head.acts"))))),
          h("tbody", {}, data.map((row) => this.row(row, columns, kept))),
        ),
      ),
      h("div", { class: "grid-foot" }, h("span", { class: "meta" }, t("campaign.rows.shown", { from: number((page - 1) * PAGE + 1), to: number((page - 1) * PAGE + data.length), total: number(total) })), pages > 1 && [turn(page - 1, "previous", "campaign.rows.before"), turn(page + 1, "next", "campaign.rows.after")], this.isBusy && h("span", { class: "meta quoted" }, t("campaign.survives"))),
    );
    if (focused) this.list.querySelector(`[data-at="${CSS.escape(focused)}"]`)?.focus();
  }

  row(row, columns, kept) {
    const { task } = row;
    const error = row.error ?? task?.error ?? null;
    const name = t("campaign.row.n", { n: number(row.row) });
    let more = "";
    if (row.status === "completed") more = h("span", { class: "meta" }, t("campaign.made", { provider: row.provider ?? "", time: span(task.duration ?? 0) }));
    else if (row.status === "processing") more = h("span", { class: "row-progress" }, h("progress", { max: "100", value: task.progress, "aria-label": name }), `${number(task.progress)}\u00a0%`);
    else if (row.status === "failed" || row.status === "skipped") more = h("span", { class: row.status === "failed" ? "bad" : "meta" }, told(error?.message) ?? error?.code ?? "");
    const isHeld = row.status === "pending" || row.status === "processing";
    const amount = row.status === "completed" ? credits(task.usage.credits_used) : row.status === "waiting" ? credits(row.quoted_credits) : isHeld ? t("campaign.amount.held", { amount: credits(task.usage.credits_reserved) }) : "0";
    return h(
      "tr",
      { class: row.status === "failed" ? "failed" : null },
      h("th", { scope: "row", class: "num", "data-label": t("campaign.row") }, number(row.row)),
      h("td", { class: "clip" }, this.clip(row, name, kept)),
      columns.map((column) => h("td", { "data-label": column }, String(row.cells[column] ?? ""))),
      h("td", { "data-label": t("campaign.head.state") }, stateOf(row.status, row.status === "waiting" ? t("campaign.filter.waiting") : row.status === "skipped" ? t("campaign.skipped") : t(`status.${row.status}`))),
      h("td", { class: "more", "data-label": t("campaign.head.more") }, more),
      h("td", { class: `num${row.status === "waiting" || isHeld ? " meta" : ""}`, "data-label": t("campaign.head.credits") }, amount),
      h("td", { class: "acts" }, this.acts(row, name)),
    );
  }

  clip(row, name, kept) {
    const link = row.task?.results?.[0];
    if (!link) return h("span", { class: "thumb" }, row.status === "failed" && icon("alert"));
    const known = kept.get(row.task.id);
    if (known) return known.parentElement;
    const video = Object.assign(h("video", { playsinline: true, preload: "none", tabindex: "-1", "data-task": row.task.id }), { muted: true, loop: true });
    loadThumbnail(video, ownPath(link));
    const play = () => video.play().catch(() => {}); // leaving at once interrupts it
    return h("a", { class: "thumb", href: ownPath(link), target: "_blank", rel: "noreferrer", "aria-label": t("campaign.watch", { name }), "data-at": `clip ${row.row}`, onmouseenter: play, onfocus: play, onmouseleave: () => video.pause(), onblur: () => video.pause() }, video);
  }

  acts(row, name) {
    const act = (symbol, label, run) => h("button", { type: "button", class: "button text square", "aria-label": `${label}: ${name}`, title: label, "data-at": `${symbol} ${row.row}`, onclick: run }, icon(symbol));
    if (row.task?.results?.[0]) {
      const isPicked = this.picked.has(row.task.id);
      const pick = h("button", { type: "button", class: "button text square", "aria-pressed": String(isPicked), "aria-label": t("named", { name: t("history.pick"), value: name }), title: t("history.pick"), "data-at": `pick ${row.row}`, onclick: () => this.pick(row.task.id) }, icon("columns"));
      return [pick, h("a", { class: "button text square", href: ownPath(row.task.results[0]), download: true, "aria-label": t("named", { name: t("campaign.save"), value: name }), title: t("campaign.save") }, icon("download"))];
    }
    if (row.status === "pending" || row.status === "processing") {
      return act("close", t("campaign.row.cancel"), () => this.attempt(() => post(`/v1/tasks/${row.task.id}/cancel`)));
    }
    const mayRetry = (row.status === "failed" || (row.status === "cancelled" && row.task)) && this.campaign.status !== "cancelled";
    return mayRetry && h("button", { type: "button", class: "button outline", "data-at": `redo ${row.row}`, "aria-label": t("named", { name: t("campaign.row.retry"), value: name }), onclick: () => this.act("retry", { rows: [row.row] }) }, icon("redo"), t("campaign.row.retry"));
  }

  pick(taskId) {
    if (this.picked.has(taskId)) this.picked.delete(taskId);
    else if (this.picked.size < COMPARED_MAX) this.picked.add(taskId);
    this.load();
  }
}

customElements.define("campaign-run", CampaignRun);
