// Who is signed in, what is left to spend, what may be uploaded, and the models with their cards. One value for the
// whole page.
import { get, post, remove, ApiError } from "./api.js";
import { readCard } from "./cards.js";

class Account extends EventTarget {
  key = null;
  balance = null;
  cards = [];
  uploadBytesMax = 0;

  get isSignedIn() {
    return this.key !== null;
  }

  card(model) {
    return this.cards.find((card) => card.id === model);
  }

  /** Take up the session that the browser has, or open one with the token of a sign-in link. */
  async start(token) {
    if (token) {
      try {
        await post("/v1/session", { token });
      } catch (error) {
        if (!(error instanceof ApiError)) throw error; // a spent link is no reason to fail: there may be a session
      }
    }
    try {
      await this.#load(await get("/v1/session"));
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
      this.#tell();
    }
  }

  /** Raises ApiError for a key that is not good. */
  async signIn(key) {
    await this.#load(await post("/v1/session", {}, { headers: { Authorization: `Bearer ${key}` } }));
  }

  async signOut() {
    await remove("/v1/session");
    this.key = null;
    this.#tell();
  }

  async #load(session) {
    const [models] = await Promise.all([get("/v1/models"), this.refresh()]);
    this.cards = await Promise.all(models.data.map(async (model) => readCard(await get(`/v1/models/${model.id}`))));
    this.uploadBytesMax = session.upload_bytes_max;
    this.key = session.key;
    this.#tell();
  }

  async refresh() {
    const { data } = await get("/v1/credits");
    this.balance = data.token.unlimited_credits ? data.user.remaining_credits : Math.min(data.user.remaining_credits, data.token.remaining_credits);
    this.credits = data;
    this.#tell();
  }

  #tell() {
    this.dispatchEvent(new Event("change"));
  }
}

export const account = new Account();
