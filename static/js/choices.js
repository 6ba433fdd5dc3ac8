"use strict";
// An answer of steps and a comment, spoken to as if it were one field of text: what autosave.js
// saves, compares and shows. The lines are those of `selfassessment.queries.words.as_text`.
globalThis.draftArea = (box) => {
  if (!("choices" in box.dataset)) return null;
  const levels = [...box.querySelectorAll("fieldset[data-level]")];
  const comment = box.querySelector("textarea");
  const NOTHING = "–";
  const fields = [...box.querySelectorAll("[type=radio]"), comment];
  const join = (chosen, text) => [...levels.map(
    (level, place) => `${level.dataset.level}: ${chosen[place] ?? NOTHING}`,
  ), text].join("\n");
  const word = (level, isIt) => [...level.querySelectorAll("[type=radio]")].find(isIt)?.dataset.word;

  return {
    get value() { return join(levels.map((level) => word(level, (radio) => radio.checked)), comment.value); },
    set value(text) {
      const lines = text.split("\n");
      levels.forEach((level, place) => {
        const chosen = (lines[place] ?? "").split(": ").pop();
        for (const radio of level.querySelectorAll("[type=radio]")) radio.checked = radio.dataset.word === chosen;
      });
      comment.value = lines.slice(levels.length).join("\n");
    },
    get defaultValue() {
      return join(levels.map((level) => word(level, (radio) => radio.defaultChecked)), comment.defaultValue);
    },
    get selectionStart() { return comment.selectionStart; },
    setSelectionRange(start, end) { comment.setSelectionRange(start, end); },
    focus() { (box.querySelector(":checked") ?? fields[0]).focus(); },
    addEventListener(kind, listener) {
      for (const field of fields) field.addEventListener(kind === "blur" ? "focusout" : kind, listener);
    },
  };
};
