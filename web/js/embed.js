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

  // What a view takes before it has said anything; embedded.css keeps the first
  // three to these heights, whatever the width.
  const heights = { card: 160, excerpt: 320, search: 96, list: 420, full: 640 };

  /** @typedef {keyof typeof heights} View */

  class Article extends HTMLElement {
    static observedAttributes = ["href", "view", "theme", "lang", "max-height", "loading"];

    #frame = document.createElement("iframe");
    /** @param {MessageEvent} event */
    #hear = (event) => this.#message(event);
    #shown = "";

    constructor() {
      super();
      // What is inside the element is not slotted: it is for readers without
      // script, and for search engines.
      this.attachShadow({ mode: "closed" }).append(this.#frame);
      const f = this.#frame;
      f.setAttribute("sandbox", "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-forms");
      f.referrerPolicy = "strict-origin";
      // Through the object model: a partner's policy forbids style attributes.
      f.style.cssText = "display:block;width:100%;border:0;color-scheme:light dark";
    }

    connectedCallback() {
      this.style.display ||= "block";
      addEventListener("message", this.#hear);
      this.#show();
    }

    disconnectedCallback() {
      removeEventListener("message", this.#hear);
    }

    attributeChangedCallback() {
      if (this.isConnected) this.#show();
    }

    /** @returns {View} */
    get #view() {
      const view = this.getAttribute("view") || "card";
      return Object.hasOwn(heights, view) ? /** @type {View} */ (view) : "card";
    }

    get #theme() {
      const theme = this.getAttribute("theme") || "auto";
      return /^(light|dark)$/.test(theme) ? theme : "auto";
    }

    /** The height that the reader sees at most, in pixels; 0 for all of it. */
    get #most() {
      const most = this.getAttribute("max-height") || (this.#view === "full" ? String(heights.full) : "");
      return Math.max(0, parseInt(most, 10) || 0);
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
      url.pathname = url.pathname.replace(/\/*$/, "/embed/");
      url.search = "";
      url.hash = "_" + this.#view + (this.#theme === "auto" ? "" : "." + this.#theme);
      const f = this.#frame;
      f.loading = this.getAttribute("loading") === "eager" ? "eager" : "lazy";
      f.title = this.title || inside?.textContent?.trim() || url.hostname;
      f.lang = this.lang;
      if (f.src === url.href) return;
      const before = this.#shown;
      this.#shown = url.pathname;
      this.#height(heights[this.#view]);
      if (before === url.pathname) this.#tell("view", { view: this.#view, theme: this.#theme });
      else f.src = url.href;
    }

    /** @param {number} pixels */
    #height(pixels) {
      this.#frame.height = String(this.#most ? Math.min(pixels, this.#most) : pixels);
    }

    /** @param {string} type @param {object} data */
    #tell(type, data) {
      // The frame's origin is opaque, so there is none to name; nothing here is secret.
      this.#frame.contentWindow?.postMessage({ lectern: 1, type, ...data }, "*");
    }

    /** @param {MessageEvent} event */
    #message({ source, origin, data }) {
      if (source !== this.#frame.contentWindow || (origin !== home && origin !== "null") || data?.lectern !== 1) return;
      if ((data.type === "ready" || data.type === "height") && data.height > 0 && data.height < 1e5) {
        if (this.#view === "full" || this.#view === "list") this.#height(Math.ceil(data.height));
      }
      if (data.type === "ready") this.#tell("view", { view: this.#view, theme: this.#theme });
      if (/^(ready|open|viewed)$/.test(data.type)) {
        this.dispatchEvent(new CustomEvent("lectern-" + data.type, { bubbles: true, detail: { href: this.getAttribute("href") } }));
      }
    }
  }

  customElements.define(name, Article);
})();
