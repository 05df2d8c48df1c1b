// @ts-check
// What the reader is told before the program can tell it.

/** @type {HTMLElement | undefined} */
let shown;
let coming = 0;

function quiet() {
  clearTimeout(coming);
  shown?.remove();
  shown = undefined;
  document.querySelectorAll("[data-tool][aria-busy], [data-search-results][aria-busy]").forEach((e) => e.removeAttribute("aria-busy"));
}

/** @param {string} text @param {"" | "close" | "again"} [buttons] */
function notice(text, buttons = "") {
  shown?.remove();
  const box = document.createElement("div");
  box.className = "tool-notice";
  box.setAttribute("role", "status");
  box.lang = texts.tag || (texts.program_failed ? root.dataset.ui : "en") || "en";
  const words = document.createElement("p");
  words.textContent = text;
  box.append(words);
  /** @param {string} name @param {() => void} press */
  const button = (name, press) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = name;
    made.onclick = press;
    box.append(made);
  };
  if (buttons === "again") {
    button(word("try_again", "Try again"), () => {
      state = "idle";
      quiet();
      want(wanted?.tool || "", wanted?.opener || null, true);
    });
  }
  if (buttons) button(word("close", "Close"), quiet);
  document.body.append(box);
  shown = box;
}
