// @ts-check
// kill.js, served as sw.js, ends the service worker of a site for good: it
// deletes what sw.js kept and unregisters. What the reader made, settings,
// bookmarks and notes, stands in localStorage and stays; so do the caches of
// others on the origin.
//
// "lectern build --no-worker" writes it; an operator can put it in place by
// hand, on any host, when a release must be withdrawn at once. Browsers ask for
// sw.js with every visit. Pages that are open go on, and are the network's from
// the next one on.

(() => {
  "use strict";

  const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
  // How long pages wait for this worker, which others may hold up.
  const longest = 1000;
  const mine = `lectern:${new URL(worker.registration.scope).pathname}`;

  worker.addEventListener("install", () => worker.skipWaiting());

  async function clean() {
    for (const name of await caches.keys()) if (name.startsWith(`${mine}:`)) await caches.delete(name);
    await new Promise((resolve) => {
      const request = indexedDB.deleteDatabase(mine);
      request.onsuccess = request.onerror = resolve;
    });
  }

  // sw.js may have been at work, and have written once more. One that has been put
  // back meanwhile keeps what it fetches.
  function cleanAgain() {
    const { installing, waiting } = worker.registration;
    if (!installing && !waiting && worker.serviceWorker?.state === "activated") clean();
  }

  async function leave() {
    // First: whatever fails below, the worker is gone.
    await worker.registration.unregister();
    await clean();
    for (const pause of [1500, 5000, 12000]) setTimeout(cleanAgain, pause);
  }

  // Pages wait while a worker is being activated; this one goes on after that.
  worker.addEventListener("activate", (event) => {
    const left = leave();
    event.waitUntil(Promise.race([left, new Promise((resolve) => setTimeout(resolve, longest))]));
  });

  // A page that is open may ask what sw.js would answer.
  worker.addEventListener("message", ({ data, ports }) => {
    if (data?.lectern === 1) ports[0]?.postMessage({ lectern: 1, id: data.id, error: "no service worker", name: "Error" });
  });
})();
