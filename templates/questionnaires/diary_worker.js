// Keeps the empty page of one diary and its files for times without network; never an answer.
"use strict";

const HOME = "{{ home|escapejs }}";
const SHELL = "{{ shell|escapejs }}";
const FILES = [{% for file in files %}"{{ file|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const KEPT = `diary ${HOME}`;
const PATIENCE = 4000; // ms until a net that does not answer counts as none

async function keep() {
  const shell = await fetch(new Request(SHELL, { cache: "reload" }));
  if (!shell.ok) throw new Error(shell.status); // it rests, or is over: nothing is kept of it
  const cache = await caches.open(KEPT);
  await cache.addAll(FILES.map((file) => new Request(file, { cache: "reload" })));
  await cache.put(SHELL, shell);
}

async function fresh(request) {
  const ended = new AbortController();
  const timer = setTimeout(() => ended.abort(), PATIENCE);
  try {
    return await fetch(request, { signal: ended.signal });
  } finally {
    clearTimeout(timer);
  }
}

async function first(request, kept) {
  try {
    return await fresh(request);
  } catch (fault) {
    const copy = await (await caches.open(KEPT)).match(kept);
    if (copy) return copy;
    throw fault;
  }
}

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(keep());
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== location.origin) return;
  if (event.request.mode === "navigate") {
    if (address.pathname !== HOME) return;
    event.respondWith(first(event.request, SHELL));
    event.waitUntil(keep().catch(() => {})); // as new as the page that is shown now
  } else if (FILES.includes(address.pathname)) {
    event.respondWith(first(event.request, address.pathname));
  }
});
