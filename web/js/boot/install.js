// @ts-check
// Installing the site, and what it would take.

/** @type {any} the browser's offer to install the site */
let invitation;
const ios = /iP(hone|ad|od)/.test(navigator.userAgent) || (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1);
const installed = () => matchMedia("(display-mode: standalone), (display-mode: minimal-ui), (display-mode: window-controls-overlay)").matches || /** @type {any} */ (navigator).standalone === true;
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault(); // the offer stands in the reader's library
  invitation = event;
  hear({ type: "install" });
});
addEventListener("appinstalled", () => {
  invitation = undefined;
  hear({ type: "install" });
  // It is opened with the start page, perhaps for the first time without a connection.
  fetch(base, { headers: { Accept: "text/html" } }).catch(() => {});
});
