// What is filled in, per model: kept while the page is open and through a reload. `bodyOf` makes the creation body
// of it, `draftOf` the way back, for using the settings of an earlier clip.

const KEPT = "omnireel.drafts";
const SHOT_S = 3;

/** A fresh form of a model; defaults come from its card. */
export function emptyDraft(card) {
  const field = (name) => card.fields[name] ?? {};
  return {
    prompt: "",
    duration: field("duration").default ?? null,
    aspect_ratio: field("aspect_ratio").default ?? null,
    quality: field("quality").default ?? null,
    sound: field("sound").default === "on",
    keep_original_sound: field("keep_original_sound").default ?? true,
    image_start: null,
    image_end: null,
    image_urls: [],
    video_url: null,
    elements: [],
    multi_shot: false,
    shots: [],
    watermark: false,
    callback_url: "",
    element_name: "",
    element_description: "",
    reference_type: "image_refer",
    frontal: null,
    others: [],
    element_video: null,
  };
}

/** An uploaded or uploading file. `url` is set once the server has it. */
const ready = (media) => Boolean(media?.url);
const urls = (list) => list.filter(ready).map((media) => media.url);

/** Whether a file is still on its way: then the form cannot be sent yet. */
export function uploadsOf(draft) {
  return [draft.image_start, draft.image_end, draft.video_url, draft.frontal, draft.element_video, ...draft.image_urls, ...draft.others].filter((media) => media && !media.url && !media.error);
}

/** The creation body; only what the model takes, and nothing that is not filled in. */
export function bodyOf(draft, card) {
  const body = { model: card.id };
  if (card.mode === "element") {
    body.model_params = elementParams(draft);
  } else {
    if (!draft.multi_shot || draft.prompt) body.prompt = draft.prompt;
    for (const name of ["duration", "aspect_ratio", "quality"]) {
      if (card.fields[name] && draft[name] !== null) body[name] = draft[name];
    }
    if (card.fields.sound) body.sound = draft.sound ? "on" : "off";
    for (const name of ["image_start", "image_end", "video_url"]) {
      if (card.fields[name] && ready(draft[name])) body[name] = draft[name].url;
    }
    if (card.fields.image_urls && urls(draft.image_urls).length) body.image_urls = urls(draft.image_urls);
    if (card.fields.keep_original_sound) body.keep_original_sound = draft.keep_original_sound;
    const params = {};
    if (draft.multi_shot && card.fields["model_params.multi_shot"]) {
      params.multi_shot = true;
      params.shot_type = "customize";
      params.multi_prompt = draft.shots.map((shot, position) => ({ index: position + 1, prompt: shot.prompt, duration: String(shot.seconds) }));
    }
    if (draft.elements.length) params.element_list = draft.elements.map((element) => ({ element_id: element.id }));
    if (draft.watermark) params.watermark_info = { enabled: true };
    if (Object.keys(params).length) body.model_params = params;
  }
  if (draft.callback_url.trim()) body.callback_url = draft.callback_url.trim();
  return body;
}

function elementParams(draft) {
  const params = { element_name: draft.element_name, element_description: draft.element_description, reference_type: draft.reference_type };
  if (draft.reference_type === "image_refer") {
    params.element_image_list = { frontal_image: draft.frontal?.url ?? "", refer_images: urls(draft.others).map((url) => ({ image_url: url })) };
  } else {
    params.element_video_list = { refer_videos: [{ video_url: draft.element_video?.url ?? "" }] };
  }
  return params;
}

/** A file that the server has already, as the form keeps it. */
export function mediaOf(url) {
  return { name: decodeURIComponent(new URL(url, location.href).pathname.split("/").at(-1)) || url, url, size: null };
}

/** The form that makes this body again. `elementName(id)` names an element. */
export function draftOf(body, card, elementName = (id) => id) {
  const params = body.model_params ?? {};
  const draft = { ...emptyDraft(card), prompt: body.prompt ?? "" };
  for (const name of ["duration", "aspect_ratio", "quality", "keep_original_sound"]) {
    if (body[name] !== undefined) draft[name] = body[name];
  }
  if (body.sound !== undefined) draft.sound = body.sound === "on";
  for (const name of ["image_start", "image_end", "video_url"]) {
    if (body[name]) draft[name] = mediaOf(body[name]);
  }
  draft.image_urls = (body.image_urls ?? []).map(mediaOf);
  draft.multi_shot = params.multi_shot === true;
  draft.shots = (params.multi_prompt ?? []).map((shot) => ({ prompt: shot.prompt, seconds: Number(shot.duration) }));
  draft.elements = (params.element_list ?? []).map(({ element_id: id }) => ({ id, name: elementName(id) }));
  draft.watermark = params.watermark_info?.enabled === true;
  draft.callback_url = body.callback_url ?? "";
  if (card.mode === "element") {
    draft.element_name = params.element_name ?? "";
    draft.element_description = params.element_description ?? "";
    draft.reference_type = params.reference_type ?? "image_refer";
    draft.frontal = params.element_image_list?.frontal_image ? mediaOf(params.element_image_list.frontal_image) : null;
    draft.others = (params.element_image_list?.refer_images ?? []).map((image) => mediaOf(image.image_url));
    const video = params.element_video_list?.refer_videos?.[0]?.video_url;
    draft.element_video = video ? mediaOf(video) : null;
  }
  return draft;
}

/** Shots for a form that has none yet: the prompt first, lengths that add up to the duration. */
export function firstShots(draft) {
  const count = draft.duration >= 2 * SHOT_S ? 2 : 1;
  const rest = draft.duration - SHOT_S * (count - 1);
  return Array.from({ length: count }, (_, position) => ({ prompt: position === 0 ? draft.prompt : "", seconds: position === 0 ? rest : SHOT_S }));
}

class Drafts extends EventTarget {
  #drafts = {};
  #model = null;

  constructor() {
    super();
    try {
      const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");
      this.#drafts = kept.drafts ?? {};
      this.#model = kept.model ?? null;
    } catch {
      sessionStorage.removeItem(KEPT);
    }
  }

  get model() {
    return this.#model;
  }

  set model(model) {
    this.#model = model;
    this.#keep();
  }

  of(card) {
    this.#drafts[card.id] ??= emptyDraft(card);
    return this.#drafts[card.id];
  }

  put(card, draft) {
    this.#drafts[card.id] = draft;
    this.#model = card.id;
    this.#keep();
  }

  /** Something in a form has changed. */
  touched() {
    this.#keep();
    this.dispatchEvent(new Event("change"));
  }

  #keep() {
    const plain = (media) => (media?.url ? { ...media, preview: null } : null);
    const drafts = Object.fromEntries(
      Object.entries(this.#drafts).map(([model, draft]) => [
        model,
        {
          ...draft,
          image_start: plain(draft.image_start),
          image_end: plain(draft.image_end),
          video_url: plain(draft.video_url),
          frontal: plain(draft.frontal),
          element_video: plain(draft.element_video),
          image_urls: draft.image_urls.map(plain).filter(Boolean),
          others: draft.others.map(plain).filter(Boolean),
        },
      ]),
    );
    sessionStorage.setItem(KEPT, JSON.stringify({ model: this.#model, drafts }));
  }
}

export const drafts = new Drafts();
