// The top bar: name, views, balance, language, theme, key.
import { account } from "../js/account.js";
import { fill, h } from "../js/dom.js";
import { credits } from "../js/format.js";
import { brandMark, icon } from "../js/icons.js";
import { language, LANGUAGES, setLanguage, t } from "../js/languages.js";
import { href, route } from "../js/router.js";
import { choiceGroup } from "./choice-group.js";

const VIEWS = ["playground", "campaigns", "pricing", "reference", "account"];

class AppBar extends HTMLElement {
  connectedCallback() {
    this.render = this.render.bind(this);
    account.addEventListener("change", this.render);
    addEventListener("hashchange", this.render);
    this.render();
  }

  disconnectedCallback() {
    account.removeEventListener("change", this.render);
    removeEventListener("hashchange", this.render);
  }

  render() {
    const { view } = route();
    this.classList.remove("open");
    this.menu = h("button", { class: "button text square open-menu", "aria-label": t("nav.menu"), "aria-expanded": "false", onclick: () => this.toggle() }, icon("menu"));
    fill(
      this,
      h(
        "div",
        { class: "inside" },
        h("a", { class: "brand", href: href("playground") }, brandMark(), "omnireel"),
        h("nav", { "aria-label": t("nav.views") }, VIEWS.map((name) => h("a", { href: href(name), "aria-current": name === view ? "page" : null }, t(`nav.${name}`)))),
        h(
          "div",
          { class: "side" },
          account.isSignedIn && h("span", { class: "balance" }, h("b", { class: "amount" }, credits(account.balance)), ` ${t("unit.credits")}`),
          this.languageChoice(),
          this.themeButton(),
          account.isSignedIn && h("span", { class: "key", title: account.key.name }, icon("key"), `sk-…${account.key.hint}`),
          this.menu,
        ),
        h("div", { class: "wide-side" }, this.languageChoice(), this.themeButton()),
      ),
    );
  }

  languageChoice() {
    return choiceGroup({
      label: t("nav.language"),
      value: language(),
      options: LANGUAGES.map((code) => ({ value: code, label: code.toUpperCase() })),
      onchange: setLanguage,
    });
  }

  themeButton() {
    const dark = getComputedStyle(document.documentElement).colorScheme === "dark" || (!document.documentElement.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);
    return h("button", { class: "button text square theme", "aria-label": t(dark ? "nav.light" : "nav.dark"), title: t(dark ? "nav.light" : "nav.dark"), onclick: () => this.setTheme(dark ? "light" : "dark") }, icon(dark ? "sun" : "moon"));
  }

  setTheme(theme) {
    document.documentElement.dataset.theme = theme;
    localStorage.setItem("omnireel.theme", theme);
    this.render();
    this.querySelector(".theme").focus();
  }

  toggle() {
    const open = this.classList.toggle("open");
    this.menu.setAttribute("aria-expanded", String(open));
  }
}

customElements.define("app-bar", AppBar);
