// Says in words on the page when a passkey could not be made or used.
"use strict";
(() => {
  const trouble = document.querySelector("[data-passkey-trouble]");
  if (!trouble) return;
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    trouble.hidden = true;
    window.setTimeout(() => { trouble.hidden = false; }, 50);
  });
})();
