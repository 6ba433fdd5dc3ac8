"use strict";
// How many statements of each area have an answer, in the list that leads to the areas. Without this
// script it says what was so when the page came.
(() => {
  const list = document.querySelector("[data-areas]"), form = document.querySelector("form[data-draft]");
  if (!list || !form) return;

  const areas = [];
  for (const one of form.querySelectorAll("h2[id], [data-answer]")) {
    if (one.matches("h2")) areas.push({ id: one.id, boxes: [] });
    else areas.at(-1)?.boxes.push(one);
  }
  const isAnswered = (box) => [...box.querySelectorAll("fieldset[data-level]")]
    .every((level) => level.querySelector(":checked"));

  function count() {
    for (const { id, boxes } of areas) {
      const label = list.querySelector(`[href="#${id}"] ~ [data-count]`);
      const facts = [boxes.filter(isAnswered).length, boxes.length];
      const words = list.dataset.words.replace(/\{\}/g, () => facts.shift());
      if (label && label.textContent !== words) label.textContent = words;
    }
  }

  for (const kind of ["change", "click", "focusout"]) form.addEventListener(kind, () => setTimeout(count));
  form.addEventListener("draft:state", () => setTimeout(count)); // what colleagues have saved
  addEventListener("pageshow", count);
})();
