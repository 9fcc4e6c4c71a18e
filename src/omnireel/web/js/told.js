// The server speaks English. What it says is told in the language of the page by a table of sentences with places for
// what changes; what the table does not know stays as it came, which is better than nothing.
import { number } from "./format.js";
import { sentences, tryText } from "./languages.js";

/** What may stand in a place, by its name; anything where the name is none of these. `said` has to be a sentence that
 *  is in the table too. */
const PLACES = { field: String.raw`[\w.-]+`, word: String.raw`\S+`, host: String.raw`\S+`, provider: String.raw`\S+`, n: String.raw`[\d.]+` };

/** What a form calls the field of a path: its last name that is no position. */
const label = (path) => tryText(`setting.${path.split(".").filter((part) => !/^\d+$/.test(part)).at(-1)}`, path);

const compiled = new WeakMap();

const startsOpen = (sentence) => sentence.startsWith("{said}");
const known = (sentence) => sentence.replace(/\{\w+\}/g, "").length;

/** The sentences with places as [expression, translation]: what adds to a sentence first, then the longest. */
function patterns(table) {
  if (!compiled.has(table)) {
    const compile = (sentence) => {
      const parts = sentence.split(/(\{\w+\})/).map((part) => (/^\{\w+\}$/.test(part) ? `(?<${part.slice(1, -1)}>${PLACES[part.slice(1, -1)] ?? ".+?"})` : part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")));
      return new RegExp(`^${parts.join("")}$`, "s");
    };
    const open = Object.keys(table).filter((sentence) => sentence.includes("{")).sort((a, b) => startsOpen(b) - startsOpen(a) || known(b) - known(a));
    compiled.set(table, open.map((sentence) => [compile(sentence), table[sentence]]));
  }
  return compiled.get(table);
}

/** The translation; null where there is none. */
function translated(message, table) {
  if (Object.hasOwn(table, message)) return table[message];
  if (message.includes("; ")) {
    const parts = message.split("; ").map((part) => translated(part, table));
    if (!parts.includes(null)) return parts.join("\u00a0; ");
  }
  for (const [pattern, text] of patterns(table)) {
    const places = message.match(pattern)?.groups;
    if (!places) continue;
    const values = Object.entries(places).map(([name, value]) => [name, name === "field" ? label(value) : translated(value, table) ?? (name === "said" ? null : plain(value))]);
    if (values.some(([, value]) => value === null)) continue;
    const told = Object.fromEntries(values);
    return text.replace(/\{(\w+)\}/g, (whole, name) => told[name]);
  }
  return null;
}

/** A value as people of the language write it: numbers with their own decimal sign. */
const plain = (value) => (/^(0|[1-9]\d*)(\.\d+)?$/.test(value) ? number(value, 4) : value);

/** A sentence of the server in the language of the page. */
export function told(message) {
  const table = sentences();
  if (!table || typeof message !== "string") return message;
  return translated(message, table) ?? message;
}
