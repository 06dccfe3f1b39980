// Saves each answer as it is given. Without this file the page is saved by its button instead.
// While the net is away answers wait in this browser, through a reload too, until the server has them. Each goes with
// its age, so that the server lays it over nothing newer.
"use strict";

(() => {
  const form = document.getElementById("page");
  const status = form.querySelector(".saved");
  const key = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const waiting = new Map(); // item → { value, at }, oldest first; a newer value of the same item replaces the older
  const seconds = new Map();
  const touched = new Map(); // item → when it was last changed on this page
  const loaded = Date.now();
  const modes = new Map(); // item → line, number or faces, where it can be shown in several ways
  const REASONS = new Map([["~p", { missing: "p" }], ["~d", { missing: "d" }]]); // radio value → why no answer
  const TYPING = 800; // ms of rest before a typed answer is saved
  let wait = 1000; // ms until the next try; doubles while the net is away
  let sending = null;
  let stopped = false;
  let leaving = false;
  let timer = 0;
  let since = Date.now();

  const questionOf = (element) => element.closest("[data-item]");
  const reasons = (question) => [...question.querySelectorAll("[data-reason]")];
  const boxes = (question) => [...question.querySelectorAll(`[name="${question.dataset.item}"]`)];

  function valueOf(question) {
    const reason = reasons(question).find((box) => box.checked);
    if (reason) return { missing: reason.dataset.reason };
    const value = said(question);
    // Emptied where an earlier answer was proposed: skipped, so that it is not proposed again.
    const emptied = value === null || value === "" || (Array.isArray(value) && value.length === 0);
    return emptied && "earlier" in question.dataset ? { missing: "s" } : value;
  }

  function said(question) {
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

  function put(question, value) {
    const reason = value?.missing;
    const chosen = reason ? [`~${reason}`] : [value].flat().map(String);
    reasons(question).forEach((box) => (box.checked = box.dataset.reason === reason));
    const draws = ["display", "switch"].includes(question.dataset.kind); // by itself, when it hears of the value
    for (const box of draws ? [] : boxes(question)) {
      if (["radio", "checkbox"].includes(box.type)) box.checked = chosen.includes(box.value);
      else box.value = reason || value === null ? "" : value;
    }
    const large = question.querySelector("[data-chosen]");
    if (large) large.textContent = reason || value === null ? "" : value;
    question.dispatchEvent(new CustomEvent("put", { detail: value }));
  }

  const questionNamed = (item) => form.querySelector(`[data-item="${CSS.escape(item)}"]`);

  // A browser that keeps nothing (a private window, a full disk) saves all the same, only not through a reload.
  function remember() {
    try {
      if (waiting.size) localStorage.setItem(form.dataset.save, JSON.stringify([...waiting]));
      else localStorage.removeItem(form.dataset.save);
    } catch {}
  }

  function recall() {
    try {
      for (const [item, kept] of JSON.parse(localStorage.getItem(form.dataset.save) ?? "[]")) {
        waiting.set(item, kept);
        const question = questionNamed(item);
        if (question) put(question, kept.value);
        if (question) touched.set(item, kept.at);
      }
    } catch {}
  }

  const ages = (moments) => Object.fromEntries([...moments].map(([item, at]) => [item, Math.max(0, Date.now() - at)]));

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
    touched.set(item, since);
    const way = question.querySelector("[data-way]:not([hidden])");
    if (way) modes.set(item, way.dataset.way);
    waiting.delete(item);
    waiting.set(item, { value: valueOf(question), at: since });
    remember();
    const earlier = question.querySelector("[data-earlier-note]");
    if (earlier) earlier.hidden = true; // what stands here now was said today
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
      question.classList.toggle("question-wrong", item in answer.faults && !(item in answer.newer));
      if (item in answer.newer && !waiting.has(item)) put(question, answer.newer[item]);
    }
  }

  // One at a time; true when the server has what waited at the beginning.
  function send() {
    clearTimeout(timer);
    sending ??= post().finally(() => (sending = null));
    return sending;
  }

  async function post() {
    if (stopped || waiting.size === 0) return false;
    tell("saving");
    const sent = new Map(waiting);
    const answers = Object.fromEntries([...sent].map(([item, kept]) => [item, kept.value]));
    const moments = [...sent].map(([item, kept]) => [item, kept.at]);
    const body = JSON.stringify({
      answers,
      seconds: Object.fromEntries(seconds),
      ages: ages(moments),
      modes: Object.fromEntries(modes),
    });
    try {
      const response = await fetch(form.dataset.save, {
        method: "PATCH",
        headers: { "Content-Type": "application/json", "X-CSRFToken": key },
        keepalive: true,
        body,
      });
      if (response.status >= 400 && response.status < 500 && response.status !== 429) stopped = true;
      if ([404, 410].includes(response.status)) waiting.clear(); // it is over for good
      if (!response.ok) throw new Error(response.status);
      const answer = await response.json();
      for (const [item, kept] of sent) if (waiting.get(item) === kept) waiting.delete(item);
      show(answer, answers);
      wait = 1000;
      tell("saved");
      if (waiting.size) timer = setTimeout(send, 0);
      return true;
    } catch {
      tell(stopped ? "stopped" : "waiting");
      timer = setTimeout(send, wait);
      wait = Math.min(wait * 2, 30000);
      return false;
    } finally {
      after(sent);
      remember();
    }
  }

  // Changed while it was on its way: later than what was sent, however long the two take to the server. By their ages
  // alone a slow first message would come out as newer than a quick second one, and win.
  function after(sent) {
    for (const [item, kept] of waiting) {
      if (sent.has(item) && sent.get(item) !== kept) kept.at = Date.now();
    }
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

  // The page is left when the server has what waits; without a network it says so and stays. What was not touched is
  // as old as the page: an answer given elsewhere since then stands.
  form.addEventListener("submit", async (event) => {
    if (waiting.size && !stopped) {
      event.preventDefault();
      if (leaving) return; // pressed twice
      leaving = true;
      let saved = true;
      while (saved && waiting.size) saved = await send();
      leaving = false;
      if (saved || stopped) form.requestSubmit(event.submitter);
      return;
    }
    const moments = [...form.querySelectorAll("[data-item]")].map(({ dataset: { item } }) => [item, touched.get(item) ?? loaded]);
    form.elements.times.value = JSON.stringify({ ages: ages(moments), seconds: Object.fromEntries(seconds) });
  });

  recall();
  send();
})();
