/*
 * Marks people with one tap each, with or without a line. No tap is lost.
 *
 * The page:
 *   <ul data-marks="NAME">       NAME holds the meeting and the account (a shared phone must not
 *                                send one person's taps under another's sign-in)
 *     <li id="ROW">              one person: ui/roll.html, mark_row()
 *       <form data-mark method="post" action="…">   token, hidden "key", radios; may hold a hidden
 *                                "marked_at", filled with the moment of the tap (ISO 8601)
 *   <p data-marks-state …>       ui/notice.html, line_state()
 *
 * Each tap is a POST of its form with a key of its own (UUID). The server answers
 *   200, 409 or 422   HTML: the <li id="ROW"> anew (with its error), and any other elements with
 *                     an id, each of which replaces its namesake on the page (the figures, say).
 *   the same key again   the first answer again, and nothing written twice.
 * No answer, 429 or 5xx: the tap stays on the phone and goes again by itself, at growing waits and
 * as soon as the line is back. A redirect or another 4xx: the taps stay, and the line says to load
 * the page anew.
 */
import { MarksQueue } from "./marks_queue.js";

const PATIENCE = 20000;
const list = document.querySelector("[data-marks]");
const line = document.querySelector("[data-marks-state]");

function newKey() {
  if (window.crypto.randomUUID) return window.crypto.randomUUID();
  // A page served over plain HTTP in a meeting hall has no randomUUID.
  const bytes = window.crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function markOf(form, input) {
  const body = new URLSearchParams(new FormData(form));
  body.delete("csrfmiddlewaretoken");
  body.set("key", newKey());
  if (form.elements.marked_at) body.set("marked_at", new Date().toISOString());
  return { row: form.closest("li").id, url: form.action, field: input.name, value: input.value, body: body.toString() };
}

async function post(mark) {
  const token = document.querySelector("[data-mark] [name=csrfmiddlewaretoken]")?.value ?? "";
  const impatience = new AbortController();
  const timer = window.setTimeout(() => impatience.abort(), PATIENCE);
  try {
    const answer = await fetch(mark.url, {
      method: "POST",
      body: new URLSearchParams(mark.body),
      headers: { "X-CSRFToken": token, "HX-Request": "true" },
      credentials: "same-origin",
      redirect: "manual",
      signal: impatience.signal,
    });
    return { answer, text: await answer.text() };
  } finally {
    window.clearTimeout(timer);
  }
}

async function send(mark) {
  let answer;
  let text;
  try {
    ({ answer, text } = await post(mark));
  } catch {
    return "later";
  }
  if (answer.status === 429 || answer.status >= 500) return "later";
  const pieces = new DOMParser().parseFromString(text, "text/html").body.children;
  if (![...pieces].some((piece) => piece.id === mark.row)) return answer.ok ? "done" : "stop";
  pending = { pieces: [...pieces] };
  return "done";
}

/* Swapped after the tap is forgotten, so that a row with a newer tap keeps showing that one. */
let pending = null;

function swap({ pieces }) {
  for (const piece of pieces) {
    const old = piece.id && document.getElementById(piece.id);
    if (!old || queue.holds(piece.id)) continue;
    const focused = old.contains(document.activeElement) ? document.activeElement.id : "";
    old.replaceWith(piece);
    window.htmx?.process(piece);
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  }
}

let wasWaiting = false;

function tell() {
  if (!line) return;
  const { state, size } = queue;
  const shown = state === "idle" ? (wasWaiting && !size ? "sent" : wasWaiting ? "waiting" : "") : state;
  wasWaiting = shown === "waiting" || shown === "stopped";
  const text = shown ? line.dataset[`text${shown[0].toUpperCase()}${shown.slice(1)}`].replace("{n}", size) : "";
  if (line.textContent === text) return;
  line.dataset.state = shown;
  line.textContent = text;
  if (shown === "sent") window.setTimeout(() => line.dataset.state === "sent" && (line.textContent = ""), 6000);
}

function showRows() {
  const waits = queue.state !== "idle";
  for (const row of list.children) {
    const holds = waits && queue.holds(row.id);
    row.classList.toggle("is-waiting", holds);
    const note = row.querySelector("[data-mark-state]");
    if (note) note.textContent = holds ? (line?.dataset.textRow ?? "") : "";
  }
}

function changed() {
  if (pending) swap(pending);
  pending = null;
  tell();
  showRows();
}

const queue = new MarksQueue(list.dataset.marks, send, changed);

list.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-mark]");
  if (form && event.target.type === "radio") queue.add(markOf(form, event.target));
});
list.addEventListener("submit", (event) => {
  if (event.target.matches("form[data-mark]")) event.preventDefault();
});
window.addEventListener("beforeunload", (event) => {
  if (queue.size && !queue.isSafe) event.preventDefault();
});

/* What this phone marked before the page was loaded anew, and the server does not know yet. */
for (const mark of queue.marks()) {
  const choice = document.getElementById(mark.row)?.querySelector(
    `input[name="${CSS.escape(mark.field)}"][value="${CSS.escape(mark.value)}"]`,
  );
  if (choice) choice.checked = true;
}
queue.wake();
