// A new campaign: table, template, settings on the left; what will be asked for on the right; the cost below.
import { account } from "../js/account.js";
import { ApiError, newKey, OfflineError } from "../js/api.js";
import { campaignDraft, campaigns, shownPrompt } from "../js/campaigns.js";
import { debounce, fill, h, newId } from "../js/dom.js";
import { credits, number, readNumber, usd } from "../js/format.js";
import { icon } from "../js/icons.js";
import { t } from "../js/languages.js";
import { told } from "../js/told.js";
import { go } from "../js/router.js";
import { decoded, readTable, TableError } from "../js/tables.js";
import { choiceGroup } from "./choice-group.js";
import { field, fieldError, textInput } from "./field.js";
import { switchField } from "./switch-field.js";

const TABLE_ROWS = 6;
const PREVIEW_ROWS = 8;
const QUOTE_MS = 350;
const MEDIA = ["image_start", "image_end", "video_url"];

const emptyDraft = (card) => ({ name: "", model: card.id, columns: [], rows: [], source: "", prompt: "", settings: {}, budget: "", at_a_time: 4, skip_invalid: false });

class CampaignForm extends HTMLElement {
  connectedCallback() {
    this.cards = account.cards.filter((card) => card.mode !== "element");
    this.draft = campaignDraft.read() ?? emptyDraft(this.cards[0]);
    if (!account.card(this.draft.model)) this.draft.model = this.cards[0].id;
    this.key = newKey();
    this.previewPage = 1;
    this.tableFrom = 0;
    this.only = "all";
    this.ask = debounce(() => this.quote(), QUOTE_MS);
    this.name = h("input", { class: "input campaign-name", value: this.draft.name, placeholder: t("campaign.name"), "aria-label": t("campaign.name"), maxlength: "120", oninput: (event) => this.set({ name: event.target.value }) });
    this.table = h("div", {});
    this.template = h("div", {});
    this.settings = h("div", { class: "campaign-settings" });
    this.preview = h("section", { class: "panel campaign-preview", "aria-label": t("campaign.asked") });
    this.bar = h("section", { class: "panel campaign-bar", "aria-label": t("campaign.cost") });
    fill(
      this,
      h("header", { class: "page-head" }, h("div", { class: "grow" }, h("p", { class: "meta" }, t("campaign.crumb.new")), h("h1", { class: "visually-hidden" }, t("campaign.new")), this.name), h("div", { class: "tools" }, h("button", { type: "button", class: "button text", onclick: () => this.discard() }, t("campaign.discard")), h("button", { type: "button", class: "button outline", onclick: () => this.later() }, t("campaign.later")))),
      h("div", { class: "campaign-new" }, h("section", { class: "panel campaign-steps" }, this.table, this.template, this.settings), this.preview),
      this.bar,
    );
    this.drawTable();
    this.drawTemplate();
    this.drawSettings();
    this.drawPreview();
    this.drawBar();
    if (this.draft.rows.length) this.quote();
  }

  get card() {
    return account.card(this.draft.model);
  }

  /** Something was changed: it is kept, and the cost is asked for anew. */
  set(changes) {
    Object.assign(this.draft, changes);
    this.key = newKey();
    campaignDraft.keep(this.draft);
    this.bar.classList.add("asking");
    this.ask();
  }

  discard() {
    campaignDraft.drop();
    go("campaigns");
  }

  later() {
    campaignDraft.keep(this.draft);
    go("campaigns");
  }

  order() {
    const { draft } = this;
    const template = { model: draft.model };
    if (draft.prompt) template.prompt = draft.prompt;
    for (const [name, value] of Object.entries(draft.settings)) {
      if (this.card.fields[name] && value !== "" && value !== null) template[name] = name === "image_urls" ? String(value).split(/\s+/) : value;
    }
    const order = { name: draft.name.trim() || t("campaign.unnamed"), template, rows: draft.rows, at_a_time: draft.at_a_time, skip_invalid: draft.skip_invalid };
    const budget = readNumber(draft.budget);
    if (budget !== null) order.budget_credits = Number.isNaN(budget) ? draft.budget : budget; // the server says what is wrong
    return order;
  }

  // --- 1. the table ---

  drawTable() {
    const { columns, rows, source } = this.draft;
    const file = h("input", { type: "file", accept: ".csv,.tsv,.txt,text/csv", class: "visually-hidden", tabindex: "-1", "aria-hidden": "true", onchange: (event) => this.open(event.target.files[0]) });
    const choose = h("button", { type: "button", class: "button outline", "data-first": true, onclick: () => file.click() }, icon("upload"), t(rows.length ? "campaign.replace" : "campaign.choose"));
    const paste = h("button", { type: "button", class: "button outline", onclick: () => this.showPaste() }, t("campaign.paste"));
    const facts = rows.length > 0 && h("span", { class: "meta" }, [source, t("campaign.rows", { n: rows.length, count: number(rows.length) }), t("campaign.columns", { n: columns.length, count: number(columns.length) })].filter(Boolean).join(", "));
    this.tableProblem = h("div", { "aria-live": "polite" });
    this.pasteBox = h("div", {});
    fill(
      this.table,
      h("div", { class: "step-head" }, h("h2", {}, t("campaign.step.table")), facts, h("span", { class: "grow" }), choose, paste, file),
      this.pasteBox,
      rows.length ? this.grid() : this.dropZone(choose),
      this.tableProblem,
    );
  }

  dropZone() {
    const zone = h("div", { class: "table-drop" }, h("p", {}, t("campaign.drop")), h("p", { class: "meta" }, t("campaign.drop.how")));
    zone.addEventListener("dragover", (event) => {
      event.preventDefault();
      zone.classList.add("over");
    });
    zone.addEventListener("dragleave", () => zone.classList.remove("over"));
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      zone.classList.remove("over");
      if (event.dataTransfer.files[0]) this.open(event.dataTransfer.files[0]);
    });
    return zone;
  }

  async open(file) {
    if (!file) return;
    try {
      this.take(decoded(await file.arrayBuffer()), file.name);
    } catch (error) {
      if (!(error instanceof TableError)) throw error;
      fill(this.tableProblem, fieldError(t(error.key, error.values)));
    }
  }

  showPaste() {
    const box = h("textarea", { id: newId("paste"), class: "input", rows: "6", "aria-label": t("campaign.paste.label"), placeholder: t("campaign.paste.sample") });
    const use = h("button", { type: "button", class: "button quiet", onclick: () => this.take(box.value, "") }, t("campaign.paste.use"));
    fill(this.pasteBox, h("div", { class: "paste" }, box, use));
    box.focus();
  }

  /** Take a table up. One that cannot be read is said, and the one before stays. */
  take(text, source) {
    try {
      const { columns, rows } = readTable(text);
      if (!this.draft.name && source) this.name.value = this.draft.name = source.replace(/\.[^.]*$/, "");
      if (!this.draft.prompt) this.draft.prompt = columns.includes("prompt") ? "" : `{${columns[0]}}`;
      this.tableFrom = 0;
      this.previewPage = 1;
      this.set({ columns, rows, source });
      this.drawTable();
      this.drawTemplate();
      this.table.querySelector("[data-first]").focus();
    } catch (error) {
      if (!(error instanceof TableError)) throw error;
      fill(this.tableProblem, fieldError(t(error.key, error.values)));
    }
  }

  grid() {
    const { columns, rows } = this.draft;
    const shown = rows.slice(this.tableFrom, this.tableFrom + TABLE_ROWS);
    const wrong = new Map((this.answer?.problems ?? []).map((problem) => [`${problem.row} ${problem.param}`, problem.message]));
    const move = (by, name, label) => h("button", { type: "button", class: "button text square", "aria-label": t(label), title: t(label), disabled: by < 0 ? this.tableFrom === 0 : this.tableFrom + TABLE_ROWS >= rows.length, onclick: () => this.scrollTable(this.tableFrom + by * TABLE_ROWS) }, icon(name));
    const cell = (row, position, column) => {
      const message = wrong.get(`${position + 1} ${column}`);
      return h("td", { class: message ? "wrong" : null }, h("input", { value: row[column], "aria-label": t("campaign.cell", { row: position + 1, column }), "aria-invalid": message ? "true" : null, title: told(message), placeholder: message ? t("campaign.cell.empty") : null, "data-cell": `${position + 1} ${column}`, onchange: (event) => this.setCell(position, column, event.target.value) }));
    };
    return h(
      "div",
      { class: "campaign-grid" },
      h("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": t("campaign.step.table") }, h("table", {}, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, h("span", { class: "visually-hidden" }, t("campaign.row"))), columns.map((name) => h("th", { scope: "col" }, h("code", {}, name))))), h("tbody", {}, shown.map((row, at) => h("tr", {}, h("th", { scope: "row" }, number(this.tableFrom + at + 1)), columns.map((column) => cell(row, this.tableFrom + at, column))))))),
      rows.length > TABLE_ROWS && h("div", { class: "grid-foot" }, h("span", { class: "meta" }, t("campaign.rows.shown", { from: number(this.tableFrom + 1), to: number(Math.min(rows.length, this.tableFrom + TABLE_ROWS)), total: number(rows.length) })), move(-1, "previous", "campaign.rows.before"), move(1, "next", "campaign.rows.after")),
    );
  }

  scrollTable(from) {
    this.tableFrom = Math.max(0, Math.min(from, this.draft.rows.length - 1));
    this.drawTable();
  }

  setCell(position, column, value) {
    this.draft.rows[position] = { ...this.draft.rows[position], [column]: value };
    this.set({ rows: this.draft.rows });
  }

  /** Bring a cell that is to be mended into sight. */
  mend(row, column) {
    this.scrollTable(Math.floor((row - 1) / TABLE_ROWS) * TABLE_ROWS);
    const name = this.draft.columns.includes(column) ? column : this.draft.columns[0];
    const cell = this.table.querySelector(`[data-cell="${CSS.escape(`${row} ${name}`)}"]`);
    cell?.scrollIntoView({ block: "center" });
    cell?.focus({ preventScroll: true });
  }

  // --- 2. the template ---

  drawTemplate() {
    const { draft } = this;
    this.prompt = h("textarea", { id: newId("prompt"), class: "input template", rows: "3", value: draft.prompt, placeholder: t("campaign.template.sample"), oninput: (event) => this.setPrompt(event.target.value) });
    this.promptField = field({ label: t("campaign.step.template"), param: "template", control: this.prompt });
    const used = new Set((this.answer?.columns ?? []).filter((column) => column.use === "variable").map((column) => column.name));
    const chips = draft.columns.length > 0 && h("div", { class: "column-chips" }, h("span", { class: "meta" }, t("campaign.columns.label")), draft.columns.map((name) => h("button", { type: "button", class: `chip${used.has(name) ? "" : " idle"}`, "data-column": name, title: t("campaign.columns.insert", { name }), onclick: () => this.insert(name) }, name)), h("span", { class: "meta" }, t("campaign.columns.how")));
    fill(this.template, this.promptField, chips);
  }

  setPrompt(prompt) {
    this.set({ prompt });
    this.previewPage = 1;
  }

  insert(name) {
    const { selectionStart: from, selectionEnd: to, value } = this.prompt;
    this.prompt.setRangeText(`{${name}}`, from, to, "end");
    if (this.prompt.value !== value) this.setPrompt(this.prompt.value);
    this.prompt.focus();
  }

  // --- 3. the settings ---

  drawSettings() {
    const { draft, card } = this;
    const { settings, columns } = draft;
    const put = (name, value) => this.set({ settings: { ...draft.settings, [name]: value } });
    const rule = (name) => card.fields[name] ?? null;
    const model = h("select", { id: newId("model"), "aria-label": t("setting.model"), onchange: (event) => this.setModel(event.target.value) }, this.cards.map((one) => h("option", { value: one.id, selected: one.id === draft.model }, t(`mode.${one.mode}`))));
    const parts = [field({ label: t("setting.model"), control: h("span", { class: "select" }, model, icon("chevron")), wide: true })];
    const choices = (name, values, label) => {
      const value = String(settings[name] ?? rule(name).default ?? "");
      return field({ label: t(`setting.${name}`), param: name, group: true, control: choiceGroup({ label: t(`setting.${name}`), value, options: values.map((one) => ({ value: String(one), label: label?.(one) ?? String(one) })), onchange: (chosen) => put(name, name === "duration" ? Number(chosen) : chosen) }) });
    };
    if (rule("duration") && card.follows !== "video") {
      const { minimum, maximum } = rule("duration");
      parts.push(choices("duration", [5, 10, 15].filter((one) => one >= minimum && one <= maximum), (one) => `${one}\u00a0s`));
    }
    const allowed = (name) => rule(name)?.enum ?? rule(name)?.anyOf?.find((one) => one.enum)?.enum ?? null;
    if (allowed("quality")) parts.push(choices("quality", allowed("quality")));
    if (allowed("aspect_ratio")) parts.push(choices("aspect_ratio", allowed("aspect_ratio")));
    if (rule("sound")) parts.push(switchField({ label: t("form.sound"), checked: (settings.sound ?? rule("sound").default) === "on", onchange: (on) => put("sound", on ? "on" : "off") }));
    if (rule("keep_original_sound")) parts.push(switchField({ label: t("form.keep"), checked: settings.keep_original_sound ?? true, onchange: (on) => put("keep_original_sound", on) }));
    for (const name of [...MEDIA, "image_urls"]) {
      if (!rule(name) || columns.includes(name)) continue;
      parts.push(field({ label: t(`campaign.media.${name}`), param: name, wide: true, hint: t("campaign.media.how"), control: textInput({ value: settings[name], placeholder: "https://… {column}", onchange: (value) => put(name, value.trim()) }) }));
    }
    parts.push(field({ label: t("campaign.pace"), wide: true, hint: t("campaign.pace.how"), control: h("input", { id: newId("pace"), class: "input short", type: "number", min: "1", max: "50", value: draft.at_a_time, oninput: (event) => event.target.validity.valid && event.target.value && this.set({ at_a_time: Number(event.target.value) }) }) }));
    this.fields = Object.fromEntries(parts.filter((node) => node.dataset.param && node.setError).map((node) => [node.dataset.param, node]));
    fill(this.settings, h("h2", {}, t("campaign.step.settings")), h("p", { class: "hint wide" }, t("campaign.settings.how")), parts);
  }

  setModel(model) {
    this.set({ model });
    this.drawSettings();
  }

  // --- what will be asked for ---

  async quote() {
    if (!this.draft.rows.length) return;
    this.asked?.abort();
    this.asked = new AbortController();
    try {
      const answer = await campaigns.quote(this.order(), this.previewPage, PREVIEW_ROWS, { signal: this.asked.signal });
      this.answer = answer;
      this.showProblem(null, null);
      this.drawPreview();
      this.drawBar();
      if (!this.table.contains(document.activeElement)) this.drawTable();
      for (const chip of this.template.querySelectorAll("[data-column]")) chip.classList.toggle("idle", !answer.columns.some((column) => column.name === chip.dataset.column && column.use === "variable"));
    } catch (error) {
      if (error.name === "AbortError") return;
      if (error instanceof ApiError) this.showProblem(error.details[0]?.param ?? null, error.message);
      else if (error instanceof OfflineError) this.drawBar();
      else throw error;
    }
  }

  /** Something of the campaign itself is wrong, not of a row. */
  showProblem(param, message) {
    this.promptField.setError(param === "template" ? message : null);
    this.problem = told(message);
    if (message) this.answer = null;
    this.drawBar();
    if (message) this.drawPreview();
  }

  drawPreview() {
    const { answer } = this;
    if (!answer) {
      fill(this.preview, h("div", { class: "step-head" }, h("h2", {}, t("campaign.asked"))), h("p", { class: "soft pad" }, this.draft.rows.length && !this.problem ? t("campaign.asking") : t("campaign.asked.empty")));
      return;
    }
    const { total, to_fix: toFix } = answer.rows;
    if (!toFix) this.only = "all";
    const filter = choiceGroup({ label: t("campaign.asked"), value: this.only, options: [{ value: "all", label: t("campaign.all", { n: number(total) }) }, { value: "fix", label: t("campaign.fix", { n: number(toFix) }), disabled: !toFix }], onchange: (value) => { this.only = value; this.drawPreview(); } });
    const problems = new Map();
    for (const problem of answer.problems) if (!problems.has(problem.row)) problems.set(problem.row, problem);
    const rows = this.only === "fix" ? [...problems.keys()].map((row) => ({ row })) : answer.preview;
    const from = (this.previewPage - 1) * PREVIEW_ROWS;
    const pages = Math.ceil(total / PREVIEW_ROWS);
    const turn = (to, name, label) => h("button", { type: "button", class: "button text square", "aria-label": t(label), title: t(label), disabled: to < 1 || to > pages, onclick: () => { this.previewPage = to; this.quote(); } }, icon(name));
    fill(
      this.preview,
      h("div", { class: "step-head" }, h("h2", {}, t("campaign.asked")), h("span", { class: "grow" }), filter),
      answer.warnings.map((warning) => h("p", { class: "warning" }, icon("alert"), h("span", {}, told(warning)))),
      h("ol", { class: "asked" }, rows.map((row) => this.previewRow(row, problems.get(row.row)))),
      h("div", { class: "grid-foot" }, this.only === "all" && [h("span", { class: "meta" }, t("campaign.rows.shown", { from: number(from + 1), to: number(from + answer.preview.length), total: number(total) })), pages > 1 && [turn(this.previewPage - 1, "previous", "campaign.rows.before"), turn(this.previewPage + 1, "next", "campaign.rows.after")]], h("span", { class: "meta quoted" }, t("campaign.quoted"))),
    );
  }

  previewRow(row, problem) {
    const at = h("span", { class: "at" }, number(row.row));
    if (problem) {
      const mend = h("button", { type: "button", class: "button outline", onclick: () => this.mend(problem.row, problem.param) }, t("campaign.mend"));
      const message = this.draft.columns.includes(problem.param) && problem.message.includes("is empty") ? [h("span", { class: "chip" }, problem.param), ` ${t("campaign.is.empty")}`] : told(problem.message);
      return h("li", { class: "wrong" }, at, h("span", { class: "grow bad" }, icon("alert"), h("span", {}, message)), mend);
    }
    const cells = this.draft.rows[row.row - 1] ?? {};
    const text = this.draft.prompt && !(this.draft.columns.includes("prompt") && cells.prompt) ? shownPrompt(this.draft.prompt, cells) : row.prompt;
    return h("li", {}, at, h("span", { class: "grow" }, text || h("span", { class: "meta" }, t("campaign.no.prompt"))), h("span", { class: "amount" }, row.credits === undefined ? "" : credits(row.credits)));
  }

  // --- the cost and the start ---

  drawBar() {
    const { answer, draft } = this;
    this.bar.classList.remove("asking");
    const ready = answer?.rows.ready ?? 0;
    const total = draft.rows.length;
    const cost = answer?.cost.credits ?? 0;
    this.budget ??= h("input", { id: newId("budget"), class: "input", inputmode: "decimal", value: draft.budget, oninput: (event) => this.set({ budget: event.target.value }) });
    const budget = readNumber(draft.budget);
    const rest = budget === null || Number.isNaN(budget) ? null : budget - cost;
    const notes = [];
    if (answer && rest !== null) notes.push(rest >= 0 ? t("campaign.budget.rest", { amount: credits(rest) }) : t("campaign.budget.short", { amount: credits(-rest) }));
    if (answer) notes.push(answer.affordable ? t("campaign.balance.rest", { amount: credits(answer.available_credits - cost) }) : t("campaign.balance.short", { amount: credits(cost - answer.available_credits) }));
    const fixes = answer?.rows.to_fix ?? 0;
    const why = !total ? t("campaign.why.table") : this.problem ? this.problem : !answer ? t("campaign.asking") : !ready ? t("campaign.why.none") : null;
    const start = h("button", { type: "button", class: "button main", "aria-disabled": String(Boolean(why)), onclick: () => this.start() }, t("campaign.start", { n: ready, count: number(ready) }));
    this.startButton = start;
    const focused = document.activeElement === this.budget;
    fill(
      this.bar,
      h("div", {}, h("div", { class: "meta" }, t("campaign.clips")), h("div", { class: "figure" }, number(ready), h("small", {}, t("campaign.of.rows", { n: total, count: number(total) })))),
      h("div", {}, h("div", { class: "meta" }, t("campaign.total")), h("div", { class: "figure" }, credits(cost), h("small", {}, `${t("unit.credits")}, ${usd(answer?.cost.usd ?? 0)}`))),
      h("div", { class: "budget" }, h("label", { for: this.budget.id }, h("b", {}, t("campaign.budget")), h("span", { class: "meta" }, t("campaign.budget.how"))), h("div", { class: "row" }, h("span", { class: "unit-input" }, this.budget, h("span", { class: "meta" }, t("unit.credits"))), h("span", { class: "notes" }, notes.join(", ")))),
      h("div", { class: "go" }, why ? h("p", { class: "reason", role: "status" }, why) : fixes > 0 && h("p", { class: "reason" }, t("campaign.leaves.out", { n: fixes, count: number(fixes) })), start),
    );
    if (focused) this.budget.focus();
  }

  async start() {
    if (this.startButton.getAttribute("aria-disabled") === "true") return;
    this.startButton.classList.add("busy");
    try {
      const order = { ...this.order(), skip_invalid: (this.answer?.rows.to_fix ?? 0) > 0 };
      const made = await campaigns.start(order, this.key);
      campaignDraft.drop();
      account.refresh().catch(() => {}); // the balance follows
      go("campaigns", { id: made.id });
    } catch (error) {
      this.startButton.classList.remove("busy");
      if (error instanceof ApiError) this.showProblem(error.details[0]?.param ?? null, error.message);
      else if (!(error instanceof OfflineError)) throw error;
    }
  }
}

customElements.define("campaign-form", CampaignForm);
