// The model cards as the forms use them. The server's card holds fields (a JSON Schema), limits and prices.

/** {id, mode, title, follows, limits, billing, rates, minimum, fields}: `fields` by dotted path, each with type,
 *  required, default, minimum, maximum, enum, description as the schema has them. */
export function readCard(answer) {
  const { schema, pricing } = answer;
  return {
    id: answer.id,
    mode: answer.mode,
    title: answer.title,
    follows: answer.follows,
    limits: answer.limits,
    billing: pricing.billing_rule,
    rates: pricing.rates ?? [],
    perCall: pricing.credits === undefined ? null : { credits: pricing.credits, usd: pricing.usd },
    minimum: pricing.minimum ?? null,
    fields: fieldsOf(schema, schema),
  };
}

function resolve(schema, part) {
  const name = part.$ref?.split("/").at(-1);
  return name ? { ...schema.$defs[name], ...part } : part;
}

function fieldsOf(schema, object, prefix = "") {
  const found = {};
  for (const [name, part] of Object.entries(object.properties ?? {})) {
    const field = resolve(schema, part);
    const items = field.items ? resolve(schema, field.items) : null;
    found[prefix + name] = { ...field, required: (object.required ?? []).includes(name) };
    if (field.properties) Object.assign(found, fieldsOf(schema, field, `${prefix}${name}.`));
    else if (items?.properties) Object.assign(found, fieldsOf(schema, items, `${prefix}${name}[].`));
  }
  return found;
}

/** The price of a second at these settings; null where the price is per call. */
export function rateOf(card, { quality, sound }) {
  const wanted = card.fields.sound && sound ? "on" : "off";
  return card.rates.find((rate) => rate.quality === quality && rate.sound === wanted) ?? null;
}

/** The cheapest rate of a model. */
export const cheapest = (card) => card.rates.reduce((least, rate) => (least && least.credits_per_second <= rate.credits_per_second ? least : rate), null);
