"use strict";
// Small things that every page can use. Nothing depends on them.

// What went wrong, or what has just happened, is where the reader starts.
document.querySelector("[data-focus]")?.focus();

// A form that waited while its writer logged in elsewhere takes the token of the new login.
addEventListener("submit", ({ target }) => {
  const token = document.cookie.match(/(?:^|; )(?:__Host-)?csrf=([^;]+)/)?.[1];
  if (token && "freshToken" in target.dataset) target.elements.csrfmiddlewaretoken.value = token;
});

// A second press on a button sends nothing while the first is on its way.
addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, 5000);
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// A button that prints the page.
addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
});
