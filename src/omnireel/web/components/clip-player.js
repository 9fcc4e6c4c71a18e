// Plays a clip: stage, ruler, transport. Space plays, , and . step one frame, the arrows 1 s, M mutes, L loops, F fills
// the screen, Home and End go to the ends.
import { fill, h } from "../js/dom.js";
import { timecode } from "../js/format.js";
import { icon } from "../js/icons.js";
import { t } from "../js/languages.js";
import { timeRuler } from "./time-ruler.js";

export const FRAMES_PER_SECOND = 24;

const button = (name, label, act) => h("button", { class: "button text square", type: "button", "aria-label": label, title: label, onclick: act }, icon(name));

class ClipPlayer extends HTMLElement {
  connectedCallback() {
    if (this.video) return;
    this.video = h("video", { src: this.src, playsinline: true, preload: "auto", tabindex: "-1", "aria-label": this.label });
    this.video.loop = true;
    this.ruler = timeRuler({ length: this.seconds, onseek: (at) => this.seek(at) });
    this.playButton = h("button", { class: "play", type: "button", onclick: () => this.toggle() });
    this.time = h("span", { class: "time" });
    this.muteButton = button("sound", t("player.mute"), () => this.mute());
    this.soundNote = h("span", {}, this.sound ? t("player.stereo") : t("player.silent"));
    this.loopButton = button("loop", t("player.loop"), () => this.loop());
    fill(
      this,
      h("div", { class: "stage" }, this.video),
      this.ruler,
      h(
        "div",
        { class: "transport" },
        this.time,
        h("div", { class: "keys" }, button("previous", t("player.back"), () => this.step(-1)), this.playButton, button("next", t("player.forward"), () => this.step(1))),
        h("div", { class: "right" }, this.muteButton, this.soundNote, this.loopButton, button("full", t("player.full"), () => this.fullScreen())),
      ),
    );
    this.video.addEventListener("loadedmetadata", () => {
      this.ruler.length = this.video.duration;
      this.show();
    });
    for (const name of ["play", "pause", "seeked", "volumechange", "ended"]) this.video.addEventListener(name, () => this.show());
    this.video.addEventListener("play", () => this.run());
    this.video.addEventListener("click", () => this.toggle());
    this.video.addEventListener("error", () => this.onbroken?.());
    this.addEventListener("keydown", (event) => this.key(event));
    this.muteButton.hidden = !this.sound;
    this.show();
  }

  get length() {
    return this.video.duration || this.seconds;
  }

  toggle() {
    if (this.video.paused) this.video.play().catch(() => {}); // a second press may come before it has begun
    else this.video.pause();
  }

  step(frames) {
    this.video.pause();
    const frame = Math.floor(this.video.currentTime * FRAMES_PER_SECOND + 0.001) + frames;
    // The middle of a frame: its edge may show the one before.
    this.seek((frame + 0.5) / FRAMES_PER_SECOND);
  }

  seek(at) {
    this.video.currentTime = Math.min(Math.max(0, at), Math.max(0, this.length - 0.5 / FRAMES_PER_SECOND));
    this.show();
  }

  mute() {
    this.video.muted = !this.video.muted;
  }

  loop() {
    this.video.loop = !this.video.loop;
    this.show();
  }

  fullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else this.requestFullscreen();
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const onButton = event.target.closest("button");
    const acts = {
      " ": onButton ? null : () => this.toggle(),
      ",": () => this.step(-1),
      ".": () => this.step(1),
      ArrowLeft: () => this.seek(this.video.currentTime - 1),
      ArrowRight: () => this.seek(this.video.currentTime + 1),
      Home: () => this.seek(0),
      End: () => this.seek(this.length),
      m: () => this.mute(),
      l: () => this.loop(),
      f: () => this.fullScreen(),
    };
    const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  run() {
    const tick = () => {
      if (!this.isConnected || this.video.paused) return;
      this.show();
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  }

  show() {
    const at = this.video.currentTime;
    this.ruler.at = at;
    fill(this.time, timecode(Math.floor(at * FRAMES_PER_SECOND) / FRAMES_PER_SECOND, FRAMES_PER_SECOND), h("span", {}, ` / ${timecode(this.length, FRAMES_PER_SECOND)}`));
    const isPaused = this.video.paused;
    if (this.playButton.dataset.paused !== String(isPaused)) {
      this.playButton.dataset.paused = String(isPaused);
      fill(this.playButton, icon(isPaused ? "play" : "pause"));
      this.playButton.setAttribute("aria-label", t(isPaused ? "player.play" : "player.pause"));
    }
    fill(this.muteButton, icon(this.video.muted ? "silent" : "sound"));
    this.muteButton.setAttribute("aria-pressed", String(this.video.muted));
    this.loopButton.setAttribute("aria-pressed", String(this.video.loop));
  }
}

customElements.define("clip-player", ClipPlayer);

/** `onbroken()` is called when the clip cannot be loaded (its link has expired). */
export function clipPlayer({ src, label, seconds, sound, onbroken }) {
  return Object.assign(document.createElement("clip-player"), { src, label, seconds, sound, onbroken });
}
