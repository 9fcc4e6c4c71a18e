// The account's keys: what each may spend and has spent, a new one, another limit, the end of one.
import { account } from "../js/account.js";
import { ApiError, call, get, post, remove } from "../js/api.js";
import { fill, h } from "../js/dom.js";
import { credits } from "../js/format.js";
import { icon } from "../js/icons.js";
import { language, t } from "../js/languages.js";
import { told } from "../js/told.js";
import { choiceGroup } from "./choice-group.js";
import { field, fieldError, textInput } from "./field.js";

const NAME_MAX = 80;
const COLUMNS = ["keys.name", "keys.key", "keys.used", "keys.last", "keys.acts"];
const PARTS = [["minute", 60], ["hour", 3600], ["day", 86400]];

/** "4 min ago"; the date where that is more than a week. */
function ago(when) {
  const past = (Date.now() - when) / 1000;
  if (past < 60) return t("keys.now");
  if (past > 7 * 86400) return dayOf(when);
  const [unit, size] = PARTS.filter(([, least]) => past >= least).at(-1);
  return new Intl.RelativeTimeFormat(language(), { style: "short" }).format(-Math.floor(past / size), unit);
}

const dayOf = (when) => new Intl.DateTimeFormat(language(), { day: "numeric", month: "short", year: when.getFullYear() === new Date().getFullYear() ? undefined : "numeric" }).format(when);

/** An amount as people write it; what is no number goes to the server as it is, which says what is wrong with it. */
function amountOf(text) {
  const plain = text.replace(/\s/g, "");
  if (!plain) return null;
  const value = Number(language() === "fr" ? plain.replace(",", ".") : plain.replaceAll(",", ""));
  return Number.isFinite(value) ? value : text;
}

const nameOf = (key) => key.name || key.hint;

class KeyTable extends HTMLElement {
  connectedCallback() {
    this.classList.add("panel");
    this.opened = null; // {id, part}: the row in which something is asked
    this.create = h("button", { type: "button", class: "button outline", "aria-expanded": "false", hidden: true, onclick: () => this.openForm() }, icon("plus"), t("keys.create"));
    this.rows = h("div", {});
    this.made = h("div", { role: "status" });
    this.form = h("div", {});
    fill(this, h("header", {}, h("h2", {}, t("keys.title")), this.create), this.rows, this.made, this.form);
    this.load();
  }

  async load() {
    try {
      this.keys = (await get("/v1/keys")).data;
    } catch (error) {
      const isDenied = error.code === "role_denied";
      fill(this.rows, h("p", { class: "hint line" }, isDenied ? t("keys.denied") : told(error.message)));
      return;
    }
    this.create.hidden = false;
    this.render();
  }

  render(focus) {
    const rows = this.keys.flatMap((key) => [this.row(key), this.opened?.id === key.id && this.asked(key)]);
    fill(this.rows, h("table", { class: "table stack" }, h("thead", {}, h("tr", {}, COLUMNS.map((name) => h("th", { scope: "col" }, name === "keys.acts" ? h("span", { class: "visually-hidden" }, t(name)) : t(name))))), h("tbody", {}, rows.filter(Boolean))));
    if (focus) this.rows.querySelector(focus)?.focus();
  }

  row(key) {
    const isOver = Boolean(key.revoked_at);
    const spent = key.used_credits + key.held_credits;
    const bar = key.limit_credits !== null && h("div", { class: "bar" }, h("i"));
    if (bar) bar.firstChild.style.width = `${key.limit_credits ? Math.min(100, (spent / key.limit_credits) * 100) : 100}%`;
    const used = key.limit_credits === null ? t("keys.unlimited", { used: credits(spent) }) : t("keys.of", { used: credits(spent), limit: credits(key.limit_credits) });
    const act = (part, style) => h("button", { type: "button", class: `button text ${style}`, "data-part": part, "aria-label": t(`keys.${part}.of`, { name: nameOf(key) }), "aria-expanded": String(this.opened?.id === key.id && this.opened.part === part), onclick: () => this.ask(key, part) }, t(`keys.${part}`));
    return h(
      "tr",
      { class: isOver ? "over" : null, "data-key": key.id },
      h("th", { scope: "row" }, h("b", {}, nameOf(key)), h("p", { class: "meta" }, [t(`keys.role.${key.role}`), key.current && t("keys.here")].filter(Boolean).join(", "))),
      h("td", {}, h("code", {}, key.hint)),
      h("td", { class: "used" }, isOver ? t("keys.revoked", { day: dayOf(new Date(key.revoked_at)) }) : [h("p", {}, used), bar]),
      h("td", { class: "soft last" }, key.last_task_at ? ago(new Date(key.last_task_at)) : t("keys.never")),
      h("td", { class: "acts" }, !isOver && [act("limit", ""), !key.current && act("revoke", "danger")]),
    );
  }

  ask(key, part) {
    const isOpen = this.opened?.id === key.id && this.opened.part === part;
    this.opened = isOpen ? null : { id: key.id, part };
    this.render(isOpen ? `[data-key="${key.id}"] [data-part=${part}]` : ".asked input, .asked [data-no]");
  }

  close(key, part) {
    this.opened = null;
    this.render(`[data-key="${key.id}"] [data-part=${part}]`);
  }

  /** The row under a key: its new limit, or whether it is to be revoked. */
  asked(key) {
    const { part } = this.opened;
    const cell = h("td", { colspan: COLUMNS.length }, part === "limit" ? this.limitForm(key) : this.question(key));
    const escape = (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      this.close(key, part);
    };
    return h("tr", { class: "asked", onkeydown: escape }, cell);
  }

  limitForm(key) {
    let text = key.limit_credits === null ? "" : String(key.limit_credits).replace(".", language() === "fr" ? "," : ".");
    const input = textInput({ value: text, onchange: (value) => { text = value; limit.setError(null); } });
    input.inputMode = "decimal";
    const limit = field({ label: t("keys.limit.of", { name: nameOf(key) }), note: t("unit.credits"), hint: t("keys.limit.none"), param: "limit_credits", control: input });
    const save = h("button", { class: "button outline" }, t("keys.save"));
    const send = async (event) => {
      event.preventDefault();
      await this.during(save, { limit_credits: limit }, limit, async () => {
        const changed = await call("PATCH", `/v1/keys/${key.id}`, { limit_credits: amountOf(text) });
        this.put(changed);
        if (changed.current) await account.refresh();
        this.close(key, "limit");
      });
    };
    return h("form", { class: "limit-form", onsubmit: send, novalidate: true }, limit, h("div", { class: "buttons" }, save, h("button", { type: "button", class: "button text", onclick: () => this.close(key, "limit") }, t("cancel"))));
  }

  question(key) {
    const problem = h("div", { "aria-live": "polite" });
    problem.setError = (message) => fill(problem, message && fieldError(message));
    const revoke = h("button", { type: "button", class: "button outline danger" }, t("keys.revoke"));
    revoke.addEventListener("click", () =>
      this.during(revoke, {}, problem, async () => {
        this.put(await remove(`/v1/keys/${key.id}`));
        this.opened = null;
        this.render();
        this.create.focus();
      }),
    );
    return h("div", { class: "question", role: "group", "aria-label": t("keys.revoke.of", { name: nameOf(key) }) }, h("p", {}, t("keys.revoke.ask", { name: nameOf(key) })), problem, h("div", { class: "buttons" }, revoke, h("button", { type: "button", class: "button text", "data-no": true, onclick: () => this.close(key, "revoke") }, t("keys.keep"))));
  }

  put(key) {
    const at = this.keys.findIndex((known) => known.id === key.id);
    this.keys.splice(at < 0 ? this.keys.length : at, 1, key);
  }

  /** Do it with the button busy; errors go to the fields that they name, others to `rest`. */
  async during(button, fields, rest, act) {
    if (button.classList.contains("busy")) return;
    button.classList.add("busy");
    for (const one of [...Object.values(fields), rest]) one.setError(null);
    try {
      await act();
    } catch (error) {
      const details = error instanceof ApiError && error.details.length ? error.details : [{ message: error.message }];
      for (const { param, message } of details) (fields[param] ?? rest).setError(message);
      this.querySelector(".wrong input")?.focus();
    } finally {
      button.classList.remove("busy");
    }
  }

  openForm() {
    if (this.form.firstChild) return this.closeForm();
    fill(this.made);
    this.create.setAttribute("aria-expanded", "true");
    const wanted = { name: "", limit: "", role: "use" };
    const name = textInput({ maxlength: NAME_MAX, onchange: (value) => { wanted.name = value; fields.name.setError(null); } });
    const limit = textInput({ placeholder: t("keys.limit.no"), onchange: (value) => { wanted.limit = value; fields.limit_credits.setError(null); } });
    limit.inputMode = "decimal";
    const roles = choiceGroup({ label: t("keys.role"), value: wanted.role, options: ["use", "manage"].map((value) => ({ value, label: t(`keys.role.${value}`) })), onchange: (role) => { wanted.role = role; } });
    const fields = {
      name: field({ label: t("keys.new"), param: "name", control: name }),
      limit_credits: field({ label: t("keys.limit"), note: t("unit.credits"), param: "limit_credits", control: limit }),
      role: field({ label: t("keys.role"), param: "role", control: roles }),
    };
    const make = h("button", { class: "button main" }, t("keys.make"));
    const send = async (event) => {
      event.preventDefault();
      await this.during(make, fields, fields.name, async () => {
        const limited = amountOf(wanted.limit);
        const body = { name: wanted.name, role: wanted.role };
        if (limited !== null) body.limit_credits = limited;
        const { key: secret, ...key } = await post("/v1/keys", body);
        this.put(key);
        this.render();
        this.closeForm();
        this.showOnce(key, secret);
      });
    };
    fill(this.form, h("form", { class: "key-form", novalidate: true, onsubmit: send, onkeydown: (event) => event.key === "Escape" && this.closeForm() }, fields.name, fields.limit_credits, fields.role, make, h("p", { class: "hint" }, t("keys.once"))));
    name.focus();
  }

  closeForm() {
    fill(this.form);
    this.create.setAttribute("aria-expanded", "false");
    this.create.focus();
  }

  /** The new key, until it is put away: nobody can show it again. */
  showOnce(key, secret) {
    const text = h("input", { class: "input mono", readonly: true, value: secret, "aria-label": t("keys.key"), onfocus: () => text.select() });
    const copy = h("button", { type: "button", class: "button outline", onclick: () => this.copy(text, copy) }, icon("copy"), t("copy"));
    const done = () => {
      fill(this.made);
      this.create.focus();
    };
    fill(this.made, h("div", { class: "new-key" }, h("p", {}, t("keys.made", { name: nameOf(key) })), h("div", { class: "buttons" }, text, copy, h("button", { type: "button", class: "button text", onclick: done }, t("keys.done")))));
    copy.focus();
  }

  async copy(text, button) {
    try {
      await navigator.clipboard.writeText(text.value);
    } catch {
      text.select(); // a page without https has no clipboard of its own
      document.execCommand("copy");
    }
    fill(button, icon("check"), t("copied"));
  }
}

customElements.define("key-table", KeyTable);
