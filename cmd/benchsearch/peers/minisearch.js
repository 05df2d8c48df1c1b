// MiniSearch in the page: what focusing the search loads, and how it is asked.
const load = async () => {
  const [{ default: MiniSearch }, { options }, index] = await Promise.all([
    import("minisearch"),
    import("./minisearch-terms.js"),
    fetch("./index.json").then((reply) => reply.text()),
  ]);
  return MiniSearch.loadJSON(index, options);
};

let loading;
window.peer = {
  warm: () => (loading ||= load()).then(() => {}),
  ask: async (text, limit) => {
    const found = (await (loading ||= load())).search(text);
    return { total: found.length, sources: found.slice(0, limit).map((r) => r.id) };
  },
};
