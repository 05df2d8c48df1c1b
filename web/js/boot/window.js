// @ts-check
// What the page offers the program.

/** @param {string} name @param {unknown} value @param {boolean} [writable] */
const define = (name, value, writable = false) =>
  Object.defineProperty(window, name, { value, writable, configurable: false, enumerable: false });

// What go-app and our program look for on window: own properties, so that no
// element's id or name can stand in for them.
define("goappGetenv", () => "");
define("goappIsAppInstallable", () => false);
define("goappIsAppInstalled", () => false);
define("goappShowInstallPrompt", () => {});
define("goappKeepBodyClean", () => () => {});
define("goappNav", undefined, true);
define("goappOnUpdate", undefined, true);
define("goappOnAppInstallChange", undefined, true);
define("lectern", Object.freeze({
  base,
  search,
  load,
  read,
  unfold,
  /** @param {"localStorage" | "sessionStorage"} name */
  area: (name) => window[name],
  /** @param {Tools} given */
  ready(given) {
    tools = given;
    state = "ready";
    remember();
    quiet();
    if (sought) ask((t) => t.seek());
    if (wanted) open(wanted.tool, wanted.opener);
  },
  /** @param {string} message */
  broken: (message) => fail(new Error(message)),
  send,
  /** Whether a worker answers for pages when the network does not. */
  served: () => answered && container?.controller?.state === "activated",
  /** The worker that renders a file of the reader's own, see open.js. */
  opener: () => new Worker(trusted(renderer || "")),
  weigh,
  installs: () => (installed() ? "" : invitation ? "prompt" : ios ? "ios" : ""),
  install: () => invitation?.prompt(),
  /** @param {(message: any) => void} hears what the service worker tells, and of the connection */
  hear(hears) {
    hearer = hears;
    if (update) hears(update);
  },
}));
