// The price of the form, quoted by the server, and the button that starts it.
import { account } from "../js/account.js";
import { fill, h } from "../js/dom.js";
import { credits, creditsText, number, usd } from "../js/format.js";
import { icon } from "../js/icons.js";
import { t } from "../js/languages.js";
import { told } from "../js/told.js";

class CostBar extends HTMLElement {
  connectedCallback() {
    if (this.button) return;
    this.formula = h("div", { class: "formula" });
    this.amount = h("div", { class: "credits" });
    this.reason = h("div", { class: "reason", role: "status", hidden: true });
    const isMac = navigator.platform.startsWith("Mac");
    this.label = h("span", {}, this.text);
    this.button = h("button", { class: "button main generate", type: "submit" }, this.label, h("kbd", { "aria-hidden": "true" }, isMac ? "⌘ ↵" : "Ctrl ↵"));
    fill(this, h("div", { class: "row" }, h("div", { "aria-live": "polite" }, this.formula, this.amount), this.button), this.reason);
    document.body.classList.add("has-cost-bar");
  }

  disconnectedCallback() {
    document.body.classList.remove("has-cost-bar");
  }

  asking() {
    this.classList.add("asking");
  }

  /** A quote has come. `perSecond`: credits a second, from the card. */
  show(quote, { perSecond, mode }) {
    this.classList.remove("asking");
    const { price, balance } = quote;
    if (!price) {
      fill(this.formula, t("cost.unknown"));
      fill(this.amount, "–");
    } else {
      const each = perSecond === null ? "" : ` ${number(price.seconds)}\u00a0s × ${credits(perSecond)}`;
      const key = mode === "element" ? "cost.element" : mode === "edit" ? "cost.edit" : "cost.formula";
      fill(this.formula, t(key, { seconds: price.seconds, each }));
      fill(this.amount, creditsText(price.credits), h("small", {}, usd(price.usd, mode === "element" ? 3 : 2)));
    }
    this.quotedAt = Date.now();
    const { user, token } = account.credits;
    const isOfKey = !token.unlimited_credits && token.remaining_credits < user.remaining_credits;
    this.block(balance.sufficient === false ? t(isOfKey ? "cost.poor.key" : "cost.poor", { balance: creditsText(balance.available_credits) }) : null);
  }

  /** No quote can be had: the last one stays, with its age. */
  offline() {
    this.classList.add("asking");
    const minutes = this.quotedAt ? Math.round((Date.now() - this.quotedAt) / 60000) : 0;
    fill(this.formula, this.quotedAt ? t("cost.old", { n: minutes }) : t("cost.unknown"));
  }

  /** Why the form cannot be sent; null: it can. */
  block(reason) {
    this.reason.hidden = !reason;
    fill(this.reason, reason && [icon("alert"), h("span", {}, told(reason))]);
    this.button.setAttribute("aria-disabled", String(Boolean(reason)));
  }

  /** Files are on their way: how far, in percent; null: none is. */
  uploading(percent) {
    fill(this.label, percent === null ? this.text : t("cost.uploading", { percent: number(percent) }));
    if (percent !== null) this.button.setAttribute("aria-disabled", "true");
    else if (this.reason.hidden) this.button.setAttribute("aria-disabled", "false");
  }

  busy(isBusy) {
    this.button.classList.toggle("busy", isBusy);
    fill(this.label, isBusy ? t("cost.sending") : this.text);
  }

  get isBlocked() {
    return this.button.getAttribute("aria-disabled") === "true" || this.button.classList.contains("busy");
  }
}

customElements.define("cost-bar", CostBar);

export function costBar({ text }) {
  return Object.assign(document.createElement("cost-bar"), { text });
}

/** After money has moved. */
export const refreshBalance = () => account.refresh().catch(() => {}); // the next call shows it
