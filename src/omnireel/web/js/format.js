// Numbers, amounts and times, in the language's own form.
import { language, t } from "./languages.js";

const formats = new Map();

/** A number with `least` to `most` decimals. */
export function number(value, most = 0, least = 0) {
  const key = `${language()} ${least} ${most}`;
  if (!formats.has(key)) {
    formats.set(key, new Intl.NumberFormat(language(), { minimumFractionDigits: least, maximumFractionDigits: most }));
  }
  return formats.get(key).format(value);
}

/** What people typed as a number, with either decimal sign; null: nothing, NaN: no number. */
export function readNumber(text) {
  const plain = text.replace(/[\s\u00a0\u202f]/g, "").replace(",", ".");
  return plain === "" ? null : Number(plain);
}

export const credits = (value) => number(value, 4);

/** "36.018 credits" */
export const creditsText = (value) => t("credits", { n: value, amount: credits(value) });

/** US dollars: two decimals, or as many as asked for. */
export function usd(value, decimals = 2) {
  const amount = number(value, decimals, decimals);
  return language() === "fr" ? `${amount}\u00a0$` : `$${amount}`;
}

export const seconds = (value) => `${number(value, 1)}\u00a0s`;

/** 108 -> "1 min 48 s"; 83460 -> "23 h 11 min". */
export function span(total) {
  const whole = Math.max(0, Math.round(total));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  if (hours) return minutes ? `${hours}\u00a0h ${minutes}\u00a0min` : `${hours}\u00a0h`;
  if (minutes) return rest ? `${minutes}\u00a0min ${rest}\u00a0s` : `${minutes}\u00a0min`;
  return `${rest}\u00a0s`;
}

/** Hours, minutes, seconds and frames: 00:00:02:14. */
export function timecode(at, rate) {
  const frames = Math.round(at * rate);
  const [whole, frame] = [Math.floor(frames / rate), Math.floor(frames % rate)];
  return [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60, frame].map((part) => String(part).padStart(2, "0")).join(":");
}

/** A prompt to be read: its placeholders as the chips of the form say them. */
export const readable = (prompt) => prompt.replace(/<<<(element|image|video)_(\d+)>>>/g, (_, kind, n) => `@${t(`prompt.${kind}`, { n })}`);

export const clock = (when) => new Intl.DateTimeFormat(language(), { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }).format(when);
export const dayTime = (when) => new Intl.DateTimeFormat(language(), { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(when);

/** Bytes as "7.7 MB". */
export function bytes(value) {
  if (value < 1e6) return `${number(value / 1e3)}\u00a0${t("unit.kb")}`;
  return `${number(value / 1e6, 1)}\u00a0${t("unit.mb")}`;
}
