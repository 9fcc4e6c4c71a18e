// The public API of this server. The browser shows its session; the header is what other sites cannot send.

const HEADERS = { "X-Omnireel-Page": "1" };

/** A refusal: `param` names the field, `details` lists every broken rule as {param, message}. */
export class ApiError extends Error {
  constructor(status, error) {
    super(error.message ?? `HTTP ${status}`);
    this.status = status;
    this.code = error.code ?? "";
    this.param = error.param ?? null;
    this.details = error.details ?? (error.param ? [{ param: error.param, message: this.message }] : []);
    this.info = error;
  }
}

/** No answer came: the server or the network is away. */
export class OfflineError extends Error {}

/** Tells "offline" and "online" as calls fail and succeed. */
export const connection = new EventTarget();
let online = true;

function note(isOnline) {
  if (online === isOnline) return;
  online = isOnline;
  connection.dispatchEvent(new Event(online ? "online" : "offline"));
}

/** One call. `options`: headers, signal, keepalive (it outlives the page). Raises ApiError, OfflineError. */
export async function call(method, path, body, options = {}) {
  const headers = { ...HEADERS, ...options.headers };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  let response;
  try {
    response = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body), signal: options.signal, keepalive: options.keepalive });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    note(false);
    throw new OfflineError(error.message);
  }
  note(true);
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new ApiError(response.status, answer.error ?? { message: answer.msg, ...answer });
  return answer;
}

export const get = (path, options) => call("GET", path, undefined, options);
export const post = (path, body, options) => call("POST", path, body, options);
export const remove = (path, options) => call("DELETE", path, undefined, options);

/** Upload a file; `onProgress(sent, total)` in bytes. Answers the file's data. Raises ApiError, OfflineError. */
export function upload(file, { onProgress, signal } = {}) {
  const form = new FormData();
  form.append("file", file, file.name);
  const sending = new XMLHttpRequest(); // fetch does not tell how much was sent
  signal?.addEventListener("abort", () => sending.abort());
  return new Promise((resolve, reject) => {
    sending.upload.addEventListener("progress", (event) => onProgress?.(event.loaded, event.total));
    sending.addEventListener("abort", () => reject(new DOMException("cancelled", "AbortError")));
    sending.addEventListener("error", () => {
      note(false);
      reject(new OfflineError("upload"));
    });
    sending.addEventListener("load", () => {
      note(true);
      const answer = sending.response ?? {};
      if (sending.status === 200) resolve(answer.data);
      else reject(new ApiError(sending.status, answer.error ?? { message: answer.msg, ...answer }));
    });
    sending.open("POST", "/api/v1/files/upload/stream");
    sending.responseType = "json";
    for (const [name, value] of Object.entries(HEADERS)) sending.setRequestHeader(name, value);
    sending.send(form);
  });
}

/** An idempotency key: a creation that is sent twice with it is made once. */
export const newKey = () => `page_${crypto.randomUUID?.() ?? `${Date.now()}-${performance.now()}`}`;

const STATUSES = ["pending", "processing", "completed", "failed", "cancelled"];
export const isFinal = (task) => ["completed", "failed", "cancelled"].includes(task.status);

/** Follow a task: `onTask(task)` at every change until it is final. The browser reconnects by itself and goes on
 *  after the last event that it saw. Returns a function that stops. */
export function follow(taskId, onTask) {
  const source = new EventSource(`/v1/tasks/${taskId}/events`);
  const take = (event) => {
    note(true);
    const task = JSON.parse(event.data);
    if (isFinal(task)) source.close();
    onTask(task);
  };
  for (const status of STATUSES) source.addEventListener(status, take);
  source.addEventListener("error", () => {
    if (source.readyState === EventSource.CONNECTING && !navigator.onLine) note(false);
  });
  return () => source.close();
}

/** A link of this server as a path: the page may be open under another name of the same host. */
export function ownPath(link) {
  const url = new URL(link, location.href);
  return url.pathname + url.search;
}
