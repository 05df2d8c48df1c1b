// @ts-check
// open.js is the script of the page that shows a file of the reader's own. It
// takes the file from a button, a drop, the system ("open with") or another
// program that shares it, has it rendered in a worker, and builds what comes back
// node by node: nothing of the file is ever parsed as HTML here, and nothing of it
// leaves the device. The records are specified in content/opened.
//
// The page may be swapped out and in again: everything is looked up when used.

(() => {
  "use strict";

  const { wasm = "", most = "0" } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
  const shared = /** @type {any} */ (window).lectern;
  // A text of 4 MB takes some seconds; what takes this long never ends.
  const patience = 60000;
  const coming = 300;

  // What package markdown writes, but for pictures, sound and film: those would
  // have to be fetched.
  const elements = new Set(("a abbr address b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure " +
    "h2 h3 h4 h5 h6 hr i input ins kbd li mark ol p pre q rp rt rtc ruby s samp section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr").split(" "));
  const attributes = new Set("id class lang dir title role tabindex aria-label href rel start reversed value colspan rowspan scope abbr width height span open datetime type disabled checked".split(" "));

  const page = () => /** @type {HTMLElement | null} */ (document.querySelector("main [data-open]"));
  /** @template {HTMLElement} [T=HTMLElement] @param {string} name */
  const part = (name) => /** @type {T} */ (page()?.querySelector(`[data-open-${name}]`));
  /** @param {string} key of the words that the page brings */
  const words = (key) => page()?.getAttribute(`data-say-${key}`) || "";

  /**
   * What is to be shown; name is empty for a text without a file.
   * @typedef {{name: string, size: number, arrayBuffer: () => Promise<ArrayBuffer>}} Given
   */

  /** @type {Given | undefined} for "Try again" */
  let last;
  let number = 0;

  // ---- What the page says

  /** @param {string} text @param {"" | "again" | "show"} [button] */
  function say(text, button = "") {
    const status = part("status");
    if (!status) return;
    status.textContent = text;
    part("again").hidden = button !== "again";
    part("show").hidden = button !== "show";
  }

  /** @param {number} bytes */
  function sizeOf(bytes) {
    const [amount, unit] = bytes < 1e6 ? [Math.ceil(bytes / 1000), "kilobyte"] : [bytes / 1e6, "megabyte"];
    return new Intl.NumberFormat(page()?.closest("[lang]")?.getAttribute("lang") || [], { style: "unit", unit, maximumFractionDigits: 1 }).format(amount);
  }

  /** @param {string[]} problem kind, line, column */
  function sentence([kind, line, column]) {
    const text = words(kind);
    return line === "0" ? text : words("place").replace("{line}", line).replace("{column}", column) + text;
  }

  // ---- Opening

  /** @param {Given} given */
  async function open(given) {
    const mine = ++number;
    last = given;
    if (!page()) return;
    clear();
    if (given.size > Number(most)) return say(words("large"));
    if (typeof WebAssembly !== "object" || typeof Worker !== "function") return say(words("unsupported"));
    const late = setTimeout(() => say(words("coming")), coming);
    try {
      const bytes = await given.arrayBuffer();
      const records = (await render(given.name, bytes)).split("\0");
      clearTimeout(late);
      if (mine === number && page()) show(given, records);
    } catch (error) {
      clearTimeout(late);
      if (mine === number) say(words(error instanceof DOMException && /NotReadable|NotFound/.test(error.name) ? "unreadable" : "failed"), "again");
    }
  }

  /** @type {Promise<WebAssembly.Module> | undefined} */
  let program;

  function load() {
    program ??= (async () => {
      const reply = await fetch(wasm);
      if (!reply.ok) throw new Error(`program: ${reply.status}`);
      const type = reply.headers.get("Content-Type") || "";
      return /^application\/wasm/i.test(type) ? WebAssembly.compileStreaming(reply) : WebAssembly.compile(await reply.arrayBuffer());
    })();
    program.catch(() => (program = undefined));
    return program;
  }

  /** @param {string} name @param {ArrayBuffer} bytes @returns {Promise<string>} */
  async function render(name, bytes) {
    const module = await load();
    /** @type {Worker} */
    const worker = shared.opener();
    try {
      return await new Promise((resolve, reject) => {
        const end = setTimeout(() => reject(new Error("it takes too long")), patience);
        worker.onmessage = ({ data }) => {
          clearTimeout(end);
          if (data.answer) resolve(data.answer);
          else reject(new Error(data.error || "no answer"));
        };
        worker.onerror = (event) => {
          event.preventDefault();
          reject(new Error("the worker failed"));
        };
        worker.postMessage({ module, name, bytes }, [bytes]);
      });
    } finally {
      worker.terminate();
    }
  }

  // ---- Showing

  /** @param {Given} given @param {string[]} records */
  function show(given, records) {
    /** @type {Record<string, string>} */
    const head = {};
    /** @type {string[][]} */
    const problems = [];
    let at = 0;
    for (; at < records.length && /^[TLDEP] /.test(records[at]); at++) {
      const value = records[at].slice(2);
      if (records[at][0] === "P") problems.push(value.split(" "));
      else head[records[at][0]] = value;
    }
    if (!("T" in head)) return say(problems.map(sentence).join(" ") || words("failed"));

    const article = part("article");
    const title = document.createElement("h1");
    title.tabIndex = -1;
    title.dataset.find = "";
    title.textContent = head.T || given.name || words("untitled");
    const text = document.createElement("div");
    text.className = "prose";
    text.dataset.text = text.dataset.find = "";
    text.append(build(records, at));
    if (head.D === "auto") for (const block of text.children) if (!block.hasAttribute("dir")) block.setAttribute("dir", "auto");
    const header = document.createElement("header");
    header.className = "article-header";
    header.append(title);
    article.replaceChildren(header, text);
    article.lang = head.L || "";
    article.dir = head.D || "auto";
    article.hidden = false;

    part("start").hidden = true;
    part("bar").hidden = false;
    part("file").replaceChildren(isolated(given.name || words("untitled")), ` · ${[sizeOf(given.size), head.E].filter(Boolean).join(" · ")}`);
    const list = part("problems");
    list.hidden = !problems.length;
    list.querySelector("ul")?.replaceChildren(...problems.map((problem) => {
      const item = document.createElement("li");
      item.textContent = sentence(problem);
      return item;
    }));
    const root = /** @type {HTMLElement} */ (page());
    root.dataset.title ||= document.title;
    document.title = `${title.textContent} — ${root.dataset.title}`;
    say("");
    scrollTo(0, 0);
    title.focus({ preventScroll: true });
  }

  /** A name may be of another direction than the words around it. @param {string} name */
  function isolated(name) {
    const element = document.createElement("bdi");
    element.textContent = name;
    return element;
  }

  /** @param {string[]} records @param {number} at where the steps begin */
  function build(records, at) {
    const root = document.createDocumentFragment();
    /** @type {(Element | DocumentFragment)[]} of one left out, its parent */
    const open = [root];
    /** @type {Element | undefined} */
    let made;
    for (; at < records.length; at++) {
      const inner = open[open.length - 1];
      const value = records[at].slice(1);
      switch (records[at][0]) {
        case "<":
          made = elements.has(value) ? document.createElement(value) : undefined;
          if (made) inner.append(made);
          open.push(made || inner);
          break;
        case "@":
          if (made) attribute(made, value);
          break;
        case '"':
          inner.append(value);
          break;
        case ">":
          if (open.length > 1) open.pop();
      }
    }
    for (const box of root.querySelectorAll("input:not([type=checkbox][disabled])")) box.remove();
    return root;
  }

  /** @param {Element} element @param {string} pair */
  function attribute(element, pair) {
    const cut = pair.indexOf("=");
    const name = pair.slice(0, cut);
    const value = pair.slice(cut + 1);
    if (!attributes.has(name) || (name === "id" && value.startsWith("_"))) return;
    if (name === "href" && !/^(#|https?:|mailto:|tel:)/i.test(value)) return;
    element.setAttribute(name, value);
  }

  /** Makes room for another file. */
  function clear() {
    part("article").hidden = true;
    part("article").replaceChildren();
    part("bar").hidden = true;
    part("problems").hidden = true;
    part("start").hidden = false;
    const title = page()?.dataset.title;
    if (title) document.title = title;
    say("");
  }

  // ---- Where files come from

  const input = () => part("input");

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-open] button") : null;
    if (!button) return;
    if (button.matches("[data-open-choose], [data-open-other]")) input().click();
    else if (last) open(last);
  });

  document.addEventListener("change", (event) => {
    const field = event.target;
    if (!(field instanceof HTMLInputElement) || !field.matches("[data-open-input]")) return;
    const file = field.files?.[0];
    if (file) open(file);
    field.value = ""; // the same file may be chosen again
  });

  /** @param {DragEvent} event */
  const dropped = (event) => page() && event.dataTransfer?.types.includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!dropped(event)) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
    page()?.toggleAttribute("data-over", true);
  });
  document.addEventListener("dragleave", (event) => event.relatedTarget || page()?.removeAttribute("data-over"));
  document.addEventListener("drop", (event) => {
    if (!dropped(event)) return;
    event.preventDefault();
    page()?.removeAttribute("data-over");
    const file = event.dataTransfer?.files[0];
    if (file) open(file);
  });

  // The system opens a file with the installed site.
  /** @type {any} */ (window).launchQueue?.setConsumer(async (/** @type {any} */ { files }) => {
    const file = await files?.[0]?.getFile().catch(() => undefined);
    if (file) open(file);
  });

  /**
   * Another program has shared a file or a text, which the service worker has
   * kept for us. That goes to the installed site; in a tab it may be another
   * site that sends us something, so there the reader is asked.
   */
  async function receive() {
    const id = new URLSearchParams(location.search).get("shared");
    if (!id) return;
    history.replaceState(history.state, "", location.pathname);
    if (id === "large" || id === "failed") return say(words(id));
    const found = await shared.send({ type: "shared", file: id }).catch(() => undefined);
    if (!found) return say(words("gone"));
    /** @type {Given} */
    const given = { name: found.name, size: found.blob.size, arrayBuffer: () => found.blob.arrayBuffer() };
    if (matchMedia("(display-mode: browser)").matches) {
      last = given;
      // In one pass, by a function, between isolates: the name is another's.
      const told = { name: `\u2068${found.name || words("untitled")}\u2069`, size: sizeOf(given.size) };
      say(words("ask").replace(/\{(name|size)\}/g, (_, key) => told[/** @type {"name" | "size"} */ (key)]), "show");
    } else {
      open(given);
    }
  }

  receive();
})();
