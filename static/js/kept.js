"use strict";
// A text that gives way to another one stays on the page, folded, until its reader leaves: what a
// colleague replaced, and what one did not choose. autosave.js says when.
addEventListener("draft:gave-way", ({ target, detail: { text, isOwn } }) => {
  if (!text.trim()) return;
  const place = target.querySelector("[data-kept-place]");
  const shown = [...place.querySelectorAll("[data-text]")].map((one) => one.textContent);
  if (shown.includes(text)) return;
  const fold = document.getElementById(isOwn ? "mall-forut" : "mall-kollegans").content.cloneNode(true);
  fold.querySelector("[data-text]").textContent = text;
  place.prepend(fold);
});
