// @ts-check
// partner.js is for the page of partners: it shows an article as it will stand
// on their site, with embed.js itself, and writes the line to copy.

(() => {
  "use strict";

  const page = /** @type {HTMLElement} */ (document.querySelector("[data-partner]"));
  /** @param {string} selector */
  const find = (selector) => /** @type {HTMLElement} */ (page.querySelector(selector));
  const form = /** @type {HTMLFormElement} */ (find("[data-partner-form]"));
  const status = find("[data-partner-status]");

  const home = new URL(page.dataset.home || "", location.href);
  const slug = new URLSearchParams(location.search).get("article") || "";
  // A name of ours has no slash in it; another is no article.
  const isArticle = slug !== "" && !/[\\/?#]|^\.+$/.test(slug);
  const path = `${page.dataset.language}/${isArticle ? encodeURIComponent(slug) + "/" : ""}`;
  const address = new URL(path, home).href;

  const preview = document.createElement("lectern-article");
  let title = "";
  let height = 0;

  /** @param {string} text */
  const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

  const chosen = () => {
    const data = new FormData(form);
    return { view: String(data.get("view")), theme: String(data.get("theme")) };
  };

  // What the two views without a height of their own take, see embed.js.
  const tall = { card: 160, excerpt: 320, full: 1000, list: 346, search: 96 };

  function write() {
    const { view, theme } = chosen();
    const at = view === "search" ? address + "search/" : address;
    const name = escaped(title || at);
    const usual = tall[/** @type {keyof typeof tall} */ (view)];
    const own = height && (view === "list" || view === "full") ? Math.min(height, tall.full) : usual;
    const look = (theme === "auto" ? "" : ` theme="${theme}"`) + (own === usual ? "" : ` height="${own}"`);
    const texts = {
      // The table keeps the place until the script is there, without a style.
      script: `<script async src="${home.href}embed.js"></script>\n` +
        `<lectern-article href="${at}" view="${view}"${look}><table role="presentation" height="${own}"><tr><td><a href="${at}">${name}</a></td></tr></table></lectern-article>`,
      frame: `<iframe src="${at}embed/${theme === "auto" ? "" : `?theme=${theme}`}${view === "list" || view === "search" ? "" : `#_${view}`}" ` +
        `title="${name}" width="100%" height="${own}" frameborder="0" loading="lazy" ` +
        `sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox allow-forms"></iframe>`,
      wordpress: at,
      markdown: `[${(title || at).replace(/[\\[\]]/g, "\\$&")}](${at})`,
    };
    for (const [kind, text] of Object.entries(texts)) find(`[data-partner-code="${kind}"]`).textContent = text;
  }

  function show() {
    const { view, theme } = chosen();
    // The preview is of this host, whatever the site's own address.
    const root = new URL(document.documentElement.dataset.base || "/", location.href);
    preview.setAttribute("view", view);
    preview.setAttribute("theme", theme);
    preview.setAttribute("href", new URL(path + (view === "search" ? "search/" : ""), root).href);
    write();
  }

  const views = isArticle ? ["card", "excerpt", "full"] : ["list", "search"];
  for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("[name=view]"))) {
    const offered = views.includes(input.value);
    input.disabled = !offered;
    input.checked = input.value === views[0];
    /** @type {HTMLElement} */ (input.closest("label")).hidden = !offered;
  }

  preview.addEventListener("lectern-ready", (event) => {
    ({ title, height } = /** @type {CustomEvent} */ (event).detail);
    write();
  });
  preview.setAttribute("loading", "eager");
  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
  find("[data-partner-preview]").append(preview);
  form.hidden = false;
  find("[data-partner-plain]").hidden = true;

  for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (page.querySelectorAll("[data-partner-copy]"))) {
    button.hidden = false;
    const label = button.textContent;
    button.addEventListener("click", async () => {
      const code = find(`[data-partner-code="${button.dataset.partnerCopy}"]`);
      getSelection()?.selectAllChildren(code); // what is left to do where copying is refused
      try {
        await navigator.clipboard.writeText(code.textContent || "");
      } catch {
        return;
      }
      status.textContent = button.textContent = page.dataset.copied || "";
      setTimeout(() => (status.textContent = "", button.textContent = label), 2000);
    });
  }
})();
