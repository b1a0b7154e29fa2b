/*
 * Nothing typed is lost by a tap on a link. Without scripts the buttons save, as ever.
 *
 *   <form data-guard="Vẫn rời trang?">     asks before a page is left while the form holds what is not saved
 *   data-guard-changed                     the form came back with what was typed: unsaved from the start
 *
 * What was typed is compared with what the page came with, so that undoing one's words is no change.
 */
const forms = () => document.querySelectorAll("form[data-guard]");
const before = new WeakMap();
let isFree = false;

function held(form) {
  const values = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
  return JSON.stringify(values.map(([name, value]) => [name, typeof value === "string" ? value : value.name]));
}

function isUnsaved(form) {
  return form.hasAttribute("data-guard-changed") || (before.has(form) && before.get(form) !== held(form));
}

function unsaved(except = null) {
  return [...forms()].find((form) => form !== except && isUnsaved(form));
}

function remember() {
  for (const form of forms()) if (!before.has(form)) before.set(form, held(form));
}

/* Our own sentence where a link is tapped: phones show none of the browser's. */
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey) return;
  const stays = link.target === "_blank" || (link.hash && link.pathname === window.location.pathname && link.search === window.location.search);
  const form = stays ? null : unsaved();
  if (!form) return;
  if (window.confirm(form.dataset.guard)) isFree = true;
  else event.preventDefault();
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === "dialog" || form.hasAttribute("hx-post")) return;
  const other = unsaved(form);
  if (other && !window.confirm(other.dataset.guard)) event.preventDefault();
  else isFree = true;
}, { capture: true });

window.addEventListener("beforeunload", (event) => {
  if (!isFree && unsaved()) event.preventDefault();
});

/* Back from the next page: the browser may have put typed words back by itself. */
window.addEventListener("pageshow", () => {
  isFree = false;
});

remember();
