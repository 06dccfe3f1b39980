// Saves each answer as it is given. Without this file the page is saved by its button instead.
"use strict";

(() => {
  const form = document.getElementById("page");
  const status = form.querySelector(".saved");
  const key = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const waiting = new Map(); // item → value, oldest first; a newer value of the same item replaces the older
  const seconds = new Map();
  const modes = new Map(); // item → line, number or faces, where it can be shown in several ways
  const REASONS = new Map([["~p", { missing: "p" }], ["~d", { missing: "d" }]]); // radio value → why no answer
  const TYPING = 800; // ms of rest before a typed answer is saved
  let wait = 1000; // ms until the next try; doubles while the net is away
  let busy = false;
  let stopped = false;
  let timer = 0;
  let since = Date.now();

  const questionOf = (element) => element.closest("[data-item]");
  const reasons = (question) => [...question.querySelectorAll("[data-reason]")];
  const boxes = (question) => [...question.querySelectorAll(`[name="${question.dataset.item}"]`)];

  function valueOf(question) {
    const reason = reasons(question).find((box) => box.checked);
    if (reason) return { missing: reason.dataset.reason };
    const own = boxes(question);
    const chosen = own.filter((box) => box.checked && !box.matches(":disabled")).map((box) => box.value);
    if (question.dataset.kind === "switch") return own.find((button) => button.ariaPressed === "true").value;
    if (question.dataset.kind === "display") {
      const line = own.find((box) => box.type === "range" && !box.matches(":disabled"));
      return REASONS.get(chosen[0]) ?? line?.value ?? chosen[0] ?? null;
    }
    if (question.dataset.kind === "tick") return chosen.length > 0;
    if (question.dataset.kind === "ticks") return chosen;
    if (question.dataset.kind === "rows" || question.dataset.kind === "scale") {
      return REASONS.get(chosen[0]) ?? chosen[0] ?? null;
    }
    return own[0].value;
  }

  // What excludes each other on the page: "none of these" and the rest; an answer, "I don't know" and
  // "would rather not say".
  function settle(question, changed) {
    const own = boxes(question);
    if ("reason" in changed.dataset) {
      if (!changed.checked) return;
      reasons(question).filter((box) => box !== changed).forEach((box) => (box.checked = false));
      own.forEach((box) => (box.type === "checkbox" ? (box.checked = false) : (box.value = "")));
    } else {
      reasons(question).forEach((box) => (box.checked = false));
      if (question.dataset.kind === "ticks" && changed.checked) {
        const alone = "exclusive" in changed.dataset;
        own.filter((box) => box !== changed && (alone || "exclusive" in box.dataset)).forEach((box) => (box.checked = false));
      }
    }
    const large = question.querySelector("[data-chosen]");
    if (large) large.textContent = REASONS.has(changed.value) ? "" : changed.value;
  }

  function tell(state) {
    status.dataset.state = state;
    status.textContent = form.dataset[state];
  }

  function note(question) {
    const item = question.dataset.item;
    const spent = Math.round((Date.now() - since) / 1000);
    seconds.set(item, (seconds.get(item) ?? 0) + spent);
    since = Date.now();
    const way = question.querySelector("[data-way]:not([hidden])");
    if (way) modes.set(item, way.dataset.way);
    waiting.delete(item);
    waiting.set(item, valueOf(question));
  }

  function show(answer, sent) {
    for (const question of form.querySelectorAll("[data-item]")) {
      const item = question.dataset.item;
      const shown = answer.visible.includes(item);
      question.hidden = question.disabled = !shown;
      const place = question.querySelector("[data-error]");
      if (!(item in sent) || !place) continue;
      place.textContent = answer.faults[item] ?? "";
      place.hidden = !answer.faults[item];
      question.classList.toggle("question-wrong", item in answer.faults);
    }
  }

  async function send() {
    clearTimeout(timer);
    if (busy || stopped || waiting.size === 0) return;
    busy = true;
    tell("saving");
    const sent = Object.fromEntries(waiting);
    const body = JSON.stringify({ answers: sent, seconds: Object.fromEntries(seconds), modes: Object.fromEntries(modes) });
    try {
      const response = await fetch(form.dataset.save, {
        method: "PATCH",
        headers: { "Content-Type": "application/json", "X-CSRFToken": key },
        keepalive: true,
        body,
      });
      if (response.status >= 400 && response.status < 500 && response.status !== 429) stopped = true;
      if (!response.ok) throw new Error(response.status);
      show(await response.json(), sent);
      for (const [item, value] of Object.entries(sent)) if (waiting.get(item) === value) waiting.delete(item);
      wait = 1000;
      tell("saved");
    } catch {
      tell(stopped ? "stopped" : "waiting");
      timer = setTimeout(send, wait);
      wait = Math.min(wait * 2, 30000);
    }
    busy = false;
    if (status.dataset.state === "saved") send();
  }

  form.addEventListener("input", (event) => {
    const question = questionOf(event.target);
    if (!question) return;
    settle(question, event.target);
    note(question);
    clearTimeout(timer);
    timer = setTimeout(send, event.target.matches("[type=radio], [type=checkbox]") ? 0 : TYPING);
  });
  form.addEventListener("change", send);
  window.addEventListener("online", send);
})();
