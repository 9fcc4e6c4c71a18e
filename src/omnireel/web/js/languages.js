// Texts by key, in the language at hand. One table a language in texts/, loaded when it is chosen; a test holds them to
// the same keys.
const TABLES = {
  en: () => import("../texts/en.js"),
  fr: () => import("../texts/fr.js"),
};
const KEPT = "omnireel.language";

function first() {
  const kept = localStorage.getItem(KEPT);
  if (kept in TABLES) return kept;
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag in TABLES);
  return wanted ?? "en";
}

let current = first();
let table = await TABLES[current]();
document.documentElement.lang = current;

export const LANGUAGES = Object.keys(TABLES);
export const language = () => current;

/** Tells "change" when another language is chosen; what is on the screen is then made anew. */
export const languages = new EventTarget();

export async function setLanguage(code) {
  table = await TABLES[code]();
  current = code;
  localStorage.setItem(KEPT, code);
  document.documentElement.lang = code;
  languages.dispatchEvent(new Event("change"));
}

/** The text of a key, with `{name}` replaced by the values. Where a key `x.one` exists it is for `n` equal to 1
 *  (in French for 0 too). */
export function t(key, values = {}) {
  const { texts } = table;
  const single = "n" in values && new Intl.PluralRules(current).select(Number(values.n)) === "one";
  const text = (single && texts[`${key}.one`]) || texts[key];
  if (text === undefined) throw new Error(`no text for ${key}`);
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

/** The text of a key that may not be there: what the server names is not always in our tables. */
export const tryText = (key, fallback) => table.texts[key] ?? fallback;

/** What the server says in English -> the same in the language at hand; null where that is English. */
export const sentences = () => table.sentences ?? null;

/** The descriptions of the OpenAPI document -> the same in the language at hand. */
export const descriptions = async () => (await table.reference?.()) ?? {};
