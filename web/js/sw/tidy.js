// @ts-check
// What no release, page or collection needs any longer goes.

// What is being gathered is not yet named by any release or collection: nothing
// is tidied away meanwhile.
let gathering = 0;
let untidy = false;
/** @type {Promise<void> | undefined} */
let tidying;

/** @template T @param {() => Promise<T>} work @returns {Promise<T>} */
async function gather(work) {
  while (tidying) await tidying;
  gathering++;
  try {
    return await work();
  } finally {
    gathering--;
    if (untidy) await tidy();
  }
}

/** Deletes what no release, page or collection needs, as soon as nothing is being gathered. */
async function tidy() {
  untidy = true;
  if (gathering || tidying) return tidying;
  untidy = false;
  // What fails is done the next time.
  tidying = deleteUnneeded().catch(() => {}).finally(() => (tidying = undefined));
  return tidying;
}

async function deleteUnneeded() {
  const open = new Set((await windows()).map((client) => client.id));
  const clients = /** @type {string[]} */ (await keys("clients"));
  const gone = clients.filter((client) => !open.has(client) && !coming.has(client));
  const ids = new Set([...(await all("state")), ...(await Promise.all(clients.filter((c) => !gone.includes(c)).map((c) => get("clients", c))))]);
  /** @type {Release[]} */
  const live = [];
  const wanted = new Set();
  const needed = new Map();
  for (const found of await all("releases")) {
    if (!ids.has(found.release)) continue;
    live.push(found);
    for (const file of found.shell) wanted.add(keyOf(file));
    for (const edition of Object.values(found.languages)) wanted.add(addressOf(edition.collections.path));
    if (found.search) wanted.add(addressOf(found.search.path));
    for (const job of await all("jobs")) {
      const needs = await needsOf(job, found);
      for (const file of needs.files) wanted.add(keyOf(file));
      for (const { pack, members } of needs.packs) {
        const kept = await get("packs", pack.hash);
        if (!kept) continue;
        const set = needed.get(pack.hash) || new Set();
        needed.set(pack.hash, set);
        for (const i of blocksFor(kept.table, members)) set.add(i);
      }
    }
  }
  if (!live.length) return;
  const cache = await files();
  for (const request of await cache.keys()) if (!wanted.has(request.url)) await cache.delete(request);
  /** @type {KeptPack[]} */
  const packs = await all("packs");
  const blocks = new Set(packs.flatMap(({ hash, table }) => [...(needed.get(hash) || [])].map((i) => table[i].hash)));
  const present = await keys("blocks");
  await transact(["clients", "releases", "packs", "entries", "blocks"], "readwrite", (store) => {
    for (const client of gone) store("clients").delete(client);
    const old = store("releases").getAllKeys();
    old.onsuccess = () => old.result.forEach((id) => ids.has(id) || store("releases").delete(id));
    for (const pack of packs) {
      const keep = needed.get(pack.hash);
      const dropped = pack.have.filter((i) => !keep?.has(i));
      for (const i of dropped) for (const path of pathsOf(pack.table[i])) store("entries").delete([path, pack.hash]);
      if (!keep) store("packs").delete(pack.hash);
      else if (dropped.length) store("packs").put({ ...pack, have: pack.have.filter((i) => keep.has(i)) });
    }
    for (const hash of present) if (!blocks.has(/** @type {string} */ (hash))) store("blocks").delete(hash);
  });
  for (const id of releases.keys()) if (!ids.has(id)) releases.delete(id);
}
