"use strict";
// Uploads files as they are chosen, one after the other, each with its own progress and its own
// fault. Without this script they go with the form.
(() => {
  const section = document.querySelector("[data-upload]");
  if (!section) return;

  const form = section.closest("form");
  const input = section.querySelector("input[type=file]");
  const list = section.querySelector("[data-files]");
  const uploads = section.querySelector("[data-uploads]");
  const token = form.querySelector("[name=csrfmiddlewaretoken]");
  const waiting = [];
  let current = null;

  function add(file) {
    const row = document.getElementById("mall-fil").content.firstElementChild.cloneNode(true);
    row.querySelector("[data-name]").textContent = file.name;
    row.querySelector("[data-again] button").addEventListener("click", () => enqueue(file, row));
    uploads.append(row);
    enqueue(file, row);
  }

  function enqueue(file, row) {
    row.querySelector("[data-error]").hidden = row.querySelector("[data-again]").hidden = true;
    row.querySelector("progress").hidden = false;
    show(row, 0);
    waiting.push([file, row]);
    next();
  }

  function next() {
    if (current || waiting.length === 0) return;
    const [file, row] = waiting.shift();
    const request = current = new XMLHttpRequest();
    const body = new FormData();
    body.append("csrfmiddlewaretoken", token.value);
    body.append("vem", section.closest("form").dataset.draft.split(":")[0]);
    body.append("filer", file);
    request.open("POST", section.dataset.upload);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) show(row, Math.round(100 * event.loaded / event.total));
    });
    request.addEventListener("loadend", () => {
      current = null;
      ended(request, row);
      next();
    });
    request.send(body);
  }

  function show(row, part) {
    row.querySelector("progress").value = part;
    row.querySelector("[data-part]").textContent = `${part} %`;
  }

  function ended(request, row) {
    const isOurs = request.getResponseHeader("Content-Type")?.startsWith("application/json");
    if (!isOurs) {
      fail(row, document.getElementById("mall-avbruten").content.textContent, true);
      form.dispatchEvent(new CustomEvent("draft:ask")); // perhaps one is logged out
      return;
    }
    const reply = JSON.parse(request.responseText);
    replace(reply.files);
    if (reply.error) fail(row, reply.error, false);
    else row.remove();
  }

  function fail(row, text, mayTryAgain) {
    const error = row.querySelector("[data-error]");
    error.textContent = text;
    error.hidden = false;
    row.querySelector("progress").hidden = true;
    row.querySelector("[data-part]").textContent = "";
    row.querySelector("[data-again]").hidden = !mayTryAgain;
    row.toggleAttribute("data-refused", !mayTryAgain);
  }

  function replace(html) {
    if (list.dataset.html === html) return;
    list.dataset.html = html;
    list.innerHTML = html;
    const isWaiting = list.querySelector("[data-waiting]");
    if (isWaiting) setTimeout(() => form.dispatchEvent(new CustomEvent("draft:ask")), 2000);
  }

  async function remove(item) {
    const reply = await fetch(item.dataset.remove, {
      method: "POST",
      body: new URLSearchParams({ csrfmiddlewaretoken: token.value }),
      headers: { Accept: "application/json" },
      redirect: "manual",
    }).then((response) => response.json());
    replace(reply.files);
    section.querySelector("[data-removed]").textContent = reply.error || reply.removed;
    input.focus();
  }

  input.addEventListener("change", () => {
    for (const row of uploads.querySelectorAll("[data-refused]")) row.remove();
    [...input.files].forEach(add);
    input.value = "";
  });
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[name=bort]");
    if (!button) return;
    event.preventDefault();
    const item = button.closest("[data-remove]");
    if (!confirm(list.dataset.ask.replace("{}", () => item.dataset.name))) return;
    button.disabled = true;
    remove(item).catch(() => {
      button.disabled = false;
      form.dispatchEvent(new CustomEvent("draft:ask"));
    });
  });
  form.addEventListener("draft:state", (event) => {
    const isBusy = current || list.contains(document.activeElement);
    if (!isBusy) replace(event.detail.files);
  });
  addEventListener("beforeunload", (event) => {
    if (current) event.preventDefault();
  });
})();
