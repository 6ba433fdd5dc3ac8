"use strict";
// The time that each presentation has left, for the screen in the room. Without this script the page
// is the list with its minutes. Nothing is saved: whoever opens the page has a clock of their own.
(() => {
  const room = document.querySelector("[data-timer]");
  const turns = [...document.querySelectorAll("[data-minutes]")];
  if (!room || !turns.length) return;
  const words = room.querySelector("[data-words]").dataset;
  const part = (name) => room.querySelector(`[data-${name}]`);
  const start = document.getElementById("timer-start"), next = document.getElementById("timer-next");
  let at = 0, left = seconds(0), since = null; // since when it runs; null: it stands still
  let isOver = false;

  function seconds(number) { return Number(turns[number].dataset.minutes) * 60; }
  function remaining() { return since === null ? left : left - (performance.now() - since) / 1000; }

  function show() {
    const now = Math.ceil(remaining()), size = Math.abs(now);
    const time = `${Math.floor(size / 60)}:${String(size % 60).padStart(2, "0")}`;
    part("time").textContent = now < 0 ? `−${time}` : time;
    part("time").classList.toggle("over", now <= 0);
    if (now <= 0 && !isOver) {
      isOver = true;
      part("said").textContent = `${words.over}: ${turns[at].dataset.name}`;
    }
  }

  function name() {
    const following = turns[at + 1];
    part("now").textContent = turns[at].dataset.name;
    part("next").textContent = following ? `${words.then} ${following.dataset.name}` : "";
    turns.forEach((turn) => turn.removeAttribute("aria-current"));
    turns[at].setAttribute("aria-current", "true");
    next.disabled = !following;
  }

  start.addEventListener("click", () => {
    if (since === null) {
      since = performance.now();
    } else {
      left = remaining();
      since = null;
    }
    start.textContent = since === null ? words.goOn : words.pause;
    show();
  });
  next.addEventListener("click", () => {
    at += 1;
    left = seconds(at);
    if (since !== null) since = performance.now();
    isOver = false;
    name();
    show();
    part("said").textContent = turns[at].dataset.name;
  });
  setInterval(() => { if (since !== null) show(); }, 250);
  name();
  show();
  room.hidden = false;
})();
