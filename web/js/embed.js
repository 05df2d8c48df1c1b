// @ts-check
// embed.js is what a partner's page loads: one custom element that shows an
// article of ours in a frame. The messages between the two are specified in
// web/EMBED.md. Written to be read on a stranger's page: no global but the
// element, nothing stored, nothing sent but what the frame itself asks for.

(() => {
  "use strict";

  const name = "lectern-article";
  const script = /** @type {HTMLScriptElement | null} */ (document.currentScript);
  if (!script || customElements.get(name)) return; // a second script changes nothing
  const home = new URL(script.src).origin;

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
        if (data?.lectern === 1 && (origin === home || origin === "null")) live.forEach((article) => article.#hear(event));
      });
      const fit = () => live.forEach((article) => article.#fit());
      addEventListener("scroll", fit, { passive: true, capture: true });
      addEventListener("resize", () => {
        resized = performance.now();
        fit();
      });
    }

    #frame = document.createElement("iframe");
    // Told to the frame in its address, and by it with every message: whatever
    // else may come to stand in the frame does not know it.
    #secret = crypto.getRandomValues(new Uint32Array(2)).join("");
    #shown = ""; // the frame's page, without what is told to it
    #at = ""; // ours
    #wanted = 0;
    #ready = false;

    constructor() {
      super();
      // What is inside the element is not slotted: it is for readers without
      // script, and for search engines.
      const root = this.attachShadow({ mode: "closed" });
      root.adoptedStyleSheets = [style]; // a partner's policy may forbid style elements
      const f = this.#frame;
      root.append(f);
      f.setAttribute("sandbox", "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-forms");
      f.referrerPolicy = "strict-origin";
      f.onload = () => setTimeout(() => {
        if (this.#ready || !live.has(this)) return;
        const text = document.createElement("slot");
        text.style.height = f.height + "px";
        f.replaceWith(text);
      }, patience);
    }

    connectedCallback() {
      live.add(this);
      this.#show();
    }

    disconnectedCallback() {
      live.delete(this);
    }

    // Moved by moveBefore: the frame goes on as it is.
    connectedMoveCallback() {}

    attributeChangedCallback() {
      if (this.isConnected) this.#show();
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

    #show() {
      const inside = this.querySelector("a[href]");
      let url;
      try {
        url = new URL(this.getAttribute("href") || inside?.getAttribute("href") || "", document.baseURI);
      } catch {
        return;
      }
      if (url.origin !== home) return; // the text inside stays all there is
      this.#at = url.href;
      url.pathname = url.pathname.replace(/\/*$/, "/embed/");
      url.search = "";
      const place = url.pathname + " " + this.lang;
      const f = this.#frame;
      if (this.#shown === place) {
        this.#tell();
      } else {
        this.#shown = place;
        this.#ready = false;
        f.loading = this.getAttribute("loading") === "eager" ? "eager" : "lazy";
        f.title = this.title || inside?.textContent?.trim() || url.host;
        url.hash = `_${this.#view}.${this.#theme}.${this.lang}?secret=${this.#secret}`;
        f.src = url.href;
      }
      this.#wanted = Number(this.getAttribute("height")) || heights[this.#view];
      f.height = this.#height;
    }

    /** What is wanted, as far as the partner allows. */
    get #height() {
      const most = Number(this.getAttribute("max-height"));
      return String(most > 0 ? Math.min(this.#wanted, most) : this.#wanted);
    }

    // Nothing that is seen may move: the frame follows its content while its
    // end is out of sight, and else when the window itself has changed.
    #fit() {
      const f = this.#frame;
      if (f.height === this.#height) return;
      const { bottom, height } = f.getBoundingClientRect();
      const then = bottom - height + Number(this.#height);
      if (!height || Math.min(bottom, then) >= innerHeight || performance.now() - resized < 500) f.height = this.#height;
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
        if (!this.title && title) f.title = String(title).slice(0, 200);
        this.#tell();
      }
      if ((type === "ready" || type === "height") && height > 0 && height < 1e5) {
        this.#wanted = Math.ceil(height);
        this.#fit();
      }
      if (/^(ready|open|viewed)$/.test(type)) {
        this.dispatchEvent(new CustomEvent("lectern-" + type, { bubbles: true, detail: { href: String(href || this.#at), title: f.title, height: this.#wanted } }));
      }
    }
  }

  customElements.define(name, Article);
})();
