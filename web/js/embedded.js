// @ts-check
// embedded.js runs in the frame on a partner's page: it takes the view and the
// theme from the address or the parent, and tells its height in the three
// dialects that parents speak (web/EMBED.md). Without it the frame shows the
// card, or the view its address names.

(() => {
  "use strict";

  const root = document.documentElement;
  const main = /** @type {HTMLElement} */ (document.querySelector("main"));
  const views = (root.dataset.views || "").split(" ");
  // WordPress writes its secret after "?" in the fragment.
  const [place, wordpress] = location.hash.replace(/^#_?/, "").split("?");
  const secret = new URLSearchParams(wordpress).get("secret") || "";
  const asked = new URLSearchParams(location.search);
  let told = 0;

  /** @param {unknown} view @param {unknown} theme */
  function dress(view, theme) {
    if (views.includes(String(view))) root.dataset.view = String(view);
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else if (theme === "auto") delete root.dataset.theme;
  }

  /** @param {string} type @param {object} [data] */
  function tell(type, data) {
    // Who embeds us is not known beforehand; what is said is public.
    parent.postMessage({ lectern: 1, type, ...data }, "*");
  }

  function measure() {
    const height = Math.ceil(main.getBoundingClientRect().bottom + scrollY);
    if (height === told) return;
    told = height;
    tell("height", { height });
    if (secret) parent.postMessage({ message: "height", value: height, secret }, "*");
    parent.postMessage({ sentinel: "amp", type: "embed-size", height }, "*");
  }

  dress(...(/** @type {[string, string]} */ ([...place.split("."), ""].slice(0, 2))));
  dress(asked.get("view"), asked.get("theme"));
  if (parent === window) return; // opened by itself

  addEventListener("message", ({ source, data }) => {
    if (source === parent && data?.lectern === 1 && data.type === "view") dress(data.view, data.theme);
  });

  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a[href]");
    if (!link) return;
    const href = /** @type {HTMLAnchorElement} */ (link).href;
    tell("open", { href });
    // A sandbox without pop-ups leaves only this way out of a WordPress page.
    if (secret) parent.postMessage({ message: "link", value: href, secret }, "*");
  });

  new ResizeObserver(measure).observe(main);
  const seen = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) {
      seen.disconnect();
      tell("viewed");
    }
  }, { threshold: 0.5 });
  seen.observe(/** @type {Element} */ (document.querySelector("[data-seen]") || main));

  measure();
  tell("ready", { height: told });
})();
