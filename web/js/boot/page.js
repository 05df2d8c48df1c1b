// @ts-check
// boot.js runs on every page. It starts the browser program when the reader
// wants a tool or the page has long been idle, hears the events that must be
// decided at once, and keeps the plain site working while the program is
// loading, missing or broken.
//
// It is written in parts, one a file of this folder, which the build joins in
// the order of site.bootParts inside one function: names are shared by all
// parts, and none is global.

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

const script = /** @type {HTMLScriptElement} */ (document.currentScript);
const { wasm, exec, look, search, opener: renderer } = script.dataset;
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
let ending = new AbortController();
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
    if (![`${base}sw.js`, exec, renderer].some((ours) => ours && address === absolute(ours))) throw new TypeError("not a script of this site");
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
