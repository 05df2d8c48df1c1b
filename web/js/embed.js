// @ts-check
// embed.js is what a partner's page loads: one custom element that shows an
// article of ours in a frame. The messages between the two are specified in
// web/EMBED.md. Written to be read on a stranger's page: no global but the
// element, nothing stored, nothing sent but what the frame itself asks for.

(() => {
  "use strict";

  const name = "lectern-article";
  const script = /** @type {HTMLScriptElement | null} */ (document.currentScript);
  if (!script) return;
  const home = new URL(script.src).origin;
  // A second script changes nothing, but that another site's articles are shown too.
  const first = /** @type {any} */ (customElements.get(name));
  if (first) return first.admit?.(home);

  const homes = new Set([home]);

  // What a view takes before it has said anything, in pixels. All but the whole
  // text are as high at every width; embed.css keeps them so. The whole text is
  // higher than most windows: its end is out of sight, and it may grow.
  const heights = { card: 160, excerpt: 320, full: 1000, list: 346, search: 96 };
  // A frame that says nothing for so long after it loaded was refused, or is
  // not there: the text inside the element takes its place.
  const patience = 5000;

  const style = new CSSStyleSheet();
  style.replaceSync(":host{display:block}iframe,slot{display:block;width:100%;border:0;color-scheme:light dark}");

  /** @type {Set<Article>} those in the document */
  const live = new Set();
  let resized = -1e3;

  class Article extends HTMLElement {
    static observedAttributes = ["href", "view", "theme", "lang", "height", "max-height", "loading"];

    static {
      addEventListener("message", (event) => {
        // In its sandbox the frame has no origin.
        const { origin, data } = event;
        if (data?.lectern === 1 && (homes.has(origin) || origin === "null")) live.forEach((article) => article.#hear(event));
      });
      const fit = () => live.forEach((article) => article.#fit());
      addEventListener("scroll", fit, { passive: true, capture: true });
      for (const type of ["resize", "beforeprint"]) {
        addEventListener(type, () => {
          resized = performance.now();
          fit();
        });
      }
    }

    /** @param {string} origin of a site whose script came later */
    static admit(origin) {
      homes.add(origin);
      live.forEach((article) => article.#show());
    }

    #frame = document.createElement("iframe");
    #root = this.attachShadow({ mode: "closed" });
    #text = document.createElement("slot");
    #timer = 0;
    // Told to the frame in its address, and by it with every message: whatever
    // else may come to stand in the frame does not know it.
    #secret = crypto.getRandomValues(new Uint32Array(2)).join("");
    #shown = ""; // the frame's page, without what is told to it
    #at = ""; // ours
    #wanted = 0;
    #asked = -1e3; // when the partner last changed something
    #ready = false;

    constructor() {
      super();
      // What is inside the element is not slotted while there is a frame: it is
      // for readers without script, and for search engines.
      this.#root.adoptedStyleSheets = [style]; // a partner's policy may forbid style elements
      const f = this.#frame;
      f.setAttribute("sandbox", "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-forms");
      f.referrerPolicy = "strict-origin";
      f.onload = () => {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#ready || this.#put(this.#text), patience);
      };
      // The link inside may come later than the element.
      new MutationObserver(() => !this.isConnected || this.hasAttribute("href") || this.#show()).observe(this, { childList: true, subtree: true, attributes: true });
    }

    connectedCallback() {
      live.add(this);
      this.#show();
    }

    disconnectedCallback() {
      live.delete(this);
      this.#ready = false; // once it is back the frame begins anew
      clearTimeout(this.#timer);
    }

    // Moved by moveBefore: the frame goes on as it is.
    connectedMoveCallback() {}

    attributeChangedCallback() {
      if (!live.has(this)) return;
      this.#asked = performance.now();
      this.#show();
    }

    /** @returns {keyof typeof heights} */
    get #view() {
      const view = /** @type {keyof typeof heights} */ (this.getAttribute("view"));
      return heights[view] ? view : "card";
    }

    get #theme() {
      const theme = this.getAttribute("theme");
      return theme === "light" || theme === "dark" ? theme : "auto";
    }

    /** @param {HTMLElement} what the frame, or the text inside */
    #put(what) {
      if (this.#root.firstChild !== what) this.#root.replaceChildren(what);
    }

    #show() {
      const inside = this.querySelector("a[href]");
      let url;
      try {
        url = new URL(this.getAttribute("href") || inside?.getAttribute("href") || "", document.baseURI);
      } catch {}
      if (!url || !homes.has(url.origin)) {
        this.#shown = "";
        return this.#put(this.#text);
      }
      this.#at = url.href;
      url.pathname = url.pathname.replace(/\/*$/, "/embed/");
      url.search = "";
      const place = url.origin + url.pathname + " " + this.lang;
      const f = this.#frame;
      f.style.colorScheme = this.#theme === "auto" ? "" : this.#theme;
      f.loading = this.getAttribute("loading") === "eager" ? "eager" : "lazy";
      if (this.#shown === place) {
        this.#tell();
        return this.#fit();
      }
      this.#shown = place;
      this.#ready = false;
      clearTimeout(this.#timer);
      const own = Number(this.getAttribute("height"));
      this.#wanted = own > 0 ? own : heights[this.#view];
      f.height = this.#height;
      this.#text.style.height = f.height + "px"; // where the text takes the frame's place nothing moves
      f.title = this.title || inside?.textContent?.trim() || url.host;
      url.hash = `_${this.#view}.${this.#theme}.${this.lang}?secret=${this.#secret}`;
      f.src = url.href;
      this.#put(f); // with its address: an empty one would load at once
    }

    /** What is wanted, as far as the partner allows. */
    get #height() {
      const most = Number(this.getAttribute("max-height"));
      return String(most > 0 ? Math.min(this.#wanted, most) : this.#wanted);
    }

    // Nothing that is seen may move: the frame follows its content while its
    // end is out of sight, and else when somebody has asked for a change.
    #fit() {
      const f = this.#frame;
      if (f.height === this.#height) return;
      const { bottom, height } = f.getBoundingClientRect();
      const then = bottom - height + Number(this.#height);
      if (!height || Math.min(bottom, then) >= innerHeight || performance.now() - Math.max(resized, this.#asked) < 500) f.height = this.#height;
    }

    #tell() {
      // There is no origin to name; nothing here is secret from whoever is there.
      const say = (/** @type {object} */ what) => this.#frame.contentWindow?.postMessage({ lectern: 1, secret: this.#secret, ...what }, "*");
      say({ type: "theme", theme: this.#theme });
      say({ type: "view", view: this.#view });
    }

    /** @param {MessageEvent} event */
    #hear({ source, data: { secret, type, height, title, href } }) {
      const f = this.#frame;
      if (source !== f.contentWindow || secret !== this.#secret) return;
      if (type === "ready") {
        this.#ready = true;
        if (!this.title && title && typeof title === "string") f.title = title.slice(0, 200);
        this.#tell();
      }
      if ((type === "ready" || type === "height") && typeof height === "number" && height > 0 && height < 1e5) {
        this.#wanted = Math.ceil(height);
        this.#fit();
      }
      if (["ready", "open", "viewed"].includes(type)) {
        this.dispatchEvent(new CustomEvent("lectern-" + type, { bubbles: true, detail: { href: typeof href === "string" ? href : this.#at, title: f.title, height: this.#wanted } }));
      }
    }
  }

  customElements.define(name, Article);
})();
