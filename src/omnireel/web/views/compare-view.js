// Two to four clips in lock-step, and how their settings differ from the first one's.
import { account } from "../js/account.js";
import { get, ownPath, post } from "../js/api.js";
import { differences } from "../js/differences.js";
import { fill, h } from "../js/dom.js";
import { creditsText, number, readable, seconds, span, timecode, usd } from "../js/format.js";
import { icon } from "../js/icons.js";
import { t } from "../js/languages.js";
import { href, route } from "../js/router.js";
import { FRAMES_PER_SECOND } from "../components/clip-player.js";
import { choiceGroup } from "../components/choice-group.js";
import { switchField } from "../components/switch-field.js";
import { timeRuler } from "../components/time-ruler.js";

const LETTERS = "ABCD";
const SETTINGS = ["model", "prompt", "duration", "aspect_ratio", "quality", "sound", "shots", "elements", "media", "watermark", "callback_url"];
const DRIFT_MAX_S = 0.5 / FRAMES_PER_SECOND;

function settingOf(request, name) {
  const params = request.model_params ?? {};
  if (name === "model") return t(`mode.${account.card(request.model)?.mode ?? "text"}`);
  if (name === "shots") return (params.multi_prompt ?? []).map((shot) => `${shot.duration} s ${shot.prompt}`).join(" / ");
  if (name === "elements") return (params.element_list ?? []).map((element) => element.element_id).join(", ");
  if (name === "media") return [request.image_start, request.image_end, ...(request.image_urls ?? []), request.video_url].filter(Boolean).map((url) => url.split("/").at(-1)).join(", ");
  if (name === "watermark") return t(params.watermark_info?.enabled ? "on" : "off");
  if (name === "sound") return request.sound === undefined ? "" : t(request.sound);
  if (name === "duration") return request.duration === undefined ? "" : seconds(request.duration);
  return String(request[name] ?? "");
}

class CompareView extends HTMLElement {
  async connectedCallback() {
    const ids = (route().query.get("ids") ?? "").split(",").filter(Boolean).slice(0, LETTERS.length);
    const { data } = ids.length ? await post("/v1/tasks/batch?include=request", { task_ids: ids }) : { data: [] };
    this.tasks = data.filter((task) => task.results?.length);
    const head = h("header", { class: "page-head" }, h("h1", { tabindex: "-1" }, t("compare.title", { n: this.tasks.length })), h("a", { class: "button outline", href: href("playground") }, t("history.title")));
    if (this.tasks.length < 2) {
      fill(this, head, h("p", { class: "soft" }, t("history.compare.how")));
      return;
    }
    this.onlyDifferent = false;
    this.rate = 1;
    this.videos = this.tasks.map((task) => Object.assign(h("video", { src: ownPath(task.results[0]), playsinline: true, preload: "auto", tabindex: "-1" }), { muted: true }));
    this.heard = this.tasks.findIndex((task) => task.request.sound === "on");
    this.table = h("div", { class: "scroll" });
    this.ruler = timeRuler({ length: Math.max(...this.tasks.map((task) => task.task_info.video_duration ?? 5)), onseek: (at) => this.seek(at) });
    this.time = h("span", { class: "time" });
    this.playButton = h("button", { type: "button", class: "play", "data-first": true, onclick: () => this.toggle() });
    const act = (name, label, run) => h("button", { type: "button", class: "button text square", "aria-label": label, title: label, onclick: run }, icon(name));
    const rates = choiceGroup({ label: t("compare.rate"), value: "1", options: ["0.25", "0.5", "1"].map((value) => ({ value, label: `${number(Number(value), 2)}×` })), onchange: (value) => this.setRate(Number(value)) });
    this.stages = h("div", { class: "compare-stages" }, this.tasks.map((task, position) => h("div", {}, h("header", {}, h("span", { class: `letter${position ? "" : " base"}` }, LETTERS[position]), h("b", { class: "cut grow" }, readable(task.request.prompt ?? task.id)), this.hearButton(task, position)), h("div", { class: "stage" }, this.videos[position]))));
    this.stages.style.setProperty("--n", this.tasks.length);
    fill(
      this,
      head,
      h("section", { class: "panel compare", onkeydown: (event) => this.key(event) }, this.stages, this.ruler, h("div", { class: "transport" }, this.time, h("div", { class: "keys" }, act("previous", t("player.back"), () => this.step(-1)), this.playButton, act("next", t("player.forward"), () => this.step(1))), h("div", { class: "right" }, rates)), this.table),
    );
    for (const video of this.videos) video.addEventListener("loadedmetadata", () => (this.ruler.length = Math.max(...this.videos.map((one) => one.duration || 0))));
    this.lead.addEventListener("ended", () => this.pause());
    this.hear(this.heard);
    this.statements = await Promise.all(this.tasks.map((task) => get(`/v1/tasks/${task.id}/statement`)));
    this.draw();
    this.show();
  }

  hearButton(task, position) {
    if (task.request.sound !== "on") return h("span", { class: "meta" }, t("player.silent"));
    return h("button", { type: "button", class: "button text", "data-hear": position, onclick: () => this.hear(position) }, icon("sound"), t("compare.hear"));
  }

  /** The longest clip: the others stop on their last frame. */
  get lead() {
    return this.videos.reduce((longest, video) => ((video.duration || 0) > (longest.duration || 0) ? video : longest));
  }

  hear(position) {
    if (position < 0 || this.tasks[position]?.request.sound !== "on") return;
    this.heard = position;
    this.videos.forEach((video, at) => (video.muted = at !== position));
    for (const button of this.querySelectorAll("[data-hear]")) button.setAttribute("aria-pressed", String(Number(button.dataset.hear) === position));
  }

  setRate(rate) {
    this.rate = rate;
    for (const video of this.videos) video.playbackRate = rate;
  }

  toggle() {
    if (!this.lead.paused) {
      this.pause();
      return;
    }
    if (this.lead.ended) this.seek(0);
    for (const video of this.videos) if (!video.ended) video.play().catch(() => {}); // pausing at once interrupts it
    const follow = () => {
      if (!this.isConnected || this.lead.paused) return;
      this.hold(DRIFT_MAX_S * 4);
      this.show();
      requestAnimationFrame(follow);
    };
    requestAnimationFrame(follow);
  }

  /** Bring clips that have drifted back to the leading one. */
  hold(drift) {
    const at = this.lead.currentTime;
    for (const video of this.videos) {
      if (video !== this.lead && at < video.duration && Math.abs(video.currentTime - at) > drift) video.currentTime = at;
    }
  }

  pause() {
    for (const video of this.videos) video.pause();
    this.seek((Math.floor(this.lead.currentTime * FRAMES_PER_SECOND) + 0.5) / FRAMES_PER_SECOND);
  }

  step(frames) {
    for (const video of this.videos) video.pause();
    this.seek((Math.floor(this.lead.currentTime * FRAMES_PER_SECOND) + frames + 0.5) / FRAMES_PER_SECOND);
  }

  seek(at) {
    for (const video of this.videos) video.currentTime = Math.max(0, Math.min(at, (video.duration || at) - DRIFT_MAX_S));
    this.ruler.at = Math.max(0, at);
    this.show();
  }

  show() {
    const at = this.lead.currentTime;
    this.ruler.at = at;
    fill(this.time, timecode(Math.floor(at * FRAMES_PER_SECOND) / FRAMES_PER_SECOND, FRAMES_PER_SECOND), h("span", {}, ` ${t("compare.frame", { n: Math.floor(at * FRAMES_PER_SECOND) + 1 })}`));
    const isPaused = this.lead.paused;
    fill(this.playButton, icon(isPaused ? "play" : "pause"));
    this.playButton.setAttribute("aria-label", t(isPaused ? "player.play" : "player.pause"));
  }

  key(event) {
    if (event.target.matches("input") || event.ctrlKey || event.metaKey) return;
    const acts = { " ": event.target.closest("button") ? null : () => this.toggle(), ",": () => this.step(-1), ".": () => this.step(1), ArrowLeft: () => this.seek(this.lead.currentTime - 1), ArrowRight: () => this.seek(this.lead.currentTime + 1), Home: () => this.seek(0), End: () => this.seek(this.lead.duration) };
    const act = acts[event.key] ?? (/^[1-4]$/.test(event.key) ? () => this.hear(Number(event.key) - 1) : null);
    if (!act) return;
    event.preventDefault();
    act();
  }

  draw() {
    const rows = SETTINGS.map((name) => {
      const values = this.tasks.map((task) => settingOf(task.request, name));
      const isSame = values.every((value) => value === values[0]);
      if (isSame && (this.onlyDifferent || !values[0])) return null;
      const cells = values.map((value, position) => h("td", {}, position === 0 || value === values[0] ? value : differences(values[0], value).map((part) => (part.isNew ? h("mark", {}, part.text) : part.text))));
      return h("tr", { class: isSame ? null : "differs" }, h("th", { scope: "row" }, isSame ? "" : "≠ ", t(`setting.${name}`)), cells);
    });
    const outcome = [
      ["compare.by", (task, statement) => statement.attempts.at(-1)?.provider ?? ""],
      ["compare.time", (task) => span(task.duration ?? 0)],
      ["compare.charged", (task) => `${creditsText(task.usage.credits_used)}, ${usd(task.usage.cost.usd)}`],
    ].map(([key, of]) => h("tr", {}, h("th", { scope: "row" }, t(key)), this.tasks.map((task, position) => h("td", {}, of(task, this.statements[position])))));
    const only = switchField({ label: t("compare.only"), checked: this.onlyDifferent, onchange: (on) => { this.onlyDifferent = on; this.draw(); } });
    const files = h("tr", {}, h("th", { scope: "row" }, t("download")), this.tasks.map((task) => h("td", {}, h("a", { class: "button outline", href: ownPath(task.results[0]), download: `${task.id}.mp4` }, icon("download"), t("download")))));
    fill(this.table, h("div", { class: "status-line" }, h("h3", { class: "grow" }, t("compare.settings")), only), h("table", { class: "table compare-table" }, h("tbody", {}, rows.filter(Boolean), outcome, files)));
  }
}

customElements.define("compare-view", CompareView);
