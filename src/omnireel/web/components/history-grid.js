// The latest tasks, kept on the server: thumbnails that play under the pointer, filter, reuse, compare, cancel, delete.
import { ApiError, follow, get, isFinal, OfflineError, ownPath, post, remove } from "../js/api.js";
import { fill, h } from "../js/dom.js";
import { account } from "../js/account.js";
import { credits, creditsText, number, readable, seconds } from "../js/format.js";
import { icon } from "../js/icons.js";
import { t } from "../js/languages.js";
import { loadThumbnail } from "../js/thumbnails.js";
import { go } from "../js/router.js";
import { told } from "../js/told.js";
import { choiceGroup } from "./choice-group.js";
import { fieldError } from "./field.js";
import { showUndo } from "./undo-toast.js";

const PAGE = 20;
const COMPARE_MAX = 4;
const TITLE_MAX = 48;
const FILTERS = { all: () => true, running: (task) => !isFinal(task), completed: (task) => task.status === "completed", failed: (task) => ["failed", "cancelled"].includes(task.status) };

/** Tasks that are deleted once nobody takes that back: no grid shows or counts them, a new one neither. */
const leaving = new Set();

class HistoryGrid extends HTMLElement {
  connectedCallback() {
    if (this.tasks) return;
    this.tasks = [];
    this.total = 0;
    this.filter = "all";
    this.model = "";
    this.chosen = new Set();
    this.made = new Map();
    this.following = new Map();
    this.latest = h("span", { class: "hint" });
    this.counts = h("span", { class: "soft", role: "status" });
    this.compare = h("button", { type: "button", class: "button outline", onclick: () => this.openCompare() }, icon("columns"), t("history.compare"));
    this.cards = h("div", {});
    this.more = h("div", { class: "pages", hidden: true }, h("button", { type: "button", class: "button outline", onclick: () => this.loadMore() }, t("history.more")));
    this.problem = h("div", { role: "alert" });
    fill(this, h("div", { class: "history-head" }, h("h2", {}, t("history.title")), this.latest, this.counts, this.tools()), this.problem, this.cards, this.more);
    this.load();
  }

  disconnectedCallback() {
    for (const stop of this.following.values()) stop();
  }

  tools() {
    const filters = choiceGroup({
      label: t("history.filter"),
      value: this.filter,
      options: Object.keys(FILTERS).map((value) => ({ value, label: t(`history.${value}`) })),
      onchange: (value) => {
        this.filter = value;
        this.draw();
      },
    });
    const models = h(
      "span",
      { class: "select" },
      h("select", { "aria-label": t("history.models"), onchange: (event) => { this.model = event.target.value; this.draw(); } }, h("option", { value: "" }, t("history.models")), account.cards.map((card) => h("option", { value: card.id }, t(`mode.${card.mode}`)))),
      icon("chevron"),
    );
    return h("div", { class: "tools" }, filters, models, this.compare);
  }

  /** The next page of what is not here yet. What is made and deleted meanwhile moves the pages. */
  async load() {
    const page = Math.floor((this.tasks.length + leaving.size) / PAGE) + 1;
    const { data, total } = await get(`/v1/tasks?page=${page}&page_size=${PAGE}`);
    const isHere = (id) => leaving.has(id) || this.tasks.some((task) => task.id === id);
    const ids = data.map((row) => row.id).filter((id) => !isHere(id));
    const found = ids.length ? (await post("/v1/tasks/batch?include=request", { task_ids: ids })).data.filter((task) => !isHere(task.id)) : [];
    this.tasks.push(...found);
    this.total = total - leaving.size;
    for (const task of found) if (!isFinal(task)) this.watch(task);
    this.draw();
    return found;
  }

  async loadMore() {
    try {
      const [first] = await this.load();
      fill(this.problem);
      if (first && this.more.hidden) this.querySelector(`[data-task="${first.id}"] .thumb`)?.focus();
    } catch (error) {
      if (error instanceof OfflineError) return; // the bar below the top says so
      if (!(error instanceof ApiError)) throw error;
      fill(this.problem, fieldError(error.message));
    }
  }

  /** A task was made, or has changed. */
  put(task, request) {
    const at = this.tasks.findIndex((known) => known.id === task.id);
    if (at < 0) {
      this.tasks.unshift({ ...task, request });
      this.total += 1;
      this.draw();
      return;
    }
    const before = this.tasks[at];
    this.tasks[at] = { ...before, ...task };
    if (before.status !== task.status) this.draw();
    else this.querySelector(`[data-task="${task.id}"]`)?.show?.(this.tasks[at]);
  }

  watch(task) {
    this.following.set(task.id, follow(task.id, (now) => this.put(now)));
  }

  draw() {
    const isMore = this.tasks.length < this.total;
    fill(this.latest, t("history.latest", { shown: number(this.tasks.length), total: number(this.total) }));
    this.latest.hidden = this.more.hidden = !isMore;
    const running = this.tasks.filter(FILTERS.running).length;
    const done = this.tasks.filter(FILTERS.completed).length;
    fill(this.counts, h("span", { class: running ? "live" : null }, t("history.count.running", { n: running, count: number(running) })), ", ", t("history.count.completed", { n: done, count: number(done) }));
    const shown = this.tasks.filter((task) => FILTERS[this.filter](task) && (!this.model || task.model === this.model));
    if (!this.tasks.length) fill(this.cards, this.empty());
    else fill(this.cards, h("ul", { class: "cards" }, shown.map((task) => this.cardOf(task))), !shown.length && h("p", { class: "hint" }, t("history.nothing")));
    this.showCompare();
  }

  empty() {
    const samples = ["boat", "train"].map((name) => h("button", { type: "button", class: "button outline", onclick: () => this.onsample(t(`sample.${name}`)) }, icon("play"), t(`sample.${name}.name`)));
    return h("div", { class: "panel history-empty" }, h("div", { class: "ghosts", "aria-hidden": "true" }, h("i"), h("i"), h("i")), h("h3", {}, t("history.empty")), h("p", { class: "soft" }, t("history.empty.text")), h("div", { class: "samples" }, samples));
  }

  titleOf(task) {
    const { request } = task;
    return readable(request?.prompt || request?.model_params?.element_name || request?.model_params?.multi_prompt?.[0]?.prompt || task.id);
  }

  /** The card of a task: the one that is there, as long as the task's status is the same, so that its clip is not
   *  loaded again. */
  cardOf(task) {
    const known = this.made.get(task.id);
    if (known?.status === task.status) {
      known.card.load();
      known.card.querySelector("[data-pick]")?.setAttribute("aria-pressed", String(this.chosen.has(task.id)));
      return known.card;
    }
    const card = this.card(task);
    this.made.set(task.id, { card, status: task.status });
    return card;
  }

  card(task) {
    const mode = account.card(task.model)?.mode ?? "text";
    const title = this.titleOf(task);
    const charged = task.usage?.credits_used ?? task.usage?.credits_reserved ?? 0;
    const video = task.results?.length ? h("video", { muted: true, loop: true, playsinline: true, preload: "none", tabindex: "-1" }) : null;
    const along = h("i", { class: "along" });
    const state = h("span", { class: `state${isFinal(task) ? "" : " run"}` });
    const thumb = h("button", { type: "button", class: "thumb", "aria-label": `${t("named", { name: t("history.open"), value: title })}. ${t(`status.${task.status}`)}`, onclick: () => this.open(task.id) }, video, state, along);
    if (video) {
      video.muted = true;
      thumb.append(h("span", { class: "badge" }, task.request?.sound === "on" && icon("sound"), seconds(task.task_info.video_duration ?? 0)));
      const play = () => video.play().catch(() => {}); // leaving before it starts is fine
      const rest = () => {
        video.pause();
        video.currentTime = 0.5;
        along.style.width = "0";
      };
      thumb.addEventListener("pointerenter", play);
      thumb.addEventListener("focus", play);
      thumb.addEventListener("pointerleave", rest);
      thumb.addEventListener("blur", rest);
      video.addEventListener("timeupdate", () => !video.paused && (along.style.width = `${(video.currentTime / video.duration) * 100}%`));
    }
    const card = h(
      "li",
      { class: `card${this.current === task.id ? " open" : ""}`, "data-task": task.id, onkeydown: (event) => this.key(event, task) },
      thumb,
      h("div", { class: "acts" }, this.acts(task, Boolean(video))),
      h("p", { class: "title cut", title }, title),
      h("p", { class: "row" }, h("span", { class: "cut" }, [t(`mode.short.${mode}`), task.request?.quality].filter(Boolean).join(", ")), h("span", {}, creditsText(charged))),
    );
    card.load = () => video && !video.src && loadThumbnail(video, `${ownPath(task.results[0])}#t=0.5`);
    card.load();
    card.show = (now) => {
      if (now.status === "completed") fill(state, !video && h("span", { class: "line" }, t("status.completed"), icon("check")));
      else if (isFinal(now)) fill(state, h("span", { class: "line bad" }, h("span", {}, t(`status.${now.status}`)), icon("alert")), h("small", {}, told(now.error?.message) ?? ""));
      else {
        const bar = h("div", { class: "bar" }, h("i"));
        bar.firstChild.style.width = `${now.progress}%`;
        fill(state, h("span", { class: "line live" }, h("span", {}, t(`status.${now.status}`)), h("b", {}, `${number(now.progress)}\u00a0%`)), bar);
      }
    };
    card.show(task);
    return card;
  }

  acts(task, isClip) {
    const act = (name, label, run, pressed = null) => h("button", { type: "button", "aria-label": label, title: label, "aria-pressed": pressed, "data-pick": pressed !== null, onclick: run }, icon(name));
    return [
      task.request && act("redo", t("history.reuse"), () => this.onreuse(task.request)),
      isClip && act("columns", t("history.pick"), () => this.pick(task.id), String(this.chosen.has(task.id))),
      !isFinal(task) && act("close", t("result.cancel"), () => remove(`/v1/tasks/${task.id}`).catch(() => {})), // it may have just ended
      isFinal(task) && act("trash", t("history.delete"), () => this.delete(task)),
    ];
  }

  key(event, task) {
    const cards = [...this.querySelectorAll(".thumb")];
    const at = cards.indexOf(event.target);
    if (at < 0) return;
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -6, ArrowDown: 6 }[event.key];
    if (step) cards[Math.min(cards.length - 1, Math.max(0, at + step))].focus();
    else if (event.key.toLowerCase() === "r" && task.request) this.onreuse(task.request);
    else if (event.key === " " && task.results?.length) this.pick(task.id);
    else if (event.key === "Delete" && isFinal(this.tasks.find((known) => known.id === task.id))) this.delete(task);
    else return;
    event.preventDefault();
  }

  /** Gone at once, deleted when nobody took it back. */
  delete(task) {
    const position = [...this.querySelectorAll(".card")].findIndex((card) => card.dataset.task === task.id);
    const at = this.tasks.findIndex((known) => known.id === task.id);
    const title = this.titleOf(task);
    const short = title.length > TITLE_MAX ? `${title.slice(0, TITLE_MAX)}…` : title;
    const [taken] = this.tasks.splice(at, 1);
    this.total -= 1;
    leaving.add(task.id);
    this.chosen.delete(task.id);
    this.ongone?.(task.id);
    fill(this.problem);
    this.draw();
    const cards = [...this.querySelectorAll(".thumb")];
    (cards[Math.min(position, cards.length - 1)] ?? this.querySelector("input:checked")).focus();
    const back = (problem) => {
      leaving.delete(task.id);
      const grid = this.isConnected ? this : document.querySelector("history-grid"); // another language, another grid
      grid?.putBack(taken, at, problem && t("history.delete.failed", { title: short, problem }));
    };
    const send = async () => {
      try {
        await post(`/v1/tasks/${task.id}/delete`, undefined, { keepalive: true });
      } catch (error) {
        if (error.status !== 404) return back(error instanceof OfflineError ? t("offline.title") : told(error.message)); // 404: it is gone already
      }
      leaving.delete(task.id);
    };
    showUndo(t("history.deleted", { title: short }), () => back(), send);
  }

  putBack(task, at, problem) {
    if (!this.tasks.some((known) => known.id === task.id)) {
      this.tasks.splice(at, 0, task);
      this.total += 1;
    }
    this.draw();
    fill(this.problem, problem && fieldError(problem));
    if (!problem) this.querySelector(`[data-task="${task.id}"] .thumb`)?.focus();
  }

  open(id) {
    const task = this.tasks.find((known) => known.id === id);
    this.mark(id);
    this.onopen(task);
  }

  mark(id) {
    this.current = id;
    for (const card of this.querySelectorAll(".card")) card.classList.toggle("open", card.dataset.task === id);
  }

  pick(id) {
    if (this.chosen.has(id)) this.chosen.delete(id);
    else if (this.chosen.size < COMPARE_MAX) this.chosen.add(id);
    this.draw();
    this.querySelector(`[data-task="${id}"] .thumb`)?.focus();
  }

  showCompare() {
    const n = this.chosen.size;
    this.compare.setAttribute("aria-disabled", String(n < 2));
    this.compare.title = n < 2 ? t("history.compare.how") : "";
    fill(this.compare, icon("columns"), n ? t("history.compare.n", { n: credits(n) }) : t("history.compare"));
  }

  openCompare() {
    if (this.chosen.size >= 2) go("compare", { ids: [...this.chosen].join(",") });
  }
}

customElements.define("history-grid", HistoryGrid);
