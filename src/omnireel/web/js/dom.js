// Elements from data. There is no HTML from text anywhere on the page, so nothing has to be escaped.

/** An element. `props`: attributes; `onclick` and the like are listeners; true sets an empty attribute, false and
 *  null leave it out. Children: nodes, texts, arrays of them; null and false are skipped. */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked") node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  fill(node, children);
  return node;
}

/** Put these children in the place of those that are there. */
export function fill(node, ...children) {
  node.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

let count = 0;
/** An id that no other element of the page has. */
export const newId = (name) => `${name}-${++count}`;

/** Calls `act` once no call has come for `ms`. */
export function debounce(act, ms) {
  let timer;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => act(...args), ms);
  };
}

export const prefersStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
