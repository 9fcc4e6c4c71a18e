// Starts the page: sign in, then the view that the address names. Views are loaded when they are first wanted.
import { account } from "./account.js";
import { fill, h } from "./dom.js";
import { languages, t } from "./languages.js";
import { route } from "./router.js";
import "../components/app-bar.js";
import "../components/sign-in.js";
import "../components/offline-bar.js";

const VIEWS = {
  playground: () => import("../views/playground-view.js"),
  campaigns: () => import("../views/campaigns-view.js"),
  compare: () => import("../views/compare-view.js"),
  pricing: () => import("../views/pricing-view.js"),
  reference: () => import("../views/reference-view.js"),
  account: () => import("../views/account-view.js"),
};

const main = h("main", { id: "content", tabindex: "-1" });
let shown = null;

async function show() {
  const address = location.hash;
  const { view: wanted, query } = route();
  const view = wanted in VIEWS ? wanted : "playground";
  if (!account.isSignedIn) {
    shown = null;
    fill(main, h("sign-in"));
    return;
  }
  await VIEWS[view]();
  if (location.hash !== address) return; // whoever went on meanwhile sees where they went, whichever came first
  const moved = shown !== null && shown !== view;
  shown = view;
  fill(main, h(`${view}-view`, { query: query.toString() || null }));
  document.title = `${t(`nav.${view}`)} - omnireel`;
  if (moved) {
    scrollTo(0, 0);
    main.focus({ preventScroll: true });
  }
}

function build() {
  fill(document.body, h("a", { class: "skip", href: "#content", onclick: skip }, t("skip")), h("app-bar"), h("offline-bar"), main);
}

function skip(event) {
  event.preventDefault();
  (main.querySelector("[data-first]") ?? main).focus();
}

const token = location.hash.match(/^#sign-in=([0-9a-f]+)$/)?.[1];
if (token) history.replaceState(null, "", "/"); // so that it is not kept in the history or shared with the address
addEventListener("hashchange", show);
languages.addEventListener("change", () => {
  build();
  show();
});
await account.start(token);
build();
await show();
let wasSignedIn = account.isSignedIn;
account.addEventListener("change", () => {
  if (account.isSignedIn === wasSignedIn) return;
  wasSignedIn = account.isSignedIn;
  show();
});
