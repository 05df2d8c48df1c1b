// @ts-check
// What the reader wants: events that must be decided at once.

/** @param {string} tool @param {Element | null} opener */
function open(tool, opener) {
  wanted = null;
  if (!tool) return;
  if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
  ask((t) => t.open(tool));
}

/**
 * Calls the program; a program that has died leaves the event to the browser.
 * @template T @param {(tools: Tools) => T} call @returns {T | undefined}
 */
function ask(call) {
  if (state !== "ready" || !tools) return undefined;
  try {
    return call(tools);
  } catch (error) {
    fail(error);
    return undefined;
  }
}

/** @param {string} tool @param {Element | null} opener @param {boolean} [again] */
function want(tool, opener, again = false) {
  if (state === "ready") return open(tool, opener);
  wanted = { tool, opener };
  if (state === "failed") return sayFailed();
  opener?.setAttribute("aria-busy", "true");
  clearTimeout(coming);
  coming = setTimeout(() => spoken().then(() => state === "loading" && wanted && notice(word("program_coming", "Loading the reading tools…"))), noticeAfter);
  start(again);
}

/** @param {Event} event @param {string} selector */
const near = (event, selector) => (event.target instanceof Element ? event.target.closest(selector) : null);

document.addEventListener("click", (event) => {
  const tool = near(event, "[data-tool]");
  // Of a program that has failed the search link still leads somewhere.
  if (tool instanceof HTMLElement && wasm && plain(event) && (state !== "failed" || tool instanceof HTMLButtonElement)) {
    event.preventDefault();
    event.stopPropagation();
    want(tool.dataset.tool || "", tool);
    return;
  }
  const link = near(event, "a[href]");
  if (!(link instanceof HTMLAnchorElement)) return;
  // go-app listens on window and would take clicks that are the browser's.
  event.stopPropagation();
  // A page with a script of its own is loaded whole.
  if (!event.defaultPrevented && !("full" in link.dataset) && ask((t) => t.click(event, link))) event.preventDefault();
});

/** @param {MouseEvent} e */
const plain = (e) => e.button === 0 && !e.ctrlKey && !e.metaKey && !e.shiftKey && !e.altKey && !e.defaultPrevented;

document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented && ask((t) => t.submit(event))) event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.repeat || event.altKey || !wasm || state === "failed") return;
  const key = event.key.toLowerCase();
  const command = event.ctrlKey || event.metaKey;
  // By the key's place too: on a Russian layout it gives another letter.
  const k = key === "k" || (event.code === "KeyK" && !/^[a-z]$/.test(key));
  // A Latin layout has its own slash; there the key may be the hyphen.
  const slash = key === "/" || (event.code === "Slash" && !event.shiftKey && /^(\.|[^\0-\x7f])$/.test(key));
  if (command ? !k || event.shiftKey : !slash || near(event, "input, textarea, select, [contenteditable]")) return;
  event.preventDefault();
  want("search", document.activeElement === document.body ? null : document.activeElement);
});

// The menu of languages lies over the page: it closes as menus do.
/** @param {(menu: HTMLDetailsElement) => boolean} leaves */
const closeMenus = (leaves) => document.querySelectorAll(".languages details[open]").forEach((menu) => {
  if (menu instanceof HTMLDetailsElement && leaves(menu)) menu.open = false;
});
document.addEventListener("pointerdown", (event) => closeMenus((menu) => !menu.contains(/** @type {Node} */ (event.target))));
document.addEventListener("focusin", (event) => closeMenus((menu) => !menu.contains(/** @type {Node} */ (event.target))));
document.addEventListener("keyup", (event) => {
  if (event.key !== "Escape") return;
  closeMenus((menu) => {
    if (menu.contains(document.activeElement)) menu.querySelector("summary")?.focus();
    return true;
  });
});

/** @param {Event} event */
const approach = (event) => {
  if (!near(event, "[data-tool], [data-search-form]")) return;
  start();
  if (!near(event, '[data-tool="search"], [data-search-form]')) return;
  sought = true;
  ask((t) => t.seek());
};
document.addEventListener("focusin", approach);
document.addEventListener("touchstart", approach, { passive: true });
document.addEventListener("pointerover", (event) => {
  approach(event);
  const link = state === "ready" && near(event, "a[href]");
  if (link instanceof HTMLAnchorElement) ask((t) => t.hover(link.href));
}, { passive: true });

window.addEventListener("popstate", (event) => {
  event.stopImmediatePropagation(); // go-app would mount its root again
  if (ask((t) => (t.pop(event.state), true))) {
    path = location.pathname + location.search;
  } else if (path !== location.pathname + location.search) {
    location.reload(); // an entry the program made, and the program is not here
  }
});

if (!wasm) document.querySelectorAll("button[data-tool]").forEach((button) => button.remove());
