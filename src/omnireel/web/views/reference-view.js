// The API reference, from the server's own OpenAPI document; the code is of the form as it was left.
import { account } from "../js/account.js";
import { get } from "../js/api.js";
import { fill, h } from "../js/dom.js";
import { bodyOf, drafts } from "../js/drafts.js";
import { icon } from "../js/icons.js";
import { descriptions, t, tryText } from "../js/languages.js";
import { go, href, route } from "../js/router.js";
import { SAMPLES } from "../js/samples.js";
import { choiceGroup } from "../components/choice-group.js";
import { codeSample } from "../components/code-sample.js";

const CREATE = "createVideoGeneration";
/** The title of an operation: from our table where the language has one, else the document's. */
const titleOf = (operation) => tryText(`op.${operation.operationId}`, operation.summary);
const HIDDEN = ["Page", "Operation"];

/** Text whose `parts` are code. */
const withCode = (text) => text.split(/`([^`]+)`/).map((part, position) => (position % 2 ? h("code", {}, part) : part));

/** A name that may break after its dots and underlines. */
const breakable = (name) => name.split(/(?<=[._\]])/).flatMap((part) => [part, h("wbr")]);

class ReferenceView extends HTMLElement {
  async connectedCallback() {
    fill(this, h("h1", { class: "visually-hidden" }, t("nav.reference")));
    [this.document, this.said] = await Promise.all([get("/openapi.json"), descriptions()]);
    this.operations = Object.entries(this.document.paths)
      .flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })))
      .filter((operation) => operation.method !== "head" && !HIDDEN.includes(operation.tags[0]));
    this.mode = account.card(drafts.model)?.mode ?? "text";
    const id = route().query.get("op") ?? CREATE;
    this.operation = this.operations.find((one) => one.operationId === id) ?? this.operations[0];
    this.render();
  }

  resolve(part) {
    return part.$ref ? part.$ref.slice(2).split("/").reduce((at, name) => at[name], this.document) : part;
  }

  /** A description of the document in the language of the page, a paragraph each. */
  about(text) {
    return (text ?? "").split("\n\n").map((part) => h("p", {}, withCode(this.said[part] ?? part)));
  }

  render() {
    const { operation } = this;
    const tags = [...new Set(this.operations.map((one) => one.tags[0]))];
    const link = (one) => h("a", { href: href("reference", { op: one.operationId }), "aria-current": one === operation ? "true" : null }, h("code", {}, one.method === "delete" ? "del" : one.method), titleOf(one));
    fill(
      this,
      h(
        "div",
        { class: "reference" },
        h("nav", { "aria-label": t("reference.endpoints") }, tags.map((tag) => [h("h2", {}, tryText(`tag.${tag}`, tag)), this.operations.filter((one) => one.tags[0] === tag).map(link)])),
        h(
          "div",
          {},
          h("span", { class: "select pick" }, h("select", { "aria-label": t("reference.endpoints"), onchange: (event) => go("reference", { op: event.target.value }) }, this.operations.map((one) => h("option", { value: one.operationId, selected: one === operation }, titleOf(one)))), icon("chevron")),
          h("h1", { tabindex: "-1" }, titleOf(operation)),
          h("p", {}, h("code", {}, h("b", {}, operation.method.toUpperCase()), ` ${operation.path}`)),
          h("div", { class: "about" }, this.about(operation.description)),
          h("p", { class: "hint" }, icon("key"), " ", operation.security?.length === 0 ? t("reference.open") : h("code", {}, "Authorization: Bearer sk-…")),
          this.parameters(),
          h("p", { class: "hint" }, t("reference.source")),
        ),
        h("div", {}, this.code(), this.answers()),
      ),
    );
  }

  parameters() {
    const { operation } = this;
    const rows = (operation.parameters ?? []).map((given) => {
      const parameter = this.resolve(given);
      return this.param(parameter.name, parameter.schema, parameter.required, parameter.description, parameter.example, parameter.in);
    });
    const body = operation.requestBody && Object.values(operation.requestBody.content)[0].schema;
    if (!body) return rows.length > 0 && [h("h2", {}, t("reference.parameters")), rows];
    let schema = this.resolve(body);
    let modes = null;
    if (schema.discriminator) {
      const card = account.cards.find((one) => one.mode === this.mode) ?? account.cards[0];
      schema = this.resolve({ $ref: schema.discriminator.mapping[card.id] });
      modes = choiceGroup({
        label: t("play.models"),
        value: card.mode,
        options: account.cards.map((one) => ({ value: one.mode, label: t(`mode.short.${one.mode}`) })),
        onchange: (mode) => {
          this.mode = mode;
          this.render();
        },
      });
    }
    return [h("h2", {}, t("reference.parameters")), rows, modes, this.members(schema, "")];
  }

  members(schema, prefix) {
    return Object.entries(schema.properties ?? {}).flatMap(([name, given]) => {
      const member = { ...this.resolve(given), ...given };
      const items = member.items ? this.resolve(member.items) : null;
      const own = this.param(prefix + name, member, schema.required?.includes(name), member.description);
      if (member.properties) return [own, ...this.members(member, `${prefix}${name}.`)];
      return items?.properties ? [own, ...this.members(items, `${prefix}${name}[].`)] : [own];
    });
  }

  param(name, schema, isRequired, description, example, place) {
    const type = schema.type ?? schema.anyOf?.map((one) => one.type).join(" | ") ?? "object";
    const limits = [
      schema.enum && schema.enum.join(", "),
      schema.const && `"${schema.const}"`,
      schema.minimum !== undefined && Math.abs(schema.minimum) < Number.MAX_SAFE_INTEGER && `${schema.minimum} – ${schema.maximum ?? "…"}`,
      schema.maxLength && t("reference.characters", { max: schema.maxLength }),
      schema.maxItems && t("reference.items", { max: schema.maxItems }),
    ].filter(Boolean);
    const rule = isRequired ? h("span", { class: "need" }, t("reference.required")) : t("reference.optional") + (schema.default === undefined ? "" : `, ${t("reference.default")} ${schema.default}`);
    return h("div", { class: "param" }, h("div", {}, h("code", {}, breakable(name)), h("p", { class: "hint" }, [type, place && t(`reference.in.${place}`)].filter(Boolean).join(", ")), h("p", { class: "hint" }, rule)), h("div", {}, this.about(description), limits.map((limit) => h("p", { class: "hint" }, h("code", {}, limit))), example !== undefined && h("p", { class: "hint" }, t("reference.example"), " ", h("code", {}, String(example)))));
  }

  code() {
    if (this.operation.operationId !== CREATE) {
      const [sample] = this.operation["x-codeSamples"];
      return codeSample({ texts: { curl: sample.source.replaceAll("http://127.0.0.1:8420", location.origin) }, label: t("reference.code") });
    }
    const card = account.cards.find((one) => one.mode === this.mode) ?? account.cards[0];
    const body = bodyOf(drafts.of(card), card);
    if (body.prompt === "") body.prompt = t("form.placeholder.text");
    const texts = Object.fromEntries(Object.entries(SAMPLES).map(([name, write]) => [name, write(location.origin, body)]));
    return [h("p", { class: "hint" }, t("reference.form")), codeSample({ texts, label: t("reference.code") })];
  }

  answers() {
    const [texts, notes] = [{}, {}];
    for (const [status, given] of Object.entries(this.operation.responses)) {
      const { content, description } = this.resolve(given);
      const example = Object.values(Object.values(content ?? {})[0]?.examples ?? {})[0]?.value ?? "";
      texts[status] = typeof example === "string" ? example : JSON.stringify(example, null, 2);
      notes[status] = this.about(description);
    }
    return codeSample({ texts, notes, label: t("reference.answers") });
  }
}

customElements.define("reference-view", ReferenceView);
