// @ts-check
// The text of the article, for words to be marked in it. It is read here
// because a step from node to node costs the program far more than a script.

const unread = "[hidden], [aria-hidden=true], [role=doc-noteref], br, img, picture, video, audio, canvas, svg, math, input, select, textarea, button, script, style, template, noscript, iframe, object";
const inWord = "a, abbr, b, bdi, bdo, cite, code, data, del, dfn, em, font, i, ins, kbd, label, mark, q, ruby, s, samp, small, span, strong, sub, sup, time, tt, u, var";

/**
 * Returns the text nodes of the article, and two strings for each, joined by
 * NUL: its gap and language, its text. The gap to the node before is 0 where a
 * word may go on, 1 where another begins, 2 where another block does.
 */
function read() {
  /** @type {Text[]} */
  const nodes = [];
  /** @type {string[]} */
  const texts = [];
  let gap = 2;
  /** @param {Element} parent @param {string} lang */
  const walk = (parent, lang) => {
    for (const n of parent.childNodes) {
      if (n instanceof Text && /\S/.test(n.data)) {
        nodes.push(n);
        texts.push(gap + lang, n.data);
        gap = 0;
      } else if (n instanceof Text || (n instanceof Element && n.matches(unread))) {
        gap = Math.max(gap, 1);
      } else if (n instanceof Element && !n.matches("wbr, rt, rp")) { // readings stand over the word
        const block = !n.matches(inWord);
        if (block) gap = 2;
        walk(n, n.getAttribute("lang") ?? lang);
        if (block) gap = 2;
      }
    }
  };
  document.querySelectorAll("main article [data-find]").forEach((e) => {
    gap = 2;
    walk(e, e.closest("[lang]")?.getAttribute("lang") ?? "");
  });
  return { nodes, text: texts.join("\0") };
}
