// A file on its way to the server: checked as far as the browser can see, shown, uploaded.
import { account } from "./account.js";
import { upload } from "./api.js";
import { bytes, number } from "./format.js";
import { t } from "./languages.js";
import { told } from "./told.js";

const MEDIA_TYPES = { jpeg: "image/jpeg", png: "image/png", webp: "image/webp", mp4: "video/mp4", mov: "video/quicktime" };

/** What a drop zone takes, from the limits of a card and of the server's uploads (larger files come by URL): `kind`
 *  is "image" or "video". */
export function rulesOf(card, kind) {
  const limits = card.limits[kind];
  const bytesMax = Math.min(limits.bytes_max, account.uploadBytesMax);
  return {
    ...limits,
    kind,
    types: limits.formats.map((format) => MEDIA_TYPES[format]),
    kinds: limits.formats.map((format) => (format === "jpeg" ? "JPG, JPEG" : format.toUpperCase())).join(", "),
    bytesMax,
    megabytes: number(bytesMax / 1024 / 1024, 1),
  };
}

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

function checkImage({ width, height }, rules) {
  const short = Math.min(width, height);
  if (short < rules.side_min_px) throw refusal(t("media.small", { side: number(short) }), t("media.small.rule", { min: rules.side_min_px }));
  if (Math.max(width, height) / short > rules.ratio_max) throw refusal(t("media.ratio", { size: `${width} × ${height}` }), t("media.ratio.rule", { max: number(rules.ratio_max, 1) }));
}

function checkVideo({ width, height, seconds }, rules) {
  const [least, most] = [rules.duration_min_s, rules.duration_max_s];
  if (seconds < least || seconds > most) throw refusal(t("media.length", { seconds: number(seconds, 2) }), t("media.length.rule", { min: number(least), max: number(most, 2) }));
  const [low, high] = [rules.side_min_px, rules.side_max_px];
  const sides = rules.height_bounded ? [width, height] : [width];
  if (Math.min(...sides) < low || Math.max(...sides) > high) throw refusal(t("media.sides", { size: `${width} × ${height}` }), t("media.sides.rule", { min: low, max: high }));
}

/** Take a file: `onChange(media)` as it is checked, sent and kept. Answers the media: {name, size, preview, width,
 *  height, seconds, sent, url, error: {title, text}, cancel()}. */
export function takeFile(file, rules, onChange) {
  const stop = new AbortController();
  const type = typeOf(file);
  const media = { name: file.name, size: file.size, type, sent: 0, url: null, error: null, preview: URL.createObjectURL(file), cancel: () => stop.abort() };
  const work = async () => {
    try {
      if (!rules.types.includes(type)) throw refusal(t("media.kind", { name: file.name }), rules.kinds);
      if (file.size > rules.bytesMax) throw refusal(t("media.big", { name: file.name, size: bytes(file.size) }), t("media.big.rule", { max: rules.megabytes }));
      Object.assign(media, await measure(file, media.preview, type));
      if (media.width && type.startsWith("image/")) checkImage(media, rules);
      if (media.width && type.startsWith("video/")) checkVideo(media, rules);
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
      media.error = { title: told(error.message), text: error.text ?? "" };
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
