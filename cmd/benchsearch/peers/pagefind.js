// Pagefind in the page: what focusing the search loads, and how it is asked.
const load = async () => {
  const pagefind = await import("./pagefind/pagefind.js");
  await pagefind.init();
  return pagefind;
};

// The address of a result is in its fragment, which is loaded to show it.
const sources = new Map();
const source = async (result) => {
  if (!sources.has(result.id)) sources.set(result.id, (await result.data()).meta.source);
  return sources.get(result.id);
};

let loading;
window.peer = {
  warm: () => (loading ||= load()).then(() => {}),
  // show: fetch the fragments of the results, excerpts in them.
  ask: async (text, limit, show) => {
    const { results } = await (await (loading ||= load())).search(text);
    const best = results.slice(0, limit);
    return { total: results.length, sources: show ? await Promise.all(best.map(source)) : [] };
  },
};
