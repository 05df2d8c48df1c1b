// @ts-check
// What is done when nobody asks.

const connection = /** @type {any} */ (navigator).connection;

function remember() {
  try {
    sessionStorage.setItem("lectern.started", "1");
  } catch {
    // Without storage the next page waits as long as this one.
  }
}

function started() {
  try {
    return sessionStorage.getItem("lectern.started") === "1";
  } catch {
    return false;
  }
}

function rest() {
  if (connection?.saveData) return;
  const idle = window.requestIdleCallback || setTimeout;
  setTimeout(() => idle(() => start()), started() ? idleAfter / 8 : idleAfter);
}

if (wasm && isOurs()) {
  // What was asked for is on its way: the lists for readers without script
  // would only flash.
  if (new URLSearchParams(location.search).get("q")) document.querySelector("[data-search-results]")?.setAttribute("aria-busy", "true");
  want("", null);
} else if (wasm && new URLSearchParams(location.search).get("q") && document.querySelector("[data-find]")) {
  start(); // there are words to mark
} else if (document.readyState === "complete") {
  rest();
} else {
  window.addEventListener("load", rest, { once: true });
}
