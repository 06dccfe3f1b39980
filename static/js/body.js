// The drawing of the body beside its list of boxes: what is ticked is filled, and a tap ticks. Without this file there
// is the list alone.
"use strict";

(() => {
  const NEAR = 22; // px from a zone at which a fingertip still means it

  function start(chart) {
    const question = chart.closest("[data-item]");
    // A line of its own and of one height: what moves under a finger that is on its way is not hit.
    const pointedAt = chart.querySelector("[data-body-name]");
    const words = chart.querySelector("[data-body-words]");
    const zones = [...chart.querySelectorAll("[data-zone]")];
    const boxes = [...question.querySelectorAll(`[type=checkbox][name="${question.dataset.item}"]`)];
    const box = (code) => boxes.find((one) => one.value === code);
    const name = (one) => one.closest("label").textContent.trim();

    function draw(pointed = "") {
      for (const zone of zones) {
        zone.toggleAttribute("data-on", box(zone.dataset.zone).checked);
        zone.toggleAttribute("data-pointed", zone.dataset.zone === pointed);
      }
      const chosen = boxes.filter((one) => one.checked).map(name);
      words.textContent = chosen.join(", ");
      pointedAt.textContent = pointed ? name(box(pointed)) : "";
    }

    function nearest(view, x, y) {
      const away = (zone) => {
        const place = zone.getBoundingClientRect();
        return Math.hypot(
          Math.max(place.left - x, 0, x - place.right),
          Math.max(place.top - y, 0, y - place.bottom),
        );
      };
      const inside = zones.filter((zone) => view.contains(zone) && away(zone) <= NEAR);
      return inside.sort((one, other) => away(one) - away(other))[0];
    }

    const at = (event) => event.target.closest("[data-zone]") ?? nearest(event.currentTarget, event.clientX, event.clientY);
    for (const view of chart.querySelectorAll("svg")) {
      view.addEventListener("click", (event) => {
        const zone = at(event);
        if (zone) box(zone.dataset.zone).click();
      });
      view.addEventListener("pointermove", (event) => {
        if (event.pointerType === "mouse") draw(event.target.closest("[data-zone]")?.dataset.zone);
      });
      view.addEventListener("pointerleave", () => draw());
    }
    // Loaded after what unticks boxes that exclude each other, so that it draws what is left.
    (question.form ?? question).addEventListener("input", () => draw());
    question.addEventListener("put", () => draw());
    for (const one of boxes) {
      one.addEventListener("focus", () => draw(zones.some((zone) => zone.dataset.zone === one.value) ? one.value : ""));
      one.addEventListener("blur", () => draw());
    }
    chart.hidden = false;
    draw();
  }

  document.querySelectorAll("[data-body]").forEach(start);
})();
