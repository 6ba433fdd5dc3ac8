"use strict";
// Shows how far a file has come while its form is on its way. Without this script the form is sent
// by the browser itself; it is, too, when the answer is one that only a whole page can show.
addEventListener("submit", (event) => {
  const form = event.target;
  const progress = form.querySelector("[data-progress]");
  if (!progress || event.defaultPrevented) return;
  event.preventDefault();
  if (progress.dataset.busy) return;

  const trouble = form.querySelector("[data-trouble]");
  const bar = progress.querySelector("progress");
  const part = progress.querySelector("[data-part]");
  const request = new XMLHttpRequest();
  progress.dataset.busy = "1";
  progress.hidden = false;
  trouble.hidden = true;
  show(0);

  function show(percent) {
    bar.value = percent;
    part.textContent = `${percent} %`;
  }

  function ended() {
    delete progress.dataset.busy;
    progress.hidden = true;
    if (request.status === 0) {
      trouble.textContent = progress.dataset.lost;
      trouble.hidden = false;
    } else if (isJson()) location.assign(JSON.parse(request.responseText).to);
    else if (request.status === 422) tell(new DOMParser().parseFromString(request.responseText, "text/html"));
    else form.submit();
  }

  function isJson() {
    return request.status === 200 && request.getResponseHeader("Content-Type")?.startsWith("application/json");
  }

  // The page with its errors takes the place of this one; a file that was not at fault stays chosen.
  function tell(page) {
    const main = document.importNode(page.querySelector("main"), true);
    const sent = form.querySelector("input[type=file]");
    const input = main.querySelector(`#${CSS.escape(sent.id)}`);
    if (input && !input.closest(".wrong")) {
      input.files = sent.files;
      main.querySelector("[data-choose-again]")?.remove();
    }
    document.querySelector("main").replaceWith(main);
    main.querySelector("[data-focus]")?.focus();
  }

  request.open("POST", form.action);
  request.setRequestHeader("Accept", "application/json");
  request.upload.addEventListener("progress", (sent) => {
    if (sent.lengthComputable) show(Math.round(100 * sent.loaded / sent.total));
  });
  request.addEventListener("loadend", ended);
  request.send(new FormData(form));
});
addEventListener("beforeunload", (event) => {
  if (document.querySelector("[data-progress][data-busy]")) event.preventDefault();
});
