"use strict";
// Saves each answer of a draft as it is written. A text is «saved» when the server has committed
// it, and not before; until then it lies in the tab's own storage too. Two people's texts never
// overwrite each other: the one who is later sees both and chooses. Without this script the draft
// is an ordinary form.
(() => {
  const form = document.querySelector("form[data-draft]");
  if (!form) return;

  const AFTER_TYPING = 1000, AT_MOST = 6000, TIMEOUT = 20000, LONGEST_REST = 30000;
  const POLL = 20000, POLL_WHEN_WAITING = 5000;
  const words = form.dataset;
  const token = form.querySelector("[name=csrfmiddlewaretoken]");
  const reader = words.draft.split(":")[0]; // whose page this is: somebody else may log in meanwhile
  const lines = (text) => text.replace(/\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]/g, "\n"); // as the server does
  const clone = (id) => document.getElementById(id).content.cloneNode(true);
  let isLocked = false, isSignedOut = false, isLeaving = false, asking = null;

  class Answer {
    constructor(box) {
      this.box = box;
      this.area = globalThis.draftArea?.(box) ?? box.querySelector("textarea"); // choices.js
      this.versionInput = box.querySelector("[name^=version-]");
      this.startInput = box.querySelector("[name^=start-]");
      this.label = box.querySelector("[data-saved]");
      this.place = box.querySelector("[data-conflict-place]");
      this.storageKey = `${words.draft}:${box.dataset.answer}`;
      this.server = lines(this.area.defaultValue); // what the server has, as far as we know
      this.unanswered = null; // a text that was sent, and no answer came
      this.unwanted = null; // a text that the server refused
      this.theirs = null; // met: { text, version, saved, own } by a colleague or in another tab; one has to choose
      this.isOwn = "own" in box.dataset; // who saved what the server has: this reader, or a colleague
      this.tries = 0;
      const shown = this.place.querySelector("[data-theirs]");
      if (shown) this.theirs = { text: lines(shown.textContent), version: this.version, saved: "", own: this.isOwn };
      else if (box.querySelector(".wrong")) this.server = null;
      this.restore();
      this.area.addEventListener("input", () => this.changed());
      this.area.addEventListener("blur", () => this.save());
      this.place.addEventListener("click", (event) => this.choose(event));
      if (this.server !== null && this.isUnsaved) this.changed(); // written before we were here
    }

    get text() { return lines(this.area.value); }
    get version() { return Number(this.versionInput.value); }
    set version(number) { this.versionInput.value = number; }
    get isUnsaved() { return this.text !== this.server; }

    say(text, isWrong = false) {
      this.label.textContent = text;
      this.label.classList.toggle("late", isWrong);
    }

    // The tab's storage: written at each change, emptied when the server has the text.
    remember() {
      const { text, version, unanswered } = this;
      if (this.isUnsaved) keptInTab.set(this.storageKey, { text, version, unanswered });
      else keptInTab.drop(this.storageKey);
    }

    restore() {
      const kept = keptInTab.get(this.storageKey);
      if (!kept || this.theirs || kept.text === this.text) return;
      const hadArrived = kept.unanswered !== null && kept.unanswered === this.server;
      if (!hadArrived) this.version = kept.version;
      this.area.value = kept.text;
      this.changed();
    }

    changed() {
      this.box.querySelector("[data-newer]")?.remove();
      this.remember();
      if (!this.theirs && !isSignedOut) this.say(isLocked ? words.unsaved : "", isLocked);
      this.since ??= Date.now();
      this.later(Math.max(0, Math.min(AFTER_TYPING, this.since + AT_MOST - Date.now())));
    }

    later(delay) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.save(), delay);
    }

    get isStill() {
      return this.theirs || isLocked || isSignedOut || !this.isUnsaved
        || (this.unanswered === null && this.text === this.unwanted);
    }

    save() {
      clearTimeout(this.timer);
      this.saving ??= this.send().finally(() => { this.saving = null; });
      return this.saving;
    }

    async send() {
      if (this.isStill) return;
      // What got no answer is sent again as it was: if it did arrive, it is not someone else's.
      const sent = this.unanswered ?? this.text;
      this.since = undefined;
      this.unanswered = sent;
      this.remember();
      this.say(words.saving);
      let status = 0, reply = null;
      try {
        const response = await post(this.box.dataset.url, { text: sent, version: this.version });
        status = response.type === "opaqueredirect" ? 401 : response.status;
        if ([200, 409, 422].includes(status)) reply = await response.json();
      } catch { status = 0; }
      if (status && status < 500 && status !== 429) this.unanswered = null;
      if (status === 200) this.wasSaved(reply, sent);
      else if (status === 409) this.meet(reply);
      else if (status === 401 || status === 403) await this.wasTurnedAway();
      else if (status === 422 || this.unanswered === null) this.wasRefused(reply, sent);
      else this.rest();
      this.remember();
    }

    goOnFrom(text, { version, start, own = false }) {
      this.server = text;
      this.isOwn = own;
      this.version = version;
      if (start) this.startInput.value = start;
    }

    wasSaved(reply, sent) {
      this.goOnFrom(sent, reply);
      this.unwanted = null;
      this.hasKept = false;
      this.tries = 0;
      this.say(this.isUnsaved ? "" : reply.saved);
      if (this.isUnsaved) this.later(300);
    }

    wasRefused(reply, sent) {
      this.unwanted = sent;
      this.say(reply?.message ?? words.unsaved, true);
    }

    async wasTurnedAway() {
      this.say(words.signedOut, true);
      this.tries += 1;
      if (await ask() && this.tries < 4) this.later(300);
    }

    rest() {
      this.say(words.offline, true);
      this.later(Math.min(LONGEST_REST, 1000 * 2 ** this.tries));
      this.tries += 1;
    }

    meet(reply) {
      if (reply.text === this.text || reply.text === this.server) { // only the number is new
        this.goOnFrom(reply.text, reply);
        this.say(reply.saved);
        if (this.isUnsaved) this.later(0);
        return;
      }
      const notice = clone(reply.own ? "mall-konflikt-egen" : "mall-konflikt");
      notice.querySelector("[data-more]").hidden = !this.theirs && !this.hasKept;
      this.theirs = reply;
      this.say(words.unsaved, true);
      notice.querySelector("[data-theirs]").textContent = reply.text;
      notice.querySelector("[data-theirs-saved]").textContent = reply.saved;
      this.place.replaceChildren(notice);
    }

    choose(event) {
      const button = event.target.closest("[name=behall], [name=ta]");
      if (!button || !this.theirs) return;
      event.preventDefault();
      const { text, saved, own } = this.theirs, isTaken = button.name === "ta";
      this.gaveWay(isTaken ? this.text : text, isTaken || own);
      this.goOnFrom(text, this.theirs);
      [this.theirs, this.hasKept] = [null, !isTaken]; // theirs may have grown since it was shown
      if (isTaken) {
        this.area.value = text;
        this.say(saved);
      }
      this.place.replaceChildren();
      this.box.querySelector(".error")?.remove();
      this.area.focus();
      this.remember();
      this.save();
    }

    gaveWay(text, isOwn) {
      this.box.dispatchEvent(new CustomEvent("draft:gave-way", { bubbles: true, detail: { text, isOwn } }));
    }

    // What the server has now. A field that nobody has touched takes it; another one meets it.
    hear(news) {
      if (news.text === undefined || this.saving || news.version === this.version) return;
      if (this.theirs) {
        if (news.version !== this.theirs.version) this.meet(news);
      } else if (!this.isUnsaved) {
        const caret = this.area.selectionStart;
        if (this.isOwn) this.gaveWay(this.text, true);
        this.area.value = news.text;
        this.goOnFrom(news.text, news);
        this.area.setSelectionRange(caret, caret);
        this.say(news.saved);
        if (!this.box.querySelector("[data-newer]")) this.label.before(clone(news.own ? "mall-nyare-egen" : "mall-nyare"));
      }
    }
  }

  const answers = [...form.querySelectorAll("[data-answer]")].map((box) => new Answer(box));
  const saveAll = () => Promise.all(answers.map((answer) => answer.save()));

  function post(url, fields) {
    return fetch(url, {
      method: "POST",
      body: new URLSearchParams({ csrfmiddlewaretoken: token.value, vem: reader, ...fields }),
      headers: { Accept: "application/json" },
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT),
    });
  }

  // Ask how the draft stands: newer texts, files, whether it is handed in, whether one is still
  // logged in. True when the server knows us.
  function ask() {
    asking ??= askOnce().catch(() => false).finally(() => { asking = null; });
    return asking;
  }

  async function askOnce() {
    const have = answers.map((answer) => answer.version).join(".");
    const shown = answers.map((answer) => answer.box.dataset.answer).join(".");
    const response = await fetch(`${words.state}?har=${have}&pa=${shown}&vem=${reader}`, {
      headers: { Accept: "application/json" }, redirect: "manual", signal: AbortSignal.timeout(TIMEOUT),
    });
    if (response.type === "opaqueredirect" || response.status === 401) return signedOut(true);
    if (!response.ok) return false;
    const state = await response.json();
    token.value = state.token;
    signedOut(false);
    if (state.locked) lock(state.locked);
    for (const news of state.answers) {
      answers.find((answer) => answer.box.dataset.answer === news.question)?.hear(news);
    }
    form.dispatchEvent(new CustomEvent("draft:state", { detail: state }));
    return true;
  }

  function signedOut(isNow) {
    const was = isSignedOut;
    isSignedOut = isNow;
    if (isNow && !was) form.querySelector("[data-signed-out-place]").replaceChildren(clone("mall-utloggad"));
    if (!isNow && was) {
      form.querySelector("[data-signed-out-place]").replaceChildren();
      for (const answer of answers) answer.tries = 0;
      saveAll();
    }
    return !isNow;
  }

  function lock(message) {
    if (isLocked) return;
    isLocked = true;
    for (const answer of answers) if (answer.isUnsaved) answer.say(words.unsaved, true);
    const notice = clone("mall-last");
    notice.querySelector("[data-words]").textContent = message;
    form.querySelector("[data-locked-place]").replaceChildren(notice);
  }

  // The buttons of the form: what is unsaved is saved first; what cannot be saved is shown.
  form.addEventListener("submit", async (event) => {
    if (isLeaving || isLocked) return;
    const button = event.submitter;
    event.preventDefault();
    await saveAll();
    await saveAll(); // what was written while the first was on its way
    const stuck = answers.find((answer) => answer.theirs || answer.isUnsaved);
    if (stuck) return stuck.area.focus();
    isLeaving = true;
    setTimeout(() => form.requestSubmit(button)); // a form cannot be sent while it is being sent
  });

  // A page that is shown again may be older than a save that was on its way meanwhile.
  addEventListener("pageshow", (event) => {
    isLeaving = false;
    if (event.persisted || performance.getEntriesByType("navigation")[0]?.type !== "navigate") ask();
  });
  addEventListener("beforeunload", (event) => {
    if (!isLeaving && answers.some((answer) => answer.isUnsaved)) event.preventDefault();
  });
  addEventListener("online", saveAll);
  form.addEventListener("draft:ask", ask);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) ask(); });
  addEventListener("focus", () => { if (isSignedOut) ask(); });

  (function poll() {
    const isWaiting = form.querySelector("[data-waiting]");
    setTimeout(async () => {
      if (!document.hidden && !isLocked) await ask();
      poll();
    }, isWaiting ? POLL_WHEN_WAITING : POLL);
  })();
})();
