"use strict";
// Saves a leader's choice without leaving the page, and goes on when the statement has its whole
// answer. «Sparat» stands there when the server has committed it, and not before. Where anything
// goes wrong, and without this script, the button sends the form as buttons do.
(() => {
  const form = document.querySelector("form[data-rate]");
  if (!form) return;
  const LOOK = 700, TIMEOUT = 20000; // how long «Sparat» can be read before the next statement comes
  const label = form.querySelector("[data-saved]");
  let isNative = false, saving = null;

  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (isNative || !button?.name) return;
    event.preventDefault();
    if (saving) return;
    saving = save(button).catch(() => sendAsForm(button)).finally(() => { saving = null; });
  });

  async function save(button) {
    label.classList.remove("late");
    label.textContent = form.dataset.saving;
    const fields = new URLSearchParams(new FormData(form));
    fields.set(button.name, button.value);
    const response = await fetch(location.pathname, {
      method: "POST", body: fields, headers: { Accept: "application/json" }, redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT),
    });
    if (![200, 409, 422].includes(response.status)) throw new Error("not answered");
    const reply = await response.json();
    form.elements.version.value = reply.version;
    for (const level of ["present", "wanted"]) press(level, reply[level]);
    label.textContent = reply.message || reply.saved;
    label.classList.toggle("late", Boolean(reply.message));
    if (!reply.message && reply.next) setTimeout(() => location.assign(reply.next), LOOK);
  }

  function press(level, position) {
    for (const button of form.querySelectorAll(`[name=${level}]`)) {
      button.setAttribute("aria-pressed", Number(button.value) === position);
    }
  }

  function sendAsForm(button) {
    isNative = true;
    setTimeout(() => form.requestSubmit(button)); // a form cannot be sent while it is being sent
  }

  addEventListener("pageshow", (event) => {
    isNative = false;
    if (event.persisted) location.reload(); // with what was chosen meanwhile
  });
})();
