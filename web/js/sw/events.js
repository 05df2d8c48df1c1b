// @ts-check
// What the browser asks.

// Only then is the worker there: a file that fails leaves things as they were.
worker.addEventListener("install", (event) => event.waitUntil(install()));

worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));

// The installed site looks for a new release now and then while it is closed.
worker.addEventListener("periodicsync", (/** @type {any} */ event) => event.tag === "check" && event.waitUntil(check(true)));

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { href, pathname } = new URL(request.url);
  if (request.method === "POST" && request.mode === "navigate" && href.startsWith(scope) && /^[^/]+\/open\/$/.test(pathname.slice(base.length))) {
    return event.respondWith(share(request));
  }
  if (request.method !== "GET" || !href.startsWith(scope) || request.headers.has("Range")) return;
  const path = pathname.slice(base.length);
  if (/(^|\/)(embed\/|oembed)$/.test(path)) return; // for partners: nothing of it is kept
  const name = path.slice(path.lastIndexOf("/") + 1);
  const network = () => fetch(request);
  if (/^(assets|library)\//.test(path) ? path !== "library/bundle.json" : name === "manifest.webmanifest") {
    event.respondWith(answerFile(event, path).catch(network));
  } else if ((request.mode === "navigate" || request.headers.get("Accept")?.includes("text/html")) && /^[^.]*$|\.html$/.test(name)) {
    event.respondWith(answerPage(event).catch(network));
  }
});
