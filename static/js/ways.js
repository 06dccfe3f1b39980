// A scale from 0 to 100 as line, numbers or faces. Without this file the line is shown as numbers, and the switch sends.
"use strict";

(() => {
  const REASON = /^~/; // "I don't know" and "would rather not say"
  const LARGE_STEP = 10;
  const THUMB = 2.5; // rem, as in the style sheet

  function start(question) {
    const ways = [...question.querySelectorAll("[data-way]")];
    const line = question.querySelector("[data-line]");
    const range = line.querySelector("input");
    const large = question.querySelector("[data-place-chosen]");
    const item = question.dataset.item;
    let touching = false;
    let value = null; // as it is kept; what lies between two places is shown at the nearest and stays what it is

    const radios = () => [...question.querySelectorAll("[type=radio]")];
    const open = () => ways.find((way) => !way.hidden);

    function spoken() {
      if (value === null) return range.dataset.none;
      if (value <= 0) return `0, ${range.dataset.low}`;
      return value >= 100 ? `100, ${range.dataset.high}` : String(value);
    }

    // A range always has a value: it counts, and has a name, only when somebody has set it.
    function draw() {
      range.value = value ?? 50;
      range.name = value === null ? "" : item;
      range.setAttribute("aria-valuetext", spoken());
      line.classList.toggle("line-empty", value === null);
      large.textContent = value === null ? "" : String(Math.floor(value / 10 + 0.5));
      for (const way of ways) {
        const places = [...way.querySelectorAll("[data-place]")];
        const step = 100 / Math.max(1, places.length - 1);
        for (const box of places) {
          const own = Number(box.dataset.place);
          const here = value !== null && Math.min(100, Math.floor(value / step + 0.5) * step) === own;
          box.value = here ? String(value) : box.dataset.place;
          if (way === open()) box.checked = here;
        }
      }
    }

    function show(name) {
      for (const way of ways) way.hidden = way.disabled = way.dataset.way !== name;
      draw();
    }

    function set(given) {
      value = given;
      radios().filter((box) => REASON.test(box.value)).forEach((box) => (box.checked = false));
      draw();
    }

    // Before the form hears of it.
    question.addEventListener("input", (event) => {
      const box = event.target;
      if (box === range && touching) event.stopPropagation();
      else if (box === range) set(Number(range.value));
      else if ("place" in box.dataset) set(Number(box.value));
      else if (box.type === "radio" && REASON.test(box.value)) {
        value = null;
        draw();
      }
    });
    const choose = () => range.dispatchEvent(new Event("input", { bubbles: true }));
    // The middle is where an empty line rests: a click there changes nothing, so the choice has to be heard of here.
    const middle = () => {
      if (value === null) choose();
    };
    range.addEventListener("click", middle);

    // A finger that only scrolls past sets a value in some browsers, and a tap beside the thumb none in others:
    // what a finger means is taken from where it leaves the line, and nothing where it went on to scroll.
    function at(x) {
      const place = range.getBoundingClientRect();
      const thumb = THUMB * parseFloat(getComputedStyle(document.documentElement).fontSize);
      return Math.round((100 * (x - place.left - thumb / 2)) / (place.width - thumb)); // a range keeps to its ends
    }
    range.addEventListener("pointerdown", (event) => (touching = event.pointerType !== "mouse"));
    range.addEventListener("pointermove", (event) => {
      if (!touching) return;
      range.value = at(event.clientX);
      line.classList.remove("line-empty");
    });
    range.addEventListener("pointerup", (event) => {
      if (!touching) return;
      touching = false;
      range.value = at(event.clientX);
      choose();
    });
    range.addEventListener("pointercancel", () => {
      touching = false;
      draw();
    });
    range.addEventListener("keydown", (event) => {
      if (event.key === " ") {
        event.preventDefault();
        middle();
      }
      if (event.key !== "PageUp" && event.key !== "PageDown") return;
      event.preventDefault();
      range.value = Number(range.value) + (event.key === "PageUp" ? LARGE_STEP : -LARGE_STEP);
      choose();
    });
    const buttons = [...question.querySelectorAll("[data-kind=switch] button")];
    function press(name) {
      for (const button of buttons) button.ariaPressed = String(button.value === name);
      show(name);
    }
    for (const button of buttons) {
      button.addEventListener("click", (event) => {
        event.preventDefault();
        press(button.value);
        button.dispatchEvent(new Event("input", { bubbles: true }));
        button.dispatchEvent(new Event("change", { bubbles: true }));
      });
    }

    // An answer that waited, or one of another device.
    question.addEventListener("put", ({ detail }) => {
      radios().filter((box) => REASON.test(box.value)).forEach((box) => (box.checked = box.value === `~${detail?.missing}`));
      value = detail === null || detail.missing ? null : Number(detail);
      draw();
    });
    question.querySelector("[data-kind=switch]")?.addEventListener("put", ({ detail }) => press(detail ?? "line"));

    const checked = radios().find((box) => box.checked && "place" in box.dataset);
    if (checked) value = Number(checked.value);
    show(question.dataset.shownAs);
  }

  document.querySelectorAll("[data-kind=display]").forEach(start);
})();
