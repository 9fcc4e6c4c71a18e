import { fill, h } from "../js/dom.js";
import { t } from "../js/languages.js";
customElements.define("reference-view", class extends HTMLElement { connectedCallback() { fill(this, h("h1", {}, t("nav.reference"))); } });
