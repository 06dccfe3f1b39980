// On the record template: a chosen radio can be taken away again, by a second click or by Backspace.
"use strict";
(() => {
  let before = null;
  const radio = (event) => {
    const label = event.target.closest("label.tick");
    const input = label ? label.querySelector("input[type=radio]") : null;
    return input;
  };
  document.addEventListener("pointerdown", (event) => {
    const input = radio(event);
    before = input && input.checked ? input : null;
  });
  document.addEventListener("click", (event) => {
    if (event.target === before) {
      before.checked = false;
      before = null;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Backspace" && event.target.matches("input[type=radio]:checked")) {
      event.target.checked = false;
    }
  });
})();
