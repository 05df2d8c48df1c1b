// @ts-check
// One article kept by itself, with its pictures.

/** Keeps one article with its pictures: the copy that a phone needs answers for every width. @param {Job} job @param {AbortSignal} signal */
async function fetchArticle(job, signal) {
  const reply = await askPage(job.slug, "no-cache", signal);
  const page = await parsePage(reply.clone());
  /** @type {ReadPage | undefined} */
  const before = await get("pages", job.slug);
  if (!page) {
    // The site has taken it back; the reader has it still.
    if (job.name && before?.pinned && (await isGone(reply))) return;
    throw new Wrong(`${job.slug}: no page of this site`);
  }
  if (!before) await keepPage(job.slug, page.part, page.build, true);
  /** @type {Block[]} */
  const table = [];
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const images = [];
  if (job.images) {
    for (const [tag] of page.part.main.matchAll(/<img [^>]*>/g)) {
      const [source, ...copies] = picturesIn(tag);
      const path = copies.filter((copy) => copy.width <= 960).sort((a, b) => b.width - a.width)[0]?.path || source?.path;
      if (!path) continue;
      const bytes = await takePicture(path, signal);
      const hash = await digest(bytes, 32);
      const paths = new Set([path, source.path, ...copies.map((copy) => copy.path)]);
      const [first, ...more] = [...paths].map((p) => plain(`/${p}`));
      table.push({ bytes: bytes.length, hash, stored: true, entries: [[first, bytes.length, hash, ...more]] });
      images.push(bytes);
    }
  }
  await keepPage(job.slug, page.part, page.build, true);
  const pack = ownPack(job);
  const paths = new Set(table.flatMap(pathsOf));
  // The pictures of the copy that another build still has.
  /** @type {KeptPack | undefined} */
  const old = (await get("pages", job.slug))?.next && (await get("packs", pack));
  const others = (old?.table || []).filter((block, i) => old?.have.includes(i) && !pathsOf(block).some((path) => paths.has(path)));
  await transact(["packs", "blocks", "entries"], "readwrite", (store) => {
    const every = [...table, ...others];
    store("packs").put({ hash: pack, table: every, have: every.map((_, i) => i) });
    table.forEach((block, i) => {
      store("blocks").put(images[i], block.hash);
      for (const path of pathsOf(block)) store("entries").put({ path, pack, block: block.hash, stored: true, at: 0, size: block.bytes, hash: block.hash });
    });
  });
  const size = new TextEncoder().encode(page.part.head + page.part.languages + page.part.main).length + images.reduce((sum, image) => sum + image.length, 0);
  const name = titleOf(page.part).replace(/&(amp|lt|gt|#34|#39);/g, (_, code) => ({ amp: "&", lt: "<", gt: ">", "#34": '"', "#39": "'" })[/** @type {"amp"} */ (code)]);
  Object.assign(job, { name: name || job.slug, path: job.slug, articles: 1, done: size, total: size });
}

/** The pack in which the pictures of an article kept alone stand. @param {Job} job */
const ownPack = (job) => `article:${job.slug}`;
