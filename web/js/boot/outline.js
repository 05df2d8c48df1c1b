// @ts-check
// The outline is open beside the text where there is room for it.

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
