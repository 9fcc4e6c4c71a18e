// Campaigns: the list, a new one, or one that was started, by what the address says.
import { fill, h } from "../js/dom.js";
import { route } from "../js/router.js";

const PARTS = {
  list: () => import("../components/campaign-list.js"),
  form: () => import("../components/campaign-form.js"),
  run: () => import("../components/campaign-run.js"),
};

class CampaignsView extends HTMLElement {
  async connectedCallback() {
    const { query } = route();
    const part = query.has("new") ? "form" : query.has("id") ? "run" : "list";
    await PARTS[part]();
    fill(this, Object.assign(h(`campaign-${part}`), { campaignId: query.get("id") }));
  }
}

customElements.define("campaigns-view", CampaignsView);
