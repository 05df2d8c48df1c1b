// @ts-check
// Collections: what there is to be kept, and what each needs.

/** @param {Release} of @param {string} language @returns {Promise<Catalogue>} */
async function catalogue(of, language) {
  const edition = of.languages[language];
  if (!edition) throw new Wrong(`no language ${language}`);
  return (await haveFile(listed(edition.collections, "list"))).json();
}

/** @param {ListFile} file @param {string} role @returns {ShellFile} */
const listed = ({ path, bytes, hash }, role) => ({ path, bytes, sha256: hash, role });

/** The files of the search index, if they are kept. @param {Release} of @returns {Promise<ShellFile[]>} */
async function searchFiles(of, fetching = false) {
  if (!of.search) return [];
  const index = listed(of.search, "list");
  let list = indexes.get(index.path);
  if (!list || fetching) {
    const reply = fetching ? await haveFile(index) : await keptFile(index);
    if (!reply) return [];
    /** @type {ListFile[]} */
    const found = await reply.json();
    list = found.map((file) => listed(file, "search"));
    indexes.set(index.path, list);
  }
  return list;
}
/** @type {Map<string, ShellFile[]>} */
const indexes = new Map();

/** Numbers as collections write them. @param {number[]} steps */
function numbers(steps = []) {
  let at = 0;
  return steps.map((step) => (at += step));
}

/**
 * What a collection needs of a release.
 * @param {Job} job @param {Release} of
 * @returns {Promise<{found: boolean, packs: {pack: Pack, members: Set<number> | null}[], files: ShellFile[], total: number, articles: number, name: string, path: string}>}
 */
async function needsOf(job, of) {
  if (job.kind === "article") return { ...job, found: true, packs: [{ pack: { hash: ownPack(job), bytes: 0, head: 0, entries: 0 }, members: null }], files: [] };
  // A language or a topic may have gone with the release.
  const { core, pictures, collections } = of.languages[job.language] ? await catalogue(of, job.language) : { core: [], pictures: [], collections: [] };
  const collection = collections.find((c) => c.kind === job.kind && c.slug === job.slug);
  if (!collection) return { ...job, found: false, packs: [], files: [] };
  const edition = of.languages[job.language];
  const members = collection.members && new Set(numbers(collection.members));
  /** @type {{pack: Pack, members: Set<number> | null}[]} */
  const packs = [];
  /** @param {Pack[]} from @param {Set<number> | undefined} chosen */
  const choose = (from, chosen) => {
    let first = 0;
    for (const pack of from) {
      const inside = chosen && new Set([...chosen].map((n) => n - first).filter((n) => n >= 0 && n < pack.entries));
      if (!inside || inside.size) packs.push({ pack, members: inside || null });
      first += pack.entries;
    }
  };
  choose(edition.lists, members && new Set([...numbers(core), ...numbers(collection.lists)]));
  choose(edition.packs, members);
  if (job.images) choose(of.images, new Set(pictures.filter(([article]) => !members || members.has(article)).flatMap(([, ...images]) => images)));
  const search = job.search ? await searchFiles(of, true) : [];
  return {
    found: true, packs, files: search,
    total: collection.bytes + (job.images ? collection.imageBytes : 0) + (job.search ? of.search?.size || 0 : 0),
    articles: collection.articles, name: collection.name, path: collection.path || (job.kind === "all" ? `/${edition.segment}/` : ""),
  };
}
