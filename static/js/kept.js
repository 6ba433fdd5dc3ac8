"use strict";
// What is kept here of texts that the server does not hold. autosave.js says when.

// In the tab's storage: a text that is not saved yet. Nothing, when it is full or forbidden; the
// page itself still has the text.
globalThis.keptInTab = {
  get(key) {
    try { return JSON.parse(sessionStorage.getItem(key)); } catch { return null; }
  },
  set(key, value) {
    try { sessionStorage.setItem(key, JSON.stringify(value)); } catch { /* see above */ }
  },
  drop(key) {
    try { sessionStorage.removeItem(key); } catch { /* see above */ }
  },
};

// On the page: a text that gave way to another one stays, folded, until its reader leaves: what a
// colleague replaced, and what one did not choose.
addEventListener("draft:gave-way", ({ target, detail: { text, isOwn } }) => {
  if (!text.trim()) return;
  const place = target.querySelector("[data-kept-place]");
  const shown = [...place.querySelectorAll("[data-text]")].map((one) => one.textContent);
  if (shown.includes(text)) return;
  const fold = document.getElementById(isOwn ? "mall-forut" : "mall-kollegans").content.cloneNode(true);
  fold.querySelector("[data-text]").textContent = text;
  place.prepend(fold);
});
