// Copies the text of [data-copy-source] by its button, or by the key c alone.
"use strict";
(() => {
  const source = document.querySelector("[data-copy-source]");
  const button = document.querySelector("[data-copy]");
  const said = document.querySelector("[data-copied]");
  if (!source || !button || !said) return;

  const copy = async () => {
    source.select();
    try {
      await navigator.clipboard.writeText(source.value);
    } catch {
      // Without a secure address there is no clipboard to write to, but the old command still works.
      document.execCommand("copy");
    }
    said.textContent = "";
    window.setTimeout(() => { said.textContent = said.dataset.words; }, 50);
  };

  button.hidden = false;
  button.addEventListener("click", copy);
  document.addEventListener("keydown", (event) => {
    const alone = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    if (alone && event.key === "c") {
      event.preventDefault();
      copy();
    }
  });
  button.focus();
})();
