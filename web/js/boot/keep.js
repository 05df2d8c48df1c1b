// @ts-check
// What keeping an article takes, and the offline page's button.

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
