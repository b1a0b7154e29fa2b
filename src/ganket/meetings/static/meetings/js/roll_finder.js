/*
 * Finds people on a roll while their name is typed, on the phone itself: no line is needed.
 *
 *   <input data-roll-find>                              marks and case do not matter, nor the order of words
 *   <p data-roll-found data-text-found="Thấy {n}">      says how many, to readers
 *   <li data-name=" nguyen thi anh">                    as people are found everywhere: a space before each word
 */
const input = document.querySelector("[data-roll-find]");
const found = document.querySelector("[data-roll-found]");
const rows = () => document.querySelectorAll("[data-marks] > [data-name]");

function fold(text) {
  const plain = text.toLowerCase().replaceAll("đ", "d").normalize("NFD");
  return plain.replace(/\p{M}/gu, "");
}

function find() {
  const words = fold(input.value).match(/[a-z0-9]+/g) ?? [];
  let shown = 0;
  for (const row of rows()) {
    row.hidden = !words.every((word) => row.dataset.name.includes(` ${word}`));
    shown += row.hidden ? 0 : 1;
  }
  found.textContent = words.length ? found.dataset.textFound.replace("{n}", shown) : "";
}

input?.addEventListener("input", find);
