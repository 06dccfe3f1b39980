// Reads a chosen file into the field that [data-file-for] names. Without this the text is pasted instead.
"use strict";
(() => {
  const place = document.querySelector("[data-file-for]");
  if (!place) return;
  const field = document.getElementById(place.dataset.fileFor);
  const chooser = place.querySelector("input");
  place.hidden = false;
  chooser.addEventListener("change", async () => {
    if (chooser.files.length > 0) field.value = await chooser.files[0].text();
  });
})();
