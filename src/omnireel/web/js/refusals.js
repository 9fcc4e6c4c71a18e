// The server refuses in English. What people meet in forms is said in the language of the page; the rest stays as it
// came, which is better than nothing.
import { language, t, tryText } from "./languages.js";

const FIELD = String.raw`(?<field>[\w.]+)`;
const GOT = String.raw` \(got (?<got>.+)\)`;

/** What the server says -> the key of our text. Groups are the text's values. */
const RULES = [
  [`${FIELD} is required`, "refusal.required"],
  [`${FIELD} must have between (?<min>\\d+) and (?<max>\\d+) characters${GOT}`, "refusal.characters"],
  [`${FIELD} must have at most (?<max>\\d+) characters${GOT}`, "refusal.characters.max"],
  [`${FIELD} must have between (?<min>\\d+) and (?<max>\\d+) items${GOT}`, "refusal.items"],
  [`${FIELD} must have at most (?<max>\\d+) items${GOT}`, "refusal.items.max"],
  [`${FIELD} must be between (?<min>\\S+) and (?<max>\\S+)${GOT}`, "refusal.between"],
  [`${FIELD} must be a whole number between (?<min>\\S+) and (?<max>\\S+)${GOT}`, "refusal.between"],
  [`${FIELD} must be one of (?<values>.+?)${GOT}`, "refusal.choice"],
  [`${FIELD} must start with (?<start>.+?)${GOT}`, "refusal.start"],
  [`${FIELD} must not (?:lead to|be) an internal (?:address|name).*`, "refusal.internal"],
  [`${FIELD} must be at least (?<min>\\S+): so much was .*`, "refusal.least"],
  [`${FIELD} must be a number of credits.*`, "refusal.credits"],
  [`${FIELD} must be more than 0.*`, "refusal.positive"],
  [`(?<field>.+) is empty in this row`, "refusal.empty"],
  [`template names \\{(?<name>.+?)\\}, which is no column of the table.*`, "refusal.column"],
  [`Insufficient quota\\..* The request needs (?<wanted>\\S+) credits, (?<left>\\S+) are available\\.`, "refusal.quota"],
  [`Column '(?<name>.+)' is only kept for the results: the field is called (?<field>\\S+)`, "refusal.kept"],
  [`The campaign is \\w+ and can no longer be \\w+`, "refusal.ended"],
  [`Task is \\w+ and can no longer be cancelled`, "refusal.task"],
  [`Too many requests.*`, "refusal.many"],
].map(([pattern, key]) => [new RegExp(`^${pattern}$`, "s"), key]);

/** A sentence of the server in the language of the page. */
export function told(message) {
  if (language() === "en" || typeof message !== "string") return message;
  for (const [pattern, key] of RULES) {
    const found = message.match(pattern);
    if (found) {
      const values = { ...found.groups };
      if (values.field) values.field = tryText(`setting.${values.field}`, values.field);
      return t(key, values);
    }
  }
  return message;
}
