// The form of a model, made from its card: a field appears where the card has it. It asks the server for a quote as it
// is filled in, and sends the task.
import { account } from "../js/account.js";
import { ApiError, newKey, OfflineError, post } from "../js/api.js";
import { rateOf } from "../js/cards.js";
import { debounce, fill, h, newId } from "../js/dom.js";
import { bodyOf, drafts, firstShots, uploadsOf } from "../js/drafts.js";
import { credits, seconds } from "../js/format.js";
import { icon } from "../js/icons.js";
import { language, t } from "../js/languages.js";
import { rulesOf, uploadPercent } from "../js/media.js";
import { choiceGroup } from "./choice-group.js";
import { costBar } from "./cost-bar.js";
import { dropZone } from "./drop-zone.js";
import { durationRuler } from "./duration-ruler.js";
import { elementPicker } from "./element-picker.js";
import { field, textInput } from "./field.js";
import { mediaRow } from "./media-row.js";
import { counter, promptField } from "./prompt-field.js";
import { switchField } from "./switch-field.js";
import { variationPanel } from "./variation-panel.js";

const QUOTE_PAUSE_MS = 250;
const CREATE = "/v1/videos/generations";

class VideoForm extends HTMLElement {
  connectedCallback() {
    if (this.bar) return;
    this.fields = {};
    this.touched = new Set();
    this.bar = costBar({ text: t(this.card.mode === "element" ? "form.make" : "form.generate") });
    this.askQuote = debounce(() => this.quote(), QUOTE_PAUSE_MS);
    const build = this.card.mode === "element" ? this.elementFields() : this.videoFields();
    this.variations = this.card.mode === "element" ? null : variationPanel({ card: this.card, draft: this.draft });
    this.form = h("form", { class: "fields", novalidate: true, onsubmit: (event) => event.preventDefault() }, build, this.moreSettings(), this.variations);
    fill(this, this.form, this.bar);
    this.bar.button.addEventListener("click", () => this.send());
    this.quote();
  }

  has(name) {
    return name in this.card.fields;
  }

  /** Something was changed by hand; `param` is the field that it belongs to. */
  changed(param) {
    this.touched.add(param);
    this.bar.uploading(uploadPercent(uploadsOf(this.draft)));
    drafts.touched();
    this.bar.asking();
    this.askQuote();
    this.variations?.changed();
  }

  // --- the fields ---

  videoFields() {
    const { draft } = this;
    return [
      this.has("video_url") && this.video("video_url"),
      this.has("image_start") && this.frames(),
      this.has("image_urls") && this.images(),
      this.prompt(),
      this.has("model_params.element_list") && this.elements(),
      this.has("duration") && this.duration(),
      this.card.follows === "video" && this.followed(),
      h("div", { class: "pair wide" }, this.has("aspect_ratio") && this.ratio(), this.quality()),
      this.has("sound") && this.sound(),
      this.has("keep_original_sound") && switchField({ label: t("form.keep"), hint: t("form.keep.hint"), checked: draft.keep_original_sound, param: "keep_original_sound", onchange: (on) => this.set("keep_original_sound", on) }),
      this.has("model_params.multi_shot") && switchField({ label: t("form.shots"), hint: t("form.shots.hint", { n: this.card.limits.shots_max }), checked: draft.multi_shot, param: "model_params.multi_shot", onchange: (on) => this.setShots(on) }),
    ];
  }

  add(name, node) {
    this.fields[name] = node;
    return node;
  }

  set(name, value) {
    this.draft[name] = value;
    this.changed(name);
  }

  /** What chips in a prompt may stand for. */
  targets() {
    const { draft } = this;
    const images = [draft.image_start, draft.image_end, ...draft.image_urls].filter((media) => media && !media.error);
    return [
      ...draft.elements.map((element, position) => ({ token: `element_${position + 1}`, name: element.name, note: t("prompt.element"), icon: "element" })),
      ...images.map((media, position) => ({ token: `image_${position + 1}`, name: t("prompt.image", { n: position + 1 }), note: media.name, icon: "image", preview: media.preview })),
      ...(draft.video_url && !draft.video_url.error ? [{ token: "video_1", name: t("prompt.video"), note: draft.video_url.name, icon: "video" }] : []),
    ];
  }

  prompt() {
    const max = this.card.limits.prompt_characters_max;
    const label = t(this.card.mode === "edit" ? "form.change" : "form.prompt");
    this.promptBox = promptField({
      value: this.draft.prompt,
      label,
      placeholder: t(`form.placeholder.${this.card.mode}`),
      targets: () => this.targets(),
      isFirst: true,
      onchange: (text) => {
        node.setNote(counter(this.promptBox.length, max));
        this.set("prompt", text);
      },
    });
    const tools = h("p", { class: "hint" }, t("prompt.hint"));
    this.english = h("p", { class: "hint", hidden: true }, t("form.english"));
    const node = field({ label, note: counter([...this.draft.prompt].length, max), param: "prompt", control: h("div", {}, this.promptBox, tools, this.english), wide: true, group: true });
    node.hidden = this.draft.multi_shot;
    return this.add("prompt", node);
  }

  duration() {
    const { minimum, maximum } = this.card.fields.duration;
    const ruler = durationRuler({
      min: minimum,
      max: maximum,
      value: this.draft.duration,
      label: t("form.duration"),
      onchange: (value) => {
        node.setNote(h("b", { class: "soft" }, seconds(value)));
        this.set("duration", value);
        this.onshots();
      },
    });
    const node = field({ label: t("form.duration"), note: h("b", { class: "soft" }, seconds(this.draft.duration)), param: "duration", control: ruler });
    return this.add("duration", node);
  }

  choice(name, label, before) {
    const values = this.card.fields[name].enum;
    const control = choiceGroup({ label, value: this.draft[name], options: values.map((value) => ({ value, label: value, before: before?.(value) })), onchange: (value) => this.set(name, value) });
    return this.add(name, field({ label, param: name, control, group: true }));
  }

  ratio() {
    return this.choice("aspect_ratio", t("form.ratio"), (value) => h("i", { class: `shape r${value.replace(":", "-")}`, "aria-hidden": "true" }));
  }

  quality() {
    return this.choice("quality", t("form.quality"));
  }

  sound() {
    const of = (sound) => rateOf(this.card, { quality: this.draft.quality, sound })?.credits_per_second;
    const hint = of(true) === undefined ? null : t("form.sound.hint", { rate: credits(of(true)) });
    return switchField({ label: t("form.sound"), hint, checked: this.draft.sound, param: "sound", onchange: (on) => this.set("sound", on) });
  }

  /** How long the footage is, which an edit is as long as. */
  followed() {
    this.length = h("b", {});
    this.showLength();
    return h("p", { class: "note-line wide" }, t("form.follows"), this.length);
  }

  showLength() {
    const { video_url: footage } = this.draft;
    if (this.length) fill(this.length, footage?.seconds ? ` ${seconds(footage.seconds)}` : "");
  }

  mediaChanged(name, media) {
    this.draft[name] = media;
    this.showLength();
    this.promptBox?.refresh();
    this.changed(name);
    this.onmedia?.();
  }

  video(name) {
    const rules = rulesOf(this.card, "video");
    const zone = dropZone({ media: this.draft[name], rules, label: t("form.video"), onchange: (media) => this.mediaChanged(name, media) });
    return this.add(name, field({ label: t("form.video"), note: t("media.rule.each", { kinds: rules.kinds, max: rules.megabytes }), param: name, control: zone, wide: true, group: true }));
  }

  frames() {
    const rules = rulesOf(this.card, "image");
    const zone = (name, caption) => dropZone({ media: this.draft[name], rules, label: caption, caption, isSmall: true, onchange: (media) => this.mediaChanged(name, media) });
    const node = field({ label: t("form.frames"), note: t("media.rule.each", { kinds: rules.kinds, max: rules.megabytes }), param: "image_start", control: h("div", { class: "frames" }, zone("image_start", t("form.first")), zone("image_end", t("form.last"))), wide: true, group: true });
    this.fields.image_end = node;
    return this.add("image_start", node);
  }

  images() {
    const max = this.card.limits.images_max;
    const rules = rulesOf(this.card, "image");
    const count = () => t("form.of", { n: this.draft.image_urls.length, max });
    const row = mediaRow({
      list: this.draft.image_urls,
      max,
      rules,
      label: t("form.images"),
      onchange: () => {
        node.setNote(count());
        this.mediaChanged("image_urls", this.draft.image_urls);
      },
    });
    const node = field({ label: t(this.card.mode === "edit" ? "form.style" : "form.images"), note: count(), hint: rules.kinds, param: "image_urls", control: row, wide: true, group: true });
    return this.add("image_urls", node);
  }

  elements() {
    const max = this.card.limits.elements_max;
    const count = () => t("form.of", { n: this.draft.elements.length, max });
    const picker = elementPicker({
      list: this.draft.elements,
      max,
      kinds: this.has("video_url") ? ["image_refer"] : null,
      onchange: () => {
        node.setNote(count());
        this.promptBox.refresh();
        this.changed("model_params.element_list");
      },
      onloaded: () => this.promptBox.refresh(),
    });
    const node = field({ label: t("form.elements"), note: count(), param: "model_params.element_list", control: picker, wide: true, group: true });
    return this.add("model_params.element_list", node);
  }

  elementFields() {
    const { draft } = this;
    const [images, videos] = [rulesOf(this.card, "image"), rulesOf(this.card, "video")];
    const text = (name, label, max, control) => {
      const node = field({ label, note: counter([...draft[name]].length, max), param: `model_params.${name}`, control, wide: true });
      control.addEventListener("input", () => {
        draft[name] = control.value;
        node.setNote(counter([...control.value].length, max));
        this.changed(`model_params.${name}`);
      });
      return this.add(`model_params.${name}`, node);
    };
    const frontal = dropZone({ media: draft.frontal, rules: images, label: t("form.frontal"), caption: t("form.frontal"), isSmall: true, onchange: (media) => this.mediaChanged("frontal", media) });
    const others = mediaRow({ list: draft.others, max: 3, rules: images, label: t("form.others"), onchange: () => this.changed("model_params.element_image_list") });
    const pictures = this.add("model_params.element_image_list", field({ label: t("form.pictures"), note: t("form.pictures.note"), hint: t("form.pictures.hint"), param: "model_params.element_image_list", control: h("div", { class: "frames" }, frontal, others), wide: true, group: true }));
    const zone = dropZone({ media: draft.element_video, rules: videos, label: t("form.video"), onchange: (media) => this.mediaChanged("element_video", media) });
    const video = this.add("model_params.element_video_list", field({ label: t("form.video"), note: t("form.element.video"), param: "model_params.element_video_list", control: zone, wide: true, group: true }));
    const show = () => {
      pictures.hidden = draft.reference_type !== "image_refer";
      video.hidden = !pictures.hidden;
    };
    show();
    const kind = choiceGroup({
      label: t("form.from"),
      value: draft.reference_type,
      options: this.card.fields["model_params.reference_type"].enum.map((value) => ({ value, label: t(`form.${value}`) })),
      onchange: (value) => {
        draft.reference_type = value;
        show();
        this.changed("model_params.reference_type");
      },
    });
    const limit = (name) => this.card.fields[`model_params.${name}`].maxLength;
    return [
      field({ control: kind, param: "model_params.reference_type", wide: true }),
      pictures,
      video,
      text("element_name", t("form.name"), limit("element_name"), h("input", { id: newId("name"), class: "input", value: draft.element_name, "data-first": true })),
      text("element_description", t("form.description"), limit("element_description"), h("textarea", { id: newId("description"), class: "input", value: draft.element_description })),
      h("p", { class: "hint wide" }, t("form.element.use")),
    ];
  }

  moreSettings() {
    const { draft } = this;
    const address = textInput({ value: draft.callback_url, placeholder: "https://hooks.example.com/omnireel", type: "url", onchange: (value) => this.set("callback_url", value) });
    const callback = this.add("callback_url", field({ label: t("form.callback"), note: t("form.callback.note"), param: "callback_url", control: address }));
    this.more = h(
      "details",
      { open: Boolean(draft.watermark || draft.callback_url) },
      h("summary", {}, icon("chevron"), t("form.more")),
      this.has("model_params.watermark_info") && switchField({ label: t("form.watermark"), checked: draft.watermark, param: "model_params.watermark_info", onchange: (on) => this.set("watermark", on) }),
      callback,
    );
    return this.more;
  }

  setShots(on) {
    this.draft.multi_shot = on;
    if (on && !this.draft.shots.length) this.draft.shots = firstShots(this.draft);
    this.fields.prompt.hidden = on;
    this.onshots();
    this.changed("model_params.multi_shot");
  }

  // --- the quote ---

  async quote() {
    this.asked?.abort();
    this.asked = new AbortController();
    try {
      const quote = await post(`${CREATE}?dry_run=true`, bodyOf(this.draft, this.card), { signal: this.asked.signal });
      const rate = rateOf(this.card, this.draft);
      if (this.english) this.english.hidden = language() === "en" || quote.route?.provider !== "animatic";
      this.bar.show(quote, { perSecond: rate?.credits_per_second ?? null, mode: this.card.mode });
      this.bar.uploading(uploadPercent(uploadsOf(this.draft)));
      this.showErrors(quote.errors, { all: false });
      this.errors = quote.errors;
    } catch (error) {
      if (error.name === "AbortError") return;
      if (error instanceof OfflineError) this.bar.offline();
      else this.bar.block(error.message);
    }
  }

  /** The field that a path of the API belongs to. */
  fieldOf(param) {
    const parts = param.split(".");
    for (let length = parts.length; length > 0; length -= 1) {
      const found = this.fields[parts.slice(0, length).join(".")];
      if (found) return found;
    }
    return null;
  }

  /** Put errors at their fields; those of fields that nobody has touched wait until the form is sent (`all`). */
  showErrors(errors, { all }) {
    const wrong = new Map();
    const rest = [];
    for (const { param, message } of errors) {
      const isTouched = all || [...this.touched].some((name) => param === name || param.startsWith(`${name}.`));
      const node = this.fieldOf(param);
      if (!isTouched) continue;
      if (node && !node.hidden) wrong.set(node, wrong.get(node) ?? message);
      else rest.push(message);
    }
    for (const node of new Set(Object.values(this.fields))) node.setError(wrong.get(node) ?? null);
    if (rest.length) this.bar.block(rest[0]);
    if (wrong.has(this.fields.callback_url)) this.more.open = true;
    return wrong.keys().next().value ?? null;
  }

  // --- sending ---

  async send() {
    if (this.bar.isBlocked) return;
    this.bar.busy(true);
    try {
      const task = await post(CREATE, bodyOf(this.draft, this.card), { headers: { "Idempotency-Key": newKey() } });
      this.showErrors([], { all: true });
      this.oncreated(task);
      account.refresh().catch(() => {}); // the balance follows with the next event
    } catch (error) {
      if (error instanceof ApiError) {
        const first = this.showErrors(error.details, { all: true });
        if (!error.details.length) this.bar.block(error.message);
        first?.scrollIntoView({ block: "center" });
        first?.querySelector("[role=textbox], input, button")?.focus({ preventScroll: true });
      } else {
        this.bar.offline();
      }
    } finally {
      this.bar.busy(false);
    }
  }
}

customElements.define("video-form", VideoForm);

/** `oncreated(task)`; `onshots()` when the shots are switched or the duration has moved. */
export function videoForm({ card, draft, oncreated, onshots }) {
  return Object.assign(document.createElement("video-form"), { card, draft, oncreated, onshots });
}
