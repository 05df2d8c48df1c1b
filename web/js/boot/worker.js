// @ts-check
// The page and the service worker.

/** @type {ServiceWorkerContainer | undefined} absent on plain http and in some private windows */
const container = navigator.serviceWorker;
/** @type {((message: any) => void) | undefined} */
let hearer;
/** @type {any} what was said of a new release */
let update;
/** @type {ServiceWorkerRegistration | undefined} that of the site, also when this page is not its worker's */
let registration;
let answered = false; // by a worker that keeps pages
let sent = 0;
// Pages of a site that keeps nothing, as it says itself, have no worker.
const keeps = !("live" in root.dataset || "noWorker" in root.dataset);
if (!keeps || !container) root.dataset.noWorker = ""; // no button promises to keep an article
const silentAfter = 10000;
let held = 0;
const holdEvery = 20000;
const checkEvery = 12 * 3600000; // the browser decides; more often is never needed

/**
 * Asks the service worker something; sw.js says what can be asked. Rejects
 * when the page has none, or one that is silent. An answer may take as long as
 * a download, but not that to "state".
 * @param {{type: string, [field: string]: unknown}} message @returns {Promise<any>}
 */
function send(message) {
  return new Promise((resolve, reject) => {
    const worker = keeps && [container?.controller, registration?.active].find((one) => one && one.state !== "redundant");
    if (!worker) throw new Error("no service worker");
    const { port1, port2 } = new MessageChannel();
    let late = 0;
    let over = false;
    const wait = () => {
      if (over) return;
      late = setTimeout(() => {
        const alive = message.type === "state" ? Promise.reject(new Error("no service worker that answers")) : send({ type: "state" });
        alive.then(wait, (error) => (port1.close(), reject(error)));
      }, silentAfter);
    };
    wait();
    port1.onmessage = ({ data }) => {
      over = true;
      clearTimeout(late);
      port1.close();
      if ("error" in data) reject(Object.assign(new Error(data.error), { name: data.name }));
      else resolve(data.result);
    };
    worker.postMessage({ ...message, lectern: 1, id: ++sent }, [port2]);
  });
}

/** @param {any} message */
function hear(message) {
  if (message.type === "update") update = message;
  hearer?.(message);
}

// Also after the line was gone: what had stopped goes on.
const hello = () => send({ type: "hello", build: root.dataset.build }).then((said) => {
  answered = true;
  hear({ type: "ready" });
  if (said.update) hear({ type: "update", ...said });
}, () => {
  // kill.js, or a worker that hangs: the browser would look for another only
  // once this one is idle.
  registration?.update().catch(() => {});
});

function connected() {
  const online = navigator.onLine;
  root.toggleAttribute("data-offline", !online);
  hear({ type: "connection", online });
  if (!online) return;
  if (state === "failed" && away) {
    state = "idle";
    quiet();
    if (isOurs()) want("", null);
  }
  if (document.querySelector('main[data-page="offline"]') && !location.pathname.endsWith("/offline/")) location.reload();
  else hello();
}

async function serve() {
  if (!container) return;
  container.addEventListener("message", ({ data }) => {
    if (data?.lectern !== 1) return;
    hear(data);
    // A browser ends a worker that was not spoken to for some minutes.
    if (data.type !== "progress" || performance.now() - held < holdEvery) return;
    held = performance.now();
    container.controller?.postMessage({ lectern: 1, type: "hold" });
  });
  container.addEventListener("controllerchange", hello);
  container.ready.then((ready) => {
    registration = ready;
    hello();
    // Only an installed site may, and not in every browser.
    /** @type {any} */ (ready).periodicSync?.register("check", { minInterval: checkEvery }).catch(() => {});
  });
  addEventListener("online", connected);
  addEventListener("offline", connected);
  root.toggleAttribute("data-offline", !navigator.onLine);
  try {
    const registered = await container.register(trusted(`${base}sw.js`), { scope: base });
    // One that was being removed, with the worker that ended it: a page that
    // is not that worker's would not ask for the next.
    if (registered.active && !container.controller) await registered.update();
  } catch {
    // Refused, full or offline: the site works as it does without one.
  }
}

/** Ends what an earlier site has left: kill.js comes as its worker, deletes what was kept and goes. */
async function leave() {
  try {
    const left = await container?.getRegistration(base);
    if (left?.scope !== absolute(base)) return;
    await left.update();
    if (!left.installing && !left.waiting && left.active?.state === "activated") await left.unregister();
  } catch {
    // The next page tries again.
  }
}

const settle = keeps ? serve : leave;
if (document.readyState === "complete") settle();
else addEventListener("load", () => settle(), { once: true });
