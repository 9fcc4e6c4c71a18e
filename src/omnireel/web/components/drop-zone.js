// Takes one file: empty, file over it, uploading, kept, refused. Drop, choose, or paste a URL.
import { fill, h } from "../js/dom.js";
import { bytes, number } from "../js/format.js";
import { icon } from "../js/icons.js";
import { t } from "../js/languages.js";
import { mediaOf } from "../js/drafts.js";
import { takeFile } from "../js/media.js";

class DropZone extends HTMLElement {
  connectedCallback() {
    if (this.input) return;
    this.input = h("input", { type: "file", class: "visually-hidden", tabindex: "-1", accept: this.rules.types.join(","), "aria-hidden": "true", onchange: () => this.take(this.input.files[0]) });
    this.body = h("div", { class: "body" });
    this.append(this.input, this.body);
    this.addEventListener("dragover", (event) => {
      event.preventDefault();
      this.over(true);
    });
    this.addEventListener("dragleave", (event) => this.contains(event.relatedTarget) || this.over(false));
    this.addEventListener("drop", (event) => {
      event.preventDefault();
      this.over(false);
      this.take(event.dataTransfer.files[0]);
    });
    this.render();
  }

  over(isOver) {
    this.classList.toggle("over", isOver);
  }

  take(file) {
    if (!file) return;
    this.media?.cancel?.();
    this.set(takeFile(file, this.rules, (media) => media === this.media && this.set(media)));
  }

  set(media) {
    this.media = media;
    this.render();
    this.tell(media);
  }

  clear() {
    this.media?.cancel?.();
    if (this.media?.preview) URL.revokeObjectURL(this.media.preview);
    this.input.value = "";
    this.set(null);
    this.querySelector("button")?.focus();
  }

  askUrl() {
    const wrong = h("p", { class: "field-error", role: "alert", hidden: true }, t("media.url.wrong"));
    const given = h("input", { class: "input", type: "url", placeholder: "https://…", "aria-label": t("media.url") });
    const keep = (event) => {
      event.preventDefault();
      const url = given.value.trim();
      if (/^https?:\/\/./.test(url)) this.set(mediaOf(url));
      else wrong.hidden = false;
    };
    fill(this.body, h("div", { class: "by-url" }, given, h("div", { class: "row" }, h("button", { type: "button", class: "button outline", onclick: keep }, t("media.url.use")), h("button", { type: "button", class: "button text", onclick: () => this.render() }, t("cancel"))), wrong));
    given.addEventListener("keydown", (event) => {
      if (event.key === "Enter") keep(event);
      if (event.key === "Escape") this.render();
    });
    given.focus();
  }

  render() {
    const { media, rules, label } = this;
    const isVideo = rules.kind === "video";
    this.dataset.state = !media ? "empty" : media.error ? "refused" : media.url ? "kept" : "sending";
    if (!media || media.error) {
      fill(
        this.body,
        h(
          "button",
          { type: "button", class: "choose", "aria-label": t("named", { name: t("media.choose"), value: label }), onclick: () => this.input.click() },
          media?.error
            ? [icon("alert"), h("b", { class: "bad" }, media.error.title), h("span", { class: "bad" }, media.error.text)]
            : this.isSmall
              ? [icon("plus"), this.caption && h("span", { class: "meta" }, this.caption)]
              : [icon("upload"), h("span", {}, h("b", {}, t("media.choose")), ` ${t(isVideo ? "media.drop.video" : "media.drop.image")}`), h("span", { class: "meta" }, this.caption ?? rules.kinds)],
        ),
        !this.isSmall && h("button", { type: "button", class: "button text by-url-button", onclick: () => this.askUrl() }, t("media.url")),
      );
      return;
    }
    const source = media.preview ?? media.url;
    const remove = h("button", { type: "button", class: "drop", "aria-label": t("media.remove", { name: media.name }), title: t("media.remove", { name: media.name }), onclick: () => this.clear() }, icon("close"));
    const isElsewhere = !media.preview && new URL(source, location.href).origin !== location.origin; // the page loads nothing from there
    const picture = isElsewhere ? h("span", { class: "elsewhere" }, icon("link")) : isVideo ? h("video", { src: source, muted: true, preload: "metadata", tabindex: "-1" }) : h("img", { src: source, alt: media.name });
    const facts = [media.seconds && `${number(media.seconds, 1)}\u00a0s`, media.width && `${media.width} × ${media.height}`, media.size && bytes(media.size)].filter(Boolean).join(", ");
    const progress = !media.url && [
      h("span", { class: "meta" }, t("media.sent", { sent: bytes(Math.min(media.sent, media.size)), size: bytes(media.size) })),
      Object.assign(h("div", { class: "bar" }, h("i")), { share: media.sent / media.size }),
    ];
    fill(
      this.body,
      h("div", { class: "picture" }, picture, remove, this.caption && h("span", { class: "caption cut" }, this.caption)),
      !this.isSmall && h("div", { class: "facts-of" }, h("b", { class: "cut" }, media.name), h("span", { class: "hint" }, facts), progress, media.url && media.width && h("span", { class: "hint" }, icon("check"), " ", t(isVideo ? "media.good.video" : "media.good.image"))),
      this.isSmall && progress,
    );
    const bar = this.body.querySelector(".bar");
    if (bar) bar.firstChild.style.width = `${bar.share * 100}%`;
  }
}

customElements.define("drop-zone", DropZone);

/** `onchange(media)` (kept as `tell`: the browser calls what is named `onchange` by itself); `rules`: of js/media.js; `caption`: on the picture; `isSmall`: a square of a row. */
export function dropZone({ media, rules, label, caption, onchange, isSmall = false }) {
  const zone = Object.assign(document.createElement("drop-zone"), { media, rules, label, caption, tell: onchange, isSmall });
  if (isSmall) zone.classList.add("small");
  return zone;
}
