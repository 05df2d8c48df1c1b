// @ts-check
// How the program starts, and what is done when it fails.

/** @param {boolean} [again] skips what a cache may hold of a broken file */
async function start(again = false) {
  if (!wasm || !exec || state === "loading" || state === "ready") return;
  state = "loading";
  away = false;
  const mine = ++attempt;
  ending.abort();
  ending = new AbortController();
  if (!texts.tag) {
    speech.abort();
    speech = new AbortController();
    speaking = loadTexts(speech.signal);
  }
  let late = 0;
  /** @param {number} limit until the next step */
  const wait = (limit) => {
    clearTimeout(late);
    if (mine === attempt && state === "loading") late = setTimeout(() => mine === attempt && state === "loading" && fail(new Error(`no answer in ${limit / 1000} seconds`)), limit);
  };
  wait(hangAfter);
  try {
    if (typeof WebAssembly !== "object") throw new Error("no WebAssembly");
    const cache = again ? "reload" : "default";
    const [module] = await Promise.all([compile(wasm, cache, ending.signal, wait), loadExec(exec), loadStyle()]);
    if (mine !== attempt || state !== "loading") return;
    const go = new (/** @type {any} */ (window).Go)();
    const instance = await WebAssembly.instantiate(module, go.importObject);
    go.run(instance).then(() => fail(new Error("the program ended")), fail);
  } catch (error) {
    if (mine === attempt) fail(error);
  } finally {
    if (state !== "loading") clearTimeout(late);
  }
}

/** @param {string} address @param {RequestCache} cache @param {AbortSignal} signal @param {(limit: number) => void} wait */
async function compile(address, cache, signal, wait) {
  const response = await fetch(address, { cache, signal }).catch((error) => {
    away = true;
    throw error;
  });
  if (!response.ok) throw new Error(`program: ${response.status}`);
  const type = response.headers.get("Content-Type") || "";
  wait(slowAfter);
  // Not through a stream of ours that counts bytes: only of the response
  // itself does the browser keep the compiled code.
  const module = await (/^application\/wasm/i.test(type) ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer()));
  wait(hangAfter);
  return module;
}

/** @param {string} address @returns {Promise<void>} */
function loadExec(address) {
  if (/** @type {any} */ (window).Go) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.src = trusted(address);
    element.onload = () => (/** @type {any} */ (window).Go ? resolve() : reject(new Error("loader: not a script")));
    element.onerror = () => reject(new Error("loader: not loaded"));
    document.head.append(element);
  });
}

/** @returns {Promise<void>} */
function loadStyle() {
  if (!look || document.querySelector("link[data-tools]")) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = look;
    link.dataset.tools = "";
    link.onload = () => resolve();
    link.onerror = () => {
      link.remove();
      reject(new Error("style sheet of the tools: not loaded"));
    };
    document.head.append(link);
  });
}

/** @param {AbortSignal} signal */
async function loadTexts(signal) {
  try {
    const response = await fetch(root.dataset.texts || "", { signal });
    if (response.ok) texts = await response.json();
  } catch {
    // The words below stand in.
  }
}

/** @param {unknown} error */
function fail(error) {
  if (state === "failed") return;
  console.error("lectern:", error);
  const asked = wanted !== null || state === "ready";
  state = "failed";
  tools = undefined;
  path = location.pathname + location.search;
  ending.abort();
  window.onclick = null;
  window.onpopstate = null;
  const host = document.getElementById("_app");
  host?.querySelectorAll("dialog[open]").forEach((dialog) => /** @type {HTMLDialogElement} */ (dialog).close());
  quiet();
  if (asked || isOurs()) sayFailed();
}

/** Waits for the texts of the reader's language, but not for ever. */
const spoken = () => Promise.race([speaking, new Promise((resolve) => setTimeout(resolve, wordsAfter))]);

function sayFailed() {
  const unsupported = typeof WebAssembly !== "object";
  spoken().then(() => {
    if (state !== "failed") return;
    notice(unsupported
      ? word("program_unsupported", "This browser cannot run the reading tools. You can read and follow links without them.")
      : away ? word("program_away", "The reading tools are not on this device yet: they need a connection once. You can read and follow links without them.")
      : word("program_failed", "The reading tools did not start. You can read and follow links without them."),
    unsupported ? "" : "again");
  });
}

/** The program draws what these pages are for. */
const isOurs = () => document.querySelector("[data-search-results], [data-library]") !== null;

/** @param {string} key @param {string} fallback */
const word = (key, fallback) => (typeof texts[key] === "string" ? texts[key] : fallback);
