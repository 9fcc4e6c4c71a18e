// A file on its way to the server: checked as far as the browser can see, shown, uploaded.
import { upload } from "./api.js";
import { bytes, number } from "./format.js";
import { t } from "./languages.js";

/** What a drop zone takes. `types`: media types; `kinds`: their names for people; `bytesMax`. */
export const IMAGES = { types: ["image/jpeg", "image/png"], kinds: "JPG, JPEG, PNG", bytesMax: 10 * 1024 * 1024 };
export const IMAGES_AND_WEBP = { types: [...IMAGES.types, "image/webp"], kinds: "JPG, JPEG, PNG, WEBP", bytesMax: IMAGES.bytesMax };
export const VIDEOS = { types: ["video/mp4", "video/quicktime"], kinds: "MP4, MOV", bytesMax: 100 * 1024 * 1024 };

const SIDE_MIN = 300;
const RATIO_MAX = 2.5;
const [VIDEO_S_MIN, VIDEO_S_MAX] = [3, 10.05];
const [VIDEO_SIDE_MIN, VIDEO_SIDE_MAX] = [720, 2160];

const refusal = (title, text) => Object.assign(new Error(title), { text });

function typeOf(file) {
  if (file.type) return file.type;
  return { mov: "video/quicktime", mp4: "video/mp4", jpg: "image/jpeg", jpeg: "image/jpeg", png: "image/png", webp: "image/webp" }[file.name.split(".").at(-1).toLowerCase()] ?? "";
}

/** Width, height and, of a video, the length; null where the browser cannot tell (the server will). */
function measure(file, url, type) {
  return new Promise((resolve) => {
    if (type.startsWith("image/")) {
      const image = new Image();
      image.onload = () => resolve({ width: image.naturalWidth, height: image.naturalHeight });
      image.onerror = () => resolve(null);
      image.src = url;
    } else {
      const video = document.createElement("video");
      video.preload = "metadata";
      video.onloadedmetadata = () => resolve({ width: video.videoWidth, height: video.videoHeight, seconds: video.duration });
      video.onerror = () => resolve(null);
      video.src = url;
    }
  });
}

function checkImage({ width, height }) {
  const short = Math.min(width, height);
  if (short < SIDE_MIN) throw refusal(t("media.small", { side: number(short) }), t("media.small.rule", { min: SIDE_MIN }));
  if (Math.max(width, height) / short > RATIO_MAX) throw refusal(t("media.ratio", { size: `${width} × ${height}` }), t("media.ratio.rule"));
}

function checkVideo({ width, height, seconds }) {
  if (seconds < VIDEO_S_MIN || seconds > VIDEO_S_MAX) throw refusal(t("media.length", { seconds: number(seconds, 2) }), t("media.length.rule"));
  if (Math.min(width, height) < VIDEO_SIDE_MIN || Math.max(width, height) > VIDEO_SIDE_MAX) throw refusal(t("media.sides", { size: `${width} × ${height}` }), t("media.sides.rule"));
}

/** Take a file: `onChange(media)` as it is checked, sent and kept. Answers the media: {name, size, preview, width,
 *  height, seconds, sent, url, error: {title, text}, cancel()}. */
export function takeFile(file, rules, onChange, { isElement = false } = {}) {
  const stop = new AbortController();
  const type = typeOf(file);
  const media = { name: file.name, size: file.size, type, sent: 0, url: null, error: null, preview: URL.createObjectURL(file), cancel: () => stop.abort() };
  const work = async () => {
    try {
      if (!rules.types.includes(type)) throw refusal(t("media.kind", { name: file.name }), rules.kinds);
      if (file.size > rules.bytesMax) throw refusal(t("media.big", { name: file.name, size: bytes(file.size) }), t("media.big.rule", { max: number(rules.bytesMax / 1024 / 1024) }));
      Object.assign(media, await measure(file, media.preview, type));
      if (media.width && type.startsWith("image/")) checkImage(media);
      if (media.width && type.startsWith("video/") && !isElement) checkVideo(media);
      onChange(media);
      const kept = await upload(file, {
        signal: stop.signal,
        onProgress: (sent) => {
          media.sent = sent;
          onChange(media);
        },
      });
      media.url = kept.file_url;
    } catch (error) {
      if (error.name === "AbortError") return;
      media.error = { title: error.message, text: error.text ?? "" };
    }
    onChange(media);
  };
  work();
  return media;
}

/** How far the uploads of a form are, in percent; null when none runs. */
export function uploadPercent(uploads) {
  if (!uploads.length) return null;
  const sum = (of) => uploads.reduce((total, media) => total + of(media), 0);
  return Math.floor((sum((media) => Math.min(media.sent, media.size)) / Math.max(1, sum((media) => media.size))) * 100);
}
