// Which view is shown, by what stands behind the # of the address: "#/compare?ids=a,b".
export function route() {
  const [path, query] = location.hash.replace(/^#\/?/, "").split("?");
  return { view: path || "playground", query: new URLSearchParams(query) };
}

export const href = (view, query) => `#/${view}${query ? `?${new URLSearchParams(query)}` : ""}`;

export function go(view, query) {
  location.hash = href(view, query);
}
