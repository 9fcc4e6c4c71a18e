// What the parts of the campaign page share: the calls, the draft, how states and prompts are shown.
import { call, get, post } from "./api.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./languages.js";
import { partsOf } from "./tables.js";

const PATH = "/v1/campaigns";
const KEPT = "omnireel.campaign";

export const campaigns = {
  list: (page) => get(`${PATH}?page=${page}&page_size=20`),
  quote: (order, page, size, options) => post(`${PATH}?dry_run=true&page=${page}&page_size=${size}`, order, options),
  start: (order, key) => post(PATH, order, { headers: { "Idempotency-Key": key } }),
  read: (id) => get(`${PATH}/${id}`),
  rows: (id, query) => get(`${PATH}/${id}/rows?${new URLSearchParams(query)}`),
  change: (id, body) => call("PATCH", `${PATH}/${id}`, body),
  move: (id, verb, body) => post(`${PATH}/${id}/${verb}`, body),
};

/** The campaign that is being written: kept in this browser until it is started or discarded. */
export const campaignDraft = {
  read() {
    try {
      return JSON.parse(localStorage.getItem(KEPT)) ?? null;
    } catch {
      return null;
    }
  },
  keep(draft) {
    try {
      localStorage.setItem(KEPT, JSON.stringify(draft));
    } catch {
      // A table too large to be kept is still there to be started.
    }
  },
  drop: () => localStorage.removeItem(KEPT),
};

/** A prompt with its variables as chips, or, with the cells of a row, with what stands in them in bold. */
export function shownPrompt(template, cells = null) {
  return partsOf(template).map(({ text, column }) => {
    if (text !== undefined) return text;
    if (cells === null) return h("span", { class: "chip" }, column);
    return h("b", {}, String(cells[column] ?? ""));
  });
}

const ICONS = { completed: "check", failed: "alert", cancelled: "close", paused: "pause" };

/** A state in words, with its mark. */
export function stateOf(status, text = t(`status.${status}`)) {
  const mark = ICONS[status] ? icon(ICONS[status]) : h("i", { class: "dot", "aria-hidden": "true" });
  return h("span", { class: `state-of ${status}` }, mark, text);
}
