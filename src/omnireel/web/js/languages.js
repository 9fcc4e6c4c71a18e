// Texts by key, in the language at hand. One table a language in texts/; a test holds them to the same keys.
import { en } from "../texts/en.js";
import { fr } from "../texts/fr.js";

const TABLES = { en, fr };
const KEPT = "omnireel.language";

function first() {
  const kept = localStorage.getItem(KEPT);
  if (kept in TABLES) return kept;
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag in TABLES);
  return wanted ?? "en";
}

let current = first();
document.documentElement.lang = current;

export const LANGUAGES = Object.keys(TABLES);
export const language = () => current;

/** Tells "change" when another language is chosen; what is on the screen is then made anew. */
export const languages = new EventTarget();

export function setLanguage(code) {
  current = code;
  localStorage.setItem(KEPT, code);
  document.documentElement.lang = code;
  languages.dispatchEvent(new Event("change"));
}

/** The text of a key, with `{name}` replaced by the values. Where a key `x.one` exists it is for `n` equal to 1
 *  (in French for 0 too). */
export function t(key, values = {}) {
  const table = TABLES[current];
  const single = "n" in values && new Intl.PluralRules(current).select(Number(values.n)) === "one";
  const text = (single && table[`${key}.one`]) || table[key];
  if (text === undefined) throw new Error(`no text for ${key}`);
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

/** The text of a key that may not be there: what the server names is not always in our tables. */
export const tryText = (key, fallback) => TABLES[current][key] ?? fallback;
