// What has become of a task: idle, queued, rendering, completed, failed, cancelled; then what was understood, and the
// statement.
import { follow, get, isFinal, ownPath, remove } from "../js/api.js";
import { fill, h } from "../js/dom.js";
import { clock, creditsText, number, span } from "../js/format.js";
import { icon } from "../js/icons.js";
import { t, tryText } from "../js/languages.js";
import { told } from "../js/told.js";
import { clipPlayer } from "./clip-player.js";
import { refreshBalance } from "./cost-bar.js";
import { timeRuler } from "./time-ruler.js";

const MARKS = [25, 50, 75];
const LINK_S = 24 * 3600; // what is promised; links live up to an hour longer

class ResultPane extends HTMLElement {
  connectedCallback() {
    if (this.body) return;
    this.body = h("div", { class: "result-body" });
    this.spoken = h("p", { class: "visually-hidden", role: "status" });
    fill(this, this.body, this.spoken);
    this.idle();
  }

  disconnectedCallback() {
    this.leave();
  }

  leave() {
    this.stop?.();
    clearInterval(this.ticking);
    cancelAnimationFrame(this.gliding);
  }

  idle() {
    this.leave();
    this.task = null;
    fill(this.body, h("div", { class: "stage" }, h("div", { class: "words" }, h("h2", {}, t("result.idle")), h("p", {}, t("result.idle.text")))), timeRuler({ length: this.idleSeconds ?? 5 }));
  }

  /** Show a task and follow it to its end. `request`: what was asked for. */
  show(task, request) {
    this.leave();
    this.task = null; // nothing of the one before
    this.request = request;
    this.events = [[new Date(task.created * 1000), t("event.created", { amount: creditsText(task.usage?.credits_reserved ?? task.usage?.credits_used ?? 0) })]];
    this.announced = 0;
    this.update(task);
    if (!isFinal(task)) this.stop = follow(task.id, (now) => this.update(now));
  }

  update(task) {
    const wasShown = this.task?.id === task.id && this.task?.status === task.status;
    this.task = { ...this.task, ...task };
    this.onupdate?.(task);
    if (task.status === "processing") {
      this.events.push([new Date(), t("event.progress", { percent: number(task.progress) })]);
      if (!wasShown) this.running();
      this.progress();
      return;
    }
    if (wasShown) return;
    if (task.status === "pending") this.queued();
    else this.ended();
  }

  // --- while it runs ---

  cancelButton() {
    const button = h("button", { type: "button", class: "button outline", onclick: () => this.cancel(button) }, icon("close"), t("result.cancel"));
    return button;
  }

  async cancel(button) {
    button.classList.add("busy");
    await remove(`/v1/tasks/${this.task.id}`).catch(() => button.classList.remove("busy")); // it may have ended meanwhile: the events say so
  }

  get length() {
    return this.task.task_info?.video_duration || 5;
  }

  held() {
    return h("div", { class: "who" }, icon("clock"), h("span", {}, t("result.held", { amount: creditsText(this.task.usage.credits_reserved) })));
  }

  queued() {
    fill(
      this.body,
      h("div", { class: "stage" }, h("div", { class: "words" }, h("h2", {}, t("result.queued")), h("p", {}, t("result.queued.text", { time: span(this.task.task_info.estimated_time ?? 0) })))),
      timeRuler({ length: this.length }),
      h("div", { class: "status-line" }, h("span", { class: "dot hollow" }), h("span", { class: "grow soft" }, t("result.queued.where")), this.cancelButton()),
      this.held(),
    );
  }

  running() {
    this.percent = h("b", {}, "0");
    this.left = h("p", {});
    this.steps = h("ul", { class: "stages" });
    this.ruler = timeRuler({ length: this.length });
    this.log = h("div", {});
    this.shown = 0;
    fill(
      this.body,
      h("div", { class: "stage" }, h("div", { class: "percent" }, this.percent, h("small", {}, "%"), this.left), this.steps),
      this.ruler,
      h("div", { class: "status-line" }, h("span", { class: "dot" }), h("b", { class: "live" }, t("result.rendering")), h("span", { class: "grow" }), this.cancelButton()),
      this.held(),
      h("div", { class: "under one" }, h("section", {}, h("header", {}, h("h3", {}, t("result.events")), h("code", { class: "dim" }, this.task.id)), this.log)),
    );
    const glide = () => {
      // Linear between events, and never backwards.
      this.shown = Math.max(this.shown, Math.min(this.task.progress, this.shown + Math.max(0.15, (this.task.progress - this.shown) / 30)));
      fill(this.percent, number(Math.floor(this.shown)));
      this.ruler.at = (this.shown / 100) * this.length;
      this.gliding = requestAnimationFrame(glide);
    };
    this.gliding = requestAnimationFrame(glide);
    this.ticking = setInterval(() => this.countDown(), 1000);
  }

  progress() {
    const { progress, task_info: info } = this.task;
    this.leftAt = Date.now() + (info.estimated_time ?? 0) * 1000;
    this.countDown();
    const states = [
      ["result.step.queued", "done"],
      ["result.step.render", progress < 95 ? "now" : "done"],
      ["result.step.keep", progress < 95 ? "next" : "now"],
    ];
    fill(this.steps, states.map(([key, state]) => h("li", { "data-state": state }, h("span", { class: "dot" }, state === "done" ? icon("check") : h("i")), t(key))));
    fill(this.log, this.events.slice(-4).map(([when, text]) => h("p", { class: "event" }, h("code", { class: "dim" }, clock(when)), text)));
    const mark = MARKS.filter((at) => progress >= at).at(-1) ?? 0;
    if (mark > this.announced) {
      this.announced = mark;
      fill(this.spoken, t("event.progress", { percent: number(mark) }));
    }
  }

  countDown() {
    fill(this.left, t("result.left", { time: span(Math.max(1, (this.leftAt - Date.now()) / 1000)) }));
  }

  // --- when it has ended ---

  async ended() {
    this.leave();
    const { task } = this;
    fill(this.spoken, t(`status.${task.status}`));
    this.statement = h("section", {});
    this.who = h("div", { class: "who" });
    this.understood = h("section", {});
    const under = h("div", { class: "under" }, this.understood, this.statement);
    if (task.status === "completed" && task.results?.length) fill(this.body, this.player(), this.who, under);
    else if (task.status === "completed") fill(this.body, this.elementMade(), this.who, under);
    else fill(this.body, this.notMade(), this.who, under);
    this.showUnderstood();
    refreshBalance();
    const statement = await get(`/v1/tasks/${task.id}/statement`).catch(() => null); // the clip matters more
    if (statement && this.task.id === task.id) this.showStatement(statement);
  }

  player() {
    const sound = this.request?.sound === "on" || this.request?.keep_original_sound === true;
    return clipPlayer({ src: ownPath(this.task.results[0]), label: this.request?.prompt ?? t("result.clip"), seconds: this.length, sound, onbroken: () => this.renew() });
  }

  /** The link may have expired: read the task again, once. */
  async renew() {
    if (this.renewed === this.task.id) return;
    this.renewed = this.task.id;
    this.task = { ...this.task, ...(await get(`/v1/tasks/${this.task.id}`)) };
    this.querySelector("clip-player")?.replaceWith(this.player());
  }

  elementMade() {
    const made = this.task.result_data?.elements?.[0] ?? {};
    return h("div", { class: "stage" }, h("div", { class: "words" }, h("h2", {}, t("result.element", { name: made.element_name ?? "" })), h("p", {}, h("code", {}, `element_id ${made.element_id ?? ""}`)), h("p", {}, t("form.element.use"))));
  }

  notMade() {
    const { error, billing, status } = this.task;
    return h(
      "div",
      { class: `stage ${status}` },
      h("div", { class: "words" }, h("h2", {}, status === "failed" && icon("alert"), tryText(`task.${error.code}`, t(`status.${status}`))), h("p", {}, told(error.message)), error.suggestion && status === "failed" && h("p", {}, told(error.suggestion)), h("p", {}, t("result.returned", { amount: creditsText(billing.refunded_credits) }))),
    );
  }

  showUnderstood() {
    const { task } = this;
    const found = task.result_data?.interpretation ?? {};
    const rows = (found.shots ?? []).flatMap((shot, position) => {
      const subjects = (shot.subjects ?? []).map((one) => [one.count > 1 && one.count, one.colour, one.name, one.looks && `(${one.looks})`, one.action].filter(Boolean).join(" ")).join(", ");
      const all = { subject: subjects, setting: [shot.setting, shot.time_of_day, shot.weather].filter(Boolean).join(", "), camera: shot.camera, style: shot.style, mood: [shot.mood, shot.pace, shot.lighting].filter(Boolean).join(", ") };
      const head = found.shots.length > 1 ? [h("dt", { class: "not-used" }, t("shots.shot", { n: position + 1 })), h("dd", {})] : [];
      return [...head, ...Object.entries(all).filter(([, value]) => value).flatMap(([name, value]) => [h("dt", {}, t(`understood.${name}`)), h("dd", {}, value)])];
    });
    // What an edit did to the footage, and what of the prompt could not be done.
    const done = (found.operations ?? []).map((one) => [one.operation, one.what, one.by && t("understood.by", { by: one.by })].filter(Boolean).join(" "));
    if (done.length) rows.push(h("dt", {}, t("understood.done")), h("dd", {}, done.join(", ")));
    if (found.not_done?.length) rows.push(h("dt", { class: "not-used" }, t("understood.not_done")), h("dd", {}, found.not_done.map(told).join("; ")));
    const ignored = (found.ignored ?? []).map((word) => t("quoted", { text: typeof word === "string" ? word : word.text ?? word.word }));
    if (ignored.length) rows.push(h("dt", { class: "not-used" }, t("understood.ignored")), h("dd", {}, ignored.join(", ")));
    this.understood.hidden = !rows.length;
    this.understood.parentElement.classList.toggle("one", !rows.length);
    fill(this.understood, h("header", {}, h("h3", {}, t("understood.title"))), h("dl", {}, rows));
  }

  showStatement(statement) {
    const { task } = this;
    const last = statement.attempts.at(-1);
    const took = (attempt) => (attempt.ended_at ? (new Date(attempt.ended_at) - new Date(attempt.started_at)) / 1000 : 0);
    const time = (value) => (value < 10 ? `${number(value, 1)}\u00a0s` : span(value));
    fill(
      this.statement,
      h("header", {}, h("h3", {}, t("statement.title")), h("span", {}, h("b", {}, creditsText(statement.totals.charged)), " ", t(statement.totals.charged ? "statement.charged" : "statement.nothing"))),
      statement.attempts.map((attempt) => h("div", { class: "attempt" }, h("span", { class: "dim" }, attempt.number), h("b", {}, attempt.provider), h("span", { class: "soft" }, told(attempt.why), ". ", t(`attempt.${attempt.state}`), attempt.note ? ` ${told(attempt.note)}` : ""), h("span", { class: "dim" }, time(took(attempt))))),
      h("p", { class: "hint" }, told(statement.price.rule)),
    );
    if (task.status !== "completed") {
      const retry = h("button", { type: "button", class: "button outline", onclick: () => this.onreuse?.(this.request) }, icon("redo"), t("history.reuse"));
      fill(this.who, h("code", { class: "dim" }, task.error.code), h("span", { class: "grow" }), this.request && retry);
      return;
    }
    const before = statement.attempts.slice(0, -1).map((attempt) => attempt.provider);
    const link = task.results?.[0];
    const expiry = h("span", { class: "expiry" });
    const tick = () => {
      const left = Math.min(Number(new URL(link, location.href).searchParams.get("expires")) - Date.now() / 1000, LINK_S);
      fill(expiry, icon("link"), left > 0 ? t("result.link", { time: span(left) }) : t("result.link.over"));
    };
    fill(
      this.who,
      icon("check"),
      h("span", {}, t("result.by"), " ", h("b", {}, last?.provider ?? ""), " ", t("result.in", { time: span(took(last ?? {})) })),
      before.length > 0 && h("span", { class: "soft-line" }, t("result.after", { providers: before.join(", ") })),
      link && expiry,
      link && h("a", { class: "button quiet", href: ownPath(link), download: `${task.id}.mp4` }, icon("download"), t("download")),
    );
    if (!link) return;
    tick();
    this.ticking = setInterval(tick, 30_000);
  }
}

customElements.define("result-pane", ResultPane);
