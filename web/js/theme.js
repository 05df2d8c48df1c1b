// @ts-check
// Puts the reader's settings on the page before anything is painted. It stands
// in every page, so it stays under 500 bytes. Storage may be forbidden.
(() => {
  const html = document.documentElement;
  html.dataset.js = "";
  try {
    const settings = JSON.parse(localStorage.getItem("lectern.settings") || "{}");
    for (const name of ["theme", "size", "width", "leading", "font"]) {
      const value = settings[name];
      if (value && /^[a-z0-9]+$/.test(value)) html.dataset[name] = value;
    }
  } catch {}
})();
