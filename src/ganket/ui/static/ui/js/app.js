/*
 * What every page may use. Nothing here is needed: each page works without it.
 *
 *   data-dialog (a link to a dialog's id), data-dialog-close    native dialogs
 *   data-count, data-most, data-text-left, data-text-over       how much room is left in a text
 *   data-date                                                   slashes while typing a day
 *   data-reveal, data-text-hide                                 show a password
 *   data-print, data-menu, data-focus-first, data-app-state     as they say
 */
const root = document.documentElement;
root.classList.add("has-script");

const count = new Intl.NumberFormat(root.lang);

function closest(event, selector) {
  return event.target instanceof Element ? event.target.closest(selector) : null;
}

function openDialog(event, link) {
  const dialog = document.getElementById(link.hash.slice(1));
  if (!dialog?.showModal) return;
  event.preventDefault();
  dialog.showModal();
  dialog.addEventListener("close", () => link.focus(), { once: true });
}

function reveal(button) {
  const input = document.getElementById(button.dataset.reveal);
  const shown = input.type === "text";
  input.type = shown ? "password" : "text";
  button.setAttribute("aria-pressed", String(!shown));
  [button.textContent, button.dataset.textHide] = [button.dataset.textHide, button.textContent];
}

document.addEventListener("click", (event) => {
  const opener = closest(event, "[data-dialog]");
  if (opener) openDialog(event, opener);

  const closer = closest(event, "[data-dialog-close]");
  const dialog = closer?.closest("dialog[open]");
  if (dialog) {
    event.preventDefault();
    dialog.close();
  }

  const revealer = closest(event, "[data-reveal]");
  if (revealer) reveal(revealer);

  if (closest(event, "[data-print]")) window.print();

  const menu = document.querySelector("[data-menu][open]");
  if (menu && !menu.contains(event.target)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  const menu = document.querySelector("[data-menu][open]");
  if (event.key !== "Escape" || !menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

/* How much room is left. Said to readers only near the end, not at each letter. */
function tellCount(line) {
  const input = document.getElementById(line.dataset.count);
  if (!input) return;
  // A line break is one letter here and two on the wire; Django counts it as one.
  const left = Number(line.dataset.most) - [...input.value].length;
  const text = left < 0 ? line.dataset.textOver : line.dataset.textLeft;
  line.textContent = text.replace("{n}", count.format(Math.abs(left)));
  line.toggleAttribute("data-over", left < 0);
  line.setAttribute("aria-live", left < 50 ? "polite" : "off");
}

/* 23112026 becomes 23/11/2026: a phone's number keys often have no slash. */
function writeDay(input) {
  if (input.selectionEnd !== input.value.length) return;
  const digits = input.value.replace(/\D/g, "");
  if (!/^\d{8}$/.test(digits) || input.value.includes("/")) return;
  input.value = `${digits.slice(0, 2)}/${digits.slice(2, 4)}/${digits.slice(4)}`;
}

document.addEventListener("input", (event) => {
  if (event.target.matches("[data-date]")) writeDay(event.target);
  for (const line of document.querySelectorAll(`[data-count="${CSS.escape(event.target.id)}"]`)) {
    tellCount(line);
  }
});

/* One tap, one command: a second submit of the same form waits for the answer. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  window.setTimeout(() => delete form.dataset.sent, 8000);
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

/* An answer that did not come, or came as a whole page where a piece was asked for. */
function say(text) {
  const line = document.querySelector("[data-app-state]");
  if (!line) return;
  line.textContent = text;
  line.className = text ? "line-lost" : "only-read";
}
document.addEventListener("htmx:before:request", () => say(""));
document.addEventListener("htmx:error", () => say(document.querySelector("[data-app-state]").dataset.textLost));
document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
  const { raw, status } = ctx.response;
  if (status >= 500) say(document.querySelector("[data-app-state]").dataset.textLost);
  const isPage = /^\s*<!doctype/i.test(ctx.text);
  if (!isPage || ctx.select) return;
  if (raw.redirected) window.location.assign(raw.url);
  else if (status < 500) ctx.target = document.body;
});

function ready(scope) {
  scope.querySelectorAll("[data-count]").forEach(tellCount);
  scope.querySelector("[data-focus-first]")?.focus();
}
document.addEventListener("htmx:after:swap", () => ready(document));
ready(document);
