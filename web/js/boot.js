// @ts-check
// boot.js runs on every page. It starts the browser program when the reader
// wants a tool or the page has long been idle, hears the events that must be
// decided at once, and keeps the plain site working while the program is
// loading, missing or broken.

/**
 * What the program gives once it is mounted.
 * @typedef {object} Tools
 * @property {(tool: string) => void} open shows a tool
 * @property {(event: MouseEvent, link: HTMLAnchorElement) => boolean} click reports whether it takes the click
 * @property {(event: SubmitEvent) => boolean} submit reports whether it takes the form
 * @property {(state: any) => void} pop follows Back and Forward
 * @property {(href: string) => void} hover hears of a link under the pointer
 * @property {() => void} seek hears that the reader reaches for search
 */

(() => {
  "use strict";

  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const { wasm, exec, look, search, opener } = script.dataset;
  const root = document.documentElement;
  const base = root.dataset.base || "/";
  // Lighthouse watches until the page has been quiet for five seconds.
  const idleAfter = 8000;
  const hangAfter = 20000;
  // The program is over a megabyte: on 128 kbit/s it takes more than a minute.
  const slowAfter = 120000;
  const noticeAfter = 300;
  const wordsAfter = 2000;

  /** @type {"idle" | "loading" | "ready" | "failed"} */
  let state = "idle";
  /** @type {Tools | undefined} */
  let tools;
  /** @type {{tool: string, opener: Element | null} | null} the tool asked for before the program was there */
  let wanted = null;
  let away = false; // the program was not to be had, for want of a connection
  let sought = false; // the reader has reached for search
  let attempt = 0;
  let stop = new AbortController();
  let path = location.pathname + location.search;
  /** @type {Record<string, any>} */
  let texts = {};
  /** @type {Promise<void> | undefined} the fetch of texts */
  let speaking;
  let speech = new AbortController();

  /** @param {string} address */
  const absolute = (address) => new URL(address, location.href).href;

  // Trusted Types: HTML comes only from the body of load(), script addresses
  // only from this script's own element, but for the service worker's.
  let trusting = false;
  const policy = /** @type {any} */ (window).trustedTypes?.createPolicy("lectern", {
    createHTML: (/** @type {string} */ text) => {
      if (!trusting) throw new TypeError("not the text of a page");
      return text;
    },
    createScriptURL: (/** @type {string} */ address) => {
      if (![`${base}sw.js`, exec, opener].some((ours) => ours && address === absolute(ours))) throw new TypeError("not a script of this site");
      return address;
    },
  });

  /** @param {string} address */
  const trusted = (address) => (policy ? policy.createScriptURL(absolute(address)) : absolute(address));

  /**
   * Fetches a page of this site and parses it; page is null for what is not HTML.
   * @param {string} address
   * @param {AbortSignal} signal
   */
  async function load(address, signal) {
    const url = new URL(address, location.href);
    if (url.origin !== location.origin || !url.pathname.startsWith(base)) throw new TypeError("not a page of this site");
    const response = await fetch(url, { signal, headers: { Accept: "text/html" } });
    const end = new URL(response.url || url);
    const ours = end.origin === location.origin && end.pathname.startsWith(base);
    const html = ours && /^text\/html\b/i.test(response.headers.get("Content-Type") || "");
    const found = { status: response.status, url: end.href, page: /** @type {Document | null} */ (null) };
    if (!html) return found;
    const text = await response.text();
    trusting = true;
    try {
      const trusted = policy ? policy.createHTML(text) : text;
      found.page = new DOMParser().parseFromString(trusted, "text/html");
    } finally {
      trusting = false;
    }
    return found;
  }

  // ---- The outline, open beside the text where there is room for it

  let folded = false; // by the reader
  const roomy = matchMedia("(min-width: 76rem)"); // as in article.css

  function unfold() {
    const outline = /** @type {HTMLDetailsElement | null} */ (document.querySelector("main [data-outline]"));
    if (outline && roomy.matches && !folded) outline.open = true;
  }

  unfold();
  document.addEventListener("click", (event) => {
    const summary = event.target instanceof Element && event.target.closest("[data-outline] > summary");
    if (summary) folded = /** @type {HTMLDetailsElement} */ (summary.parentElement).open;
  });

  // ---- The text of the article, for words to be marked in it. It is read here
  // because a step from node to node costs the program far more than a script.

  const unread = "[hidden], [aria-hidden=true], [role=doc-noteref], br, img, picture, video, audio, canvas, svg, math, input, select, textarea, button, script, style, template, noscript, iframe, object";
  const inWord = "a, abbr, b, bdi, bdo, cite, code, data, del, dfn, em, font, i, ins, kbd, label, mark, q, ruby, s, samp, small, span, strong, sub, sup, time, tt, u, var";

  /**
   * Returns the text nodes of the article, and two strings for each, joined by
   * NUL: its gap and language, its text. The gap to the node before is 0 where a
   * word may go on, 1 where another begins, 2 where another block does.
   */
  function read() {
    /** @type {Text[]} */
    const nodes = [];
    /** @type {string[]} */
    const texts = [];
    let gap = 2;
    /** @param {Element} parent @param {string} lang */
    const walk = (parent, lang) => {
      for (const n of parent.childNodes) {
        if (n instanceof Text && /\S/.test(n.data)) {
          nodes.push(n);
          texts.push(gap + lang, n.data);
          gap = 0;
        } else if (n instanceof Text || (n instanceof Element && n.matches(unread))) {
          gap = Math.max(gap, 1);
        } else if (n instanceof Element && !n.matches("wbr, rt, rp")) { // readings stand over the word
          const block = !n.matches(inWord);
          if (block) gap = 2;
          walk(n, n.getAttribute("lang") ?? lang);
          if (block) gap = 2;
        }
      }
    };
    document.querySelectorAll("main article [data-find]").forEach((e) => {
      gap = 2;
      walk(e, e.closest("[lang]")?.getAttribute("lang") ?? "");
    });
    return { nodes, text: texts.join("\0") };
  }

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
    opener: () => new Worker(trusted(opener || "")),
    weigh,
    installs: () => (installed() ? "" : invitation ? "prompt" : ios ? "ios" : ""),
    install: () => invitation?.prompt(),
    /** @param {(message: any) => void} hears what the service worker tells, and of the connection */
    hear(hears) {
      hearer = hears;
      if (update) hears(update);
    },
  }));

  // ---- Starting the program

  /** @param {boolean} [again] skips what a cache may hold of a broken file */
  async function start(again = false) {
    if (!wasm || !exec || state === "loading" || state === "ready") return;
    state = "loading";
    away = false;
    const mine = ++attempt;
    stop.abort();
    stop = new AbortController();
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
      const [module] = await Promise.all([compile(wasm, cache, stop.signal, wait), loadExec(exec), loadStyle()]);
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
    stop.abort();
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

  // ---- Notices

  /** @type {HTMLElement | undefined} */
  let shown;
  let coming = 0;

  function quiet() {
    clearTimeout(coming);
    shown?.remove();
    shown = undefined;
    document.querySelectorAll("[data-tool][aria-busy], [data-search-results][aria-busy]").forEach((e) => e.removeAttribute("aria-busy"));
  }

  /** @param {string} text @param {"" | "close" | "again"} [buttons] */
  function notice(text, buttons = "") {
    shown?.remove();
    const box = document.createElement("div");
    box.className = "tool-notice";
    box.setAttribute("role", "status");
    box.lang = texts.tag || (texts.program_failed ? root.dataset.ui : "en") || "en";
    const words = document.createElement("p");
    words.textContent = text;
    box.append(words);
    /** @param {string} name @param {() => void} press */
    const button = (name, press) => {
      const made = document.createElement("button");
      made.type = "button";
      made.textContent = name;
      made.onclick = press;
      box.append(made);
    };
    if (buttons === "again") {
      button(word("try_again", "Try again"), () => {
        state = "idle";
        quiet();
        want(wanted?.tool || "", wanted?.opener || null, true);
      });
    }
    if (buttons) button(word("close", "Close"), quiet);
    document.body.append(box);
    shown = box;
  }

  // ---- What the reader wants

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

  // ---- When nobody asks

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

  // ---- The service worker

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

  // ---- Installing

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

  // ---- Links that the system opens with the installed site

  /**
   * Opens the article that a link of ours names, "web+lectern:ru/slug". Whatever
   * else a link may hold leads nowhere, and the reader is told.
   */
  function follow() {
    const link = new URLSearchParams(location.search).get("link");
    if (link === null) return;
    const [, article] = /^web\+lectern:([a-z]{2,3}(?:-[a-z\d]+)*\/[a-z\d]+(?:-[a-z\d]+)*)\/?$/.exec(link) || [];
    if (article) return location.replace(`${base}${article}/`);
    history.replaceState(history.state, "", location.pathname);
    loadTexts(new AbortController().signal).then(() => notice(word("link_foreign", "This link does not lead to an article of this site."), "close"));
  }

  if (location.pathname === base) follow();

  /** What an article takes with its pictures, in bytes. */
  function weigh() {
    const main = document.querySelector("main");
    const pictures = [...(main?.querySelectorAll("article img") || [])];
    const known = pictures.flatMap((picture) => {
      const [entry] = performance.getEntriesByName(/** @type {HTMLImageElement} */ (picture).currentSrc);
      const size = /** @type {PerformanceResourceTiming | undefined} */ (entry)?.encodedBodySize;
      return size ? [size] : [];
    });
    const usual = known.length ? known.reduce((sum, size) => sum + size) / known.length : 60000;
    return Math.round(new Blob([main?.outerHTML || ""]).size + usual * pictures.length);
  }

  // The offline page offers to fetch what was asked for.
  const later = document.querySelector("[data-later]");
  if (later instanceof HTMLElement && container?.controller) {
    later.hidden = false;
    later.onclick = () => send({ type: "later" }).then(() => later.setAttribute("aria-pressed", "true"), () => {});
  }

  const settle = keeps ? serve : leave;
  if (document.readyState === "complete") settle();
  else addEventListener("load", () => settle(), { once: true });

  // ---- Live pages

  if ("live" in root.dataset) {
    const again = () => {
      history.scrollRestoration = "auto"; // so that the browser keeps the place
      location.reload();
    };
    /** @type {EventSource | undefined} */
    let events;
    let run = "";
    const listen = () => {
      events = new EventSource(`${base}_live?age=${Math.ceil(performance.now())}`);
      events.addEventListener("hello", (event) => {
        const now = JSON.parse(event.data).run;
        if (run && now !== run) again(); // the server was started anew
        run = now;
      });
      events.onmessage = (event) => {
        /** @type {string[] | undefined} */
        const paths = JSON.parse(event.data).paths;
        const here = decodeURI(location.pathname).slice(base.length - 1);
        if (!paths?.length || paths.includes(here)) again();
      };
    };
    listen();
    // A page that the browser keeps for Back would hold one of its six
    // connections to us: the seventh page would wait for ever.
    window.addEventListener("pagehide", () => events?.close());
    window.addEventListener("pageshow", (event) => event.persisted && listen());
  }
})();
