// @ts-check
// embedded.js runs in the frame on a partner's page: it takes the view, the
// theme and the language from the address or the parent, and tells its height in
// the dialect of whoever put it there (web/EMBED.md). Without it the frame shows
// the card, or the view its address names.

(() => {
  "use strict";

  const root = document.documentElement;
  const main = /** @type {HTMLElement} */ (document.querySelector("main"));
  const views = (root.dataset.views || "").split(" ");
  // "#_card.dark.uz?secret=123" is of our element, "#?secret=abc" of WordPress.
  const [place, query] = location.hash.slice(1).split("?");
  const secret = (new URLSearchParams(query).get("secret") || "").slice(0, 100);
  const ours = place.startsWith("_") && secret !== "";
  const asked = new URLSearchParams(location.search);
  const words = place.slice(1).split(".");
  const [view, theme, lang] = ["view", "theme", "lang"].map((name, i) => words[i] || asked.get(name) || "");

  /** @param {unknown} view */
  function look(view) {
    // No text is made of what a parent may have sent: that could throw.
    if (typeof view === "string" && views.includes(view)) root.dataset.view = view;
  }

  /** @param {unknown} theme */
  function dress(theme) {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else if (theme === "auto") delete root.dataset.theme;
  }

  look(view);
  dress(theme);
  const version = document.querySelector(`link[hreflang="${CSS.escape(lang)}" i]`);
  // It has no such link to itself.
  if (version instanceof HTMLLinkElement) return location.replace(version.href + location.search + location.hash);
  if (parent === window) return; // opened by itself
  // The page around wants another language: the same page, but for what is told to it.
  addEventListener("hashchange", () => location.hash.startsWith("#_") && location.reload());

  // Hosts that send no fields of ours in the head cannot refuse a stranger; we can.
  const partners = root.dataset.partners?.split(" ");
  /** @param {string} origin */
  const invited = (origin) => !partners || [new URL(location.href).origin, ...partners].some((partner) => {
    const [scheme, rest] = partner.split("://*");
    return rest ? origin.startsWith(scheme + "://") && origin.endsWith(rest) : origin === partner;
  });
  const around = [...(location.ancestorOrigins || (document.referrer ? [new URL(document.referrer).origin] : []))];
  const refused = partners && !(around.length && around.every(invited));
  if (refused) root.dataset.view = "refused";

  /** @param {string} type @param {object} [data] */
  function tell(type, data) {
    // Who embeds us is not known beforehand; what is said is public.
    parent.postMessage({ lectern: 1, type, secret, ...data }, "*");
  }

  let told = 0;

  /** @param {boolean} [again] */
  function measure(again) {
    const height = Math.ceil(main.getBoundingClientRect().bottom);
    // Who has begun to read by scrolling within the frame stays where they are.
    if (!again && (height === told || scrollY)) return;
    told = height;
    tell("height", { height });
    if (ours) return;
    if (secret) parent.postMessage({ message: "height", value: height, secret }, "*");
    parent.postMessage({ sentinel: "amp", type: "embed-size", height }, "*");
  }

  addEventListener("message", ({ source, origin, data }) => {
    if (source !== parent || !invited(origin) || data?.secret !== secret) return;
    if (data.lectern === 1 && !refused) {
      if (data.type === "view") look(data.view);
      if (data.type === "theme") dress(data.theme);
      measure(); // out of sight nothing is observed
    } else if (secret && data.message === "ready") {
      measure(true); // WordPress was not listening before
    }
  });

  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a[target]");
    if (!(link instanceof HTMLAnchorElement)) return;
    tell("open", { href: link.href });
    if (ours || !secret) return;
    // The sandbox of WordPress opens no window; it asks to be told instead.
    event.preventDefault();
    parent.postMessage({ message: "link", value: link.href, secret }, "*");
  });

  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    seen.disconnect();
    tell("viewed");
  }, { threshold: 0.5 });
  seen.observe(main.querySelector("h1") || main);

  function begin() {
    new ResizeObserver(() => measure()).observe(main);
    measure();
    tell("ready", { height: told, title: main.querySelector("h1")?.textContent || document.title });
  }

  // WebKit runs a deferred script before the style is there.
  const style = /** @type {HTMLLinkElement} */ (document.querySelector("link[rel=stylesheet]"));
  if (style.sheet) begin();
  else style.addEventListener("load", begin);
})();
