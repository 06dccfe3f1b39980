// One diary on one screen: saves each answer as it is given, and keeps it on this device while there is no network.
// Without this file the day is saved by its button instead.
"use strict";

(() => {
  const form = document.getElementById("diary");
  const stop = document.getElementById("stop");
  const nav = document.getElementById("days");
  const told = document.getElementById("told");
  const chart = document.getElementById("chart");
  const status = form.querySelector(".saved");
  const rules = JSON.parse(form.dataset.rules);
  const stable = form.dataset.stable.split(" ");
  const questions = [...form.querySelectorAll("[data-item]")];
  const LENGTH = Number(form.dataset.length); // days that an entry stands for
  const HOME = location.pathname;
  const WAITS = `diary ${HOME} `; // + day + item: one key for each answer, so that two windows cannot undo each other
  const CURVE = `curve ${HOME}`;
  const USUAL = `usual ${HOME}`; // how the pain is shown, for times without network
  const AT_ONCE = 40; // days; the rest goes with the next
  const TYPING = 800; // ms of rest before a typed answer is saved
  const LANGUAGE = document.documentElement.lang;
  let days = {}; // day → what the server has
  let usual = {}; // what seldom changes, proposed on every day
  let day = form.elements.day.value;
  let wait = 2000; // ms until the next try; doubles while the net is away
  let busy = false;
  let again = false;
  let timer = 0;

  // What waits, on this device if the browser lets us, in this window otherwise.
  const own = new Map();
  function stored(act, otherwise) {
    try {
      return act(window.localStorage);
    } catch {
      return otherwise();
    }
  }
  const keysOf = (store) => Object.keys(store).filter((key) => key.startsWith(WAITS));
  const put = (key, value) => stored((store) => store.setItem(key, value), () => own.set(key, value));
  const take = (key) => stored((store) => store.removeItem(key), () => own.delete(key)) || own.delete(key);
  const read = (key) => stored((store) => store.getItem(key), () => null) ?? own.get(key) ?? null;
  const waiting = () => [...new Set([...stored(keysOf, () => []), ...own.keys()])].filter((key) => key.startsWith(WAITS));

  function entries() {
    const found = new Map();
    for (const key of waiting()) {
      const [of, item] = key.slice(WAITS.length).split(" ");
      if (!found.has(of)) found.set(of, {});
      found.get(of)[item] = JSON.parse(read(key));
    }
    return [...found].sort().map(([of, items]) => ({ day: of, items })); // the oldest day first
  }

  function answersOf(of) {
    const answers = { ...usual, ...days[of] };
    for (const one of entries()) {
      if (one.day !== of) continue;
      for (const [item, given] of Object.entries(one.items)) answers[item] = given.value;
    }
    return answers;
  }

  // Questions: what is chosen, what excludes each other, what is shown.
  const boxes = (question) => [...question.querySelectorAll(`[name="${question.dataset.item}"]`)];

  const draws = (question) => ["display", "switch"].includes(question.dataset.kind); // by ways.js, when it is told

  function valueOf(question) {
    const all = boxes(question);
    if (question.dataset.kind === "switch") return all.find((button) => button.ariaPressed === "true").value;
    if (question.dataset.kind === "display") {
      const open = all.filter((box) => !box.matches(":disabled"));
      return open.find((box) => box.type === "range" || box.checked)?.value ?? null;
    }
    const chosen = all.filter((box) => box.checked).map((box) => box.value);
    if (question.dataset.kind === "tick") return chosen.length > 0;
    if (question.dataset.kind === "ticks") return chosen;
    if (all[0].type === "radio") return chosen[0] ?? null;
    return all[0].value;
  }

  function fill(question, value) {
    if (draws(question)) {
      // Where nothing is known of the way, it stays as it is.
      const detail = value ?? null;
      if (detail !== null || question.dataset.kind === "display") question.dispatchEvent(new CustomEvent("put", { detail }));
      return;
    }
    for (const box of boxes(question)) {
      if (box.type === "checkbox") box.checked = Array.isArray(value) ? value.includes(box.value) : value === true;
      else if (box.type === "radio") box.checked = value !== undefined && value !== null && String(value) === box.value;
      else box.value = value === undefined || value === null || typeof value === "object" ? "" : value;
    }
    const large = question.querySelector("[data-chosen]");
    if (large) large.textContent = value ?? "";
  }

  function settle(question, changed) {
    if (question.dataset.kind === "ticks" && changed.checked) {
      const alone = "exclusive" in changed.dataset;
      boxes(question).filter((box) => box !== changed && (alone || "exclusive" in box.dataset)).forEach((box) => (box.checked = false));
    }
    const large = question.querySelector("[data-chosen]");
    if (large) large.textContent = changed.value;
  }

  const COMPARED = {
    "=": (value, answer) => value === answer,
    ">": (value, answer) => value > answer,
    "<": (value, answer) => value < answer,
    ">=": (value, answer) => value >= answer,
    "<=": (value, answer) => value <= answer,
  };

  function holds(condition, value) {
    const { operator, answer } = condition;
    if (operator === "exists") return (value !== undefined) === answer;
    if (operator === "!=") return !(Array.isArray(value) ? value : [value]).includes(answer);
    if (value === undefined) return false;
    if (operator === "contains") return Array.isArray(value) && value.includes(answer);
    return COMPARED[operator](typeof answer === "number" ? Number(value) : value, answer);
  }

  function branch() {
    const known = {};
    for (const question of questions) {
      const item = question.dataset.item;
      const rule = rules[item];
      const asked = (condition) => holds(condition, known[condition.item]);
      const shown = !rule || (rule.all ? rule.all.every(asked) : rule.any.some(asked));
      question.hidden = question.disabled = !shown;
      if (!shown) continue;
      const value = valueOf(question);
      if (value !== null && value !== "" && !(Array.isArray(value) && value.length === 0)) known[item] = value;
    }
  }

  function show() {
    const answers = answersOf(day);
    form.elements.day.value = day;
    for (const question of questions) {
      fill(question, answers[question.dataset.item]);
      fault(question, "");
    }
    branch();
  }

  function fault(question, sentence) {
    const place = question.querySelector("[data-error]");
    if (!place) return;
    place.textContent = sentence;
    place.hidden = !sentence;
    question.classList.toggle("question-wrong", Boolean(sentence));
  }

  // Days, by Denmark's calendar.
  const spoken = (of, style) => new Intl.DateTimeFormat(LANGUAGE, { timeZone: "UTC", ...style }).format(new Date(`${of}T12:00Z`));
  function before(of, number) {
    const date = new Date(`${of}T12:00Z`);
    date.setUTCDate(date.getUTCDate() - number);
    return date.toISOString().slice(0, 10);
  }
  function today() {
    const now = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Copenhagen" }).format(new Date());
    return LENGTH === 1 ? now : before(now, (new Date(`${now}T12:00Z`).getUTCDay() + 6) % 7);
  }
  function name(of, newest) {
    if (of === newest) return form.dataset.today;
    if (of === before(newest, LENGTH)) return form.dataset.yesterday;
    const said = spoken(of, { weekday: "long" });
    return said.charAt(0).toUpperCase() + said.slice(1);
  }

  // The device may be days further than the page it keeps.
  function daysNow() {
    const newest = today();
    const list = Array.from({ length: Number(form.dataset.open) }, (_, number) => before(newest, number * LENGTH));
    const open = list.filter((of) => of === newest || of >= form.dataset.since);
    if (!open.includes(day)) day = newest;
    nameDays(open, newest);
  }

  function nameDays(list, newest) {
    const held = document.activeElement?.closest?.("#days") ? document.activeElement.dataset.day : null;
    nav.replaceChildren(
      ...list.map((of) => {
        const link = document.createElement("a");
        link.href = `?day=${of}`;
        link.dataset.day = of;
        link.textContent = name(of, newest);
        if (of === day) link.setAttribute("aria-current", "date");
        return link;
      }),
    );
    if (held) nav.querySelector(`[data-day="${held}"]`)?.focus();
  }

  function tell(state) {
    status.dataset.state = state;
    status.textContent = form.dataset[state];
  }
  const held = () => (own.size > 0 ? "held" : "waiting");

  function say(sentences) {
    told.textContent = sentences.join(" ");
    told.hidden = sentences.length === 0;
  }

  function note(question) {
    const at = new Date().toISOString();
    const way = question.querySelector("[data-way]:not([hidden])")?.dataset.way;
    put(`${WAITS}${day} ${question.dataset.item}`, JSON.stringify({ value: valueOf(question), at, way }));
  }

  // What seldom changes goes along with each day, so that a day says how it was written.
  function noteStable(changed) {
    const saved = days[day] ?? {};
    for (const question of questions) {
      const item = question.dataset.item;
      if (question !== changed && stable.includes(item) && item in usual && !(item in saved)) note(question);
    }
  }

  function forget() {
    waiting().forEach(take);
    stored((store) => [CURVE, USUAL].forEach((key) => store.removeItem(key)), () => {});
    navigator.serviceWorker?.getRegistration(HOME).then((worker) => worker?.unregister());
    window.caches?.delete(`diary ${HOME}`);
  }

  async function send() {
    clearTimeout(timer);
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    const sent = entries().slice(0, AT_ONCE);
    if (sent.length) tell("saving");
    try {
      const response = await fetch(form.dataset.sync, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ entries: sent }),
      });
      if (response.status === 410) {
        forget();
        location.reload();
        return;
      }
      if (!response.ok) throw new Error(response.status);
      taken(sent, await response.json());
      wait = 2000;
    } catch {
      if (waiting().length) tell(held());
      timer = setTimeout(send, wait);
      wait = Math.min(wait * 2, 60000);
    }
    busy = false;
    if (again) {
      again = false;
      send();
    }
  }

  function taken(sent, answer) {
    for (const one of sent) {
      for (const [item, given] of Object.entries(one.items)) {
        const key = `${WAITS}${one.day} ${item}`;
        if (JSON.parse(read(key) ?? "{}").at === given.at) take(key);
      }
    }
    days = answer.days;
    usual = answer.stable;
    const open = Object.keys(days).sort().reverse();
    if (!(day in days)) day = open[0];
    nameDays(open, open[0]);
    say(Object.entries(answer.over).map(([of, sentence]) => `${spoken(of, { day: "numeric", month: "long" })}: ${sentence}`));
    const wrong = answer.faults[day] ?? {};
    const answers = answersOf(day);
    for (const question of questions) {
      const item = question.dataset.item;
      const mine = sent.some((one) => one.day === day && item in one.items);
      if (mine) fault(question, wrong[item] ?? "");
      if (!question.contains(document.activeElement) && !(item in wrong)) fill(question, answers[item]);
    }
    branch();
    drawn(answer.chart);
    stored((store) => store.setItem(CURVE, answer.chart), () => {});
    stored((store) => store.setItem(USUAL, JSON.stringify(usual)), () => {});
    if (waiting().length) again = true;
    else if (sent.length) tell("saved");
  }

  function drawn(markup) {
    const isOpen = chart.querySelector("details")?.open;
    const parsed = new DOMParser().parseFromString(markup, "text/html");
    chart.replaceChildren(...parsed.body.childNodes);
    if (isOpen && chart.querySelector("details")) chart.querySelector("details").open = true;
  }

  form.addEventListener("input", (event) => {
    const question = event.target.closest("[data-item]");
    if (!question) return;
    settle(question, event.target);
    branch();
    note(question);
    noteStable(question);
    clearTimeout(timer);
    timer = setTimeout(send, event.target.matches("[type=radio], [type=checkbox]") ? 0 : TYPING);
  });
  form.addEventListener("change", send);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (waiting().length) send();
    else tell("saved");
  });
  nav.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    day = link.dataset.day;
    daysNow();
    show();
    status.textContent = "";
    delete status.dataset.state;
  });
  stop.addEventListener("submit", forget);
  window.addEventListener("online", send);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && send());

  for (const question of questions) if (rules[question.dataset.item]) question.hidden = question.disabled = true;
  const first = {};
  for (const question of questions) {
    if (!stable.includes(question.dataset.item)) first[question.dataset.item] = valueOf(question);
  }
  days = { [day]: first };
  usual = stored((store) => JSON.parse(store.getItem(USUAL)), () => null) ?? {};
  daysNow();
  show();
  const kept = stored((store) => store.getItem(CURVE), () => null);
  if (kept && !chart.querySelector("svg")) drawn(kept);
  if (waiting().length) tell(held());
  send();
  navigator.serviceWorker
    ?.register(form.dataset.worker, { scope: HOME })
    .catch(() => {});
})();
