// Typing in a paper quickly: in a question, a digit chooses the box of that number. Without this file, arrows and space do.
"use strict";

(() => {
  const PAUSE = 700; // ms: digits that follow within it are one number, such as 10
  let typed = "";
  let at = 0;
  const ALIVE = 240000; // ms: whoever is typing is signed out no sooner than whoever opens pages
  const form = document.querySelector("[data-enter]");
  let isTyping = false;

  form.addEventListener("input", () => (isTyping = true));
  setInterval(() => {
    if (isTyping) fetch(form.dataset.alive, { method: "HEAD" }).catch(() => {});
    isTyping = false;
  }, ALIVE);

  form.addEventListener("keydown", (event) => {
    if (!/^[0-9]$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!event.target.matches("[type=radio], [type=checkbox]")) return;
    const question = event.target.closest("[data-entry]");
    if (!question) return;
    const find = (digits) => question.querySelector(`[data-digits="${digits}"]`);
    typed = event.timeStamp - at < PAUSE && find(typed + event.key) ? typed + event.key : event.key;
    at = event.timeStamp;
    const box = find(typed);
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.checked = box.type === "radio" || !box.checked;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  });
})();
