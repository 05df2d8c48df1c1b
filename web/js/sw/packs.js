// @ts-check
// Packs: keeping blocks of them, and reading entries out of blocks.

/** @param {Block} block */
const pathsOf = (block) => block.entries.flatMap(([path, , , ...more]) => [path, ...more]);

/** The table of a pack, of bytes that begin with its head. @param {Pack} pack @param {Uint8Array<ArrayBuffer>} bytes @returns {Promise<Block[]>} */
async function readHead(pack, bytes) {
  const head = bytes.slice(0, pack.head);
  if ((await digest(head, 32)) !== pack.hash) throw new Wrong(`pack ${pack.hash}: another head`);
  if (utf8.decode(head.slice(0, 4)) !== "LPK1") throw new Wrong(`pack ${pack.hash}: of another version`);
  return JSON.parse(utf8.decode(await inflate(head.slice(8)))).blocks;
}

/**
 * The blocks that hold some entries of a pack, all of them when those are
 * three quarters of its bytes: one request is cheaper than many. The sizes
 * that readers are told are counted by the same rule.
 * @param {Block[]} table @param {Set<number> | null} members null for all
 */
function blocksFor(table, members) {
  const every = table.map((_, i) => i);
  if (!members) return every;
  let entry = 0;
  const found = every.filter((i) => table[i].entries.map(() => members.has(entry++)).includes(true));
  const size = (/** @type {number[]} */ of) => of.reduce((sum, i) => sum + table[i].bytes, 0);
  return size(found) * 4 >= size(every) * 3 ? every : found;
}

/** @param {Pack} pack @param {number} from @param {number} to @param {AbortSignal} signal */
async function takeSlice(pack, from, to, signal) {
  const whole = from === 0 && to === pack.bytes;
  // Not in the browser's cache too: that would take the room twice.
  const got = await take(`library/bundle.${pack.hash}.pack`, { signal, cache: "no-store", most: pack.bytes, ...(whole ? {} : { headers: { Range: `bytes=${from}-${to - 1}` } }) });
  // A host that knows no ranges sends everything.
  return got.status === 206 && !whole ? { from, bytes: got.bytes } : { from: 0, bytes: got.bytes };
}

/**
 * Keeps blocks of a pack: fetches those that are not here, verifies each, and
 * notes it, so that a download goes on from the next one.
 * @param {Pack} pack @param {Set<number> | null} members @param {AbortSignal} signal
 * @param {(bytes: number) => void} came is told of bytes that are here now
 * @param {boolean} grown most of its blocks are here, of the pack that it follows: its table is fetched first
 */
async function keepPack(pack, members, signal, came, grown) {
  /** @type {KeptPack | undefined} */
  let kept = await get("packs", pack.hash);
  /** @type {{from: number, bytes: Uint8Array<ArrayBuffer>} | undefined} */
  let got;
  /** @type {unknown} */
  let failure;
  /** @param {number} from @param {number} to */
  const fetchSlice = async (from, to) => {
    try {
      got = await takeSlice(pack, from, to, signal);
    } catch (error) {
      if (!(error instanceof Lost)) throw error;
      // What came before the line broke is kept, block by block.
      failure = error;
      got = { from, bytes: error.received };
    }
  };
  if (!kept) {
    await fetchSlice(0, members || grown ? pack.head : pack.bytes);
    if (failure && got && got.bytes.length < pack.head) throw failure;
    kept = { hash: pack.hash, table: await readHead(pack, /** @type {any} */ (got).bytes), have: [] };
    const fresh = kept;
    await transact(["packs"], "readwrite", (store) => {
      const old = store("packs").get(pack.hash);
      old.onsuccess = () => old.result || store("packs").put(fresh);
    });
  }
  const { table } = kept;
  /** @type {number[]} where each block begins */
  const starts = [];
  table.reduce((at, block, i) => ((starts[i] = at), at + block.bytes), pack.head);
  const have = new Set(kept.have);
  const wanted = blocksFor(table, members);
  came(pack.head + wanted.reduce((sum, i) => sum + (have.has(i) ? table[i].bytes : 0), 0));
  /** @param {number} i @param {Uint8Array<ArrayBuffer>} [bytes] already kept when missing */
  const note = async (i, bytes) => {
    await transact(["packs", "blocks", "entries"], "readwrite", (store) => {
      if (bytes) store("blocks").put(bytes, table[i].hash);
      let at = 0;
      for (const [path, size, hash, ...more] of table[i].entries) {
        for (const p of [path, ...more]) store("entries").put({ path: p, pack: pack.hash, block: table[i].hash, stored: !!table[i].stored, at, size, hash });
        at += size;
      }
      const record = store("packs").get(pack.hash);
      record.onsuccess = () => store("packs").put({ hash: pack.hash, table, have: [...new Set([...(record.result?.have || []), i])] });
    });
    have.add(i);
    came(table[i].bytes);
  };
  for (let tried = -1; ;) {
    for (const i of wanted) {
      if (have.has(i)) continue;
      const at = starts[i] - (got?.from ?? 0);
      const bytes = got && at >= 0 ? got.bytes.slice(at, at + table[i].bytes) : undefined;
      if (bytes?.length === table[i].bytes) {
        if ((await digest(bytes, 32)) !== table[i].hash) throw new Wrong(`pack ${pack.hash}: block ${i}`);
        await note(i, bytes);
      } else if ((await get("blocks", table[i].hash)) !== undefined) {
        await note(i); // of an older pack
      }
    }
    if (failure) throw failure;
    const first = wanted.find((i) => !have.has(i));
    if (first === undefined) return;
    if (first === tried) throw new Wrong(`pack ${pack.hash}: it ends early`);
    tried = first;
    let last = first;
    while (wanted.includes(last + 1) && !have.has(last + 1)) last++;
    got = undefined;
    await fetchSlice(starts[first], starts[last] + table[last].bytes);
  }
}

/** @param {Entry} entry @returns {Promise<Uint8Array<ArrayBuffer> | undefined>} */
async function readEntry(entry) {
  const block = await get("blocks", entry.block);
  try {
    const raw = entry.stored ? block : await inflate(block);
    const bytes = raw.slice(entry.at, entry.at + entry.size);
    if ((await digest(bytes, 32)) === entry.hash) return bytes;
  } catch {
    // Missing, or it does not unpack.
  }
  await transact(["packs", "blocks"], "readwrite", (store) => {
    store("blocks").delete(entry.block);
    const record = store("packs").get(entry.pack);
    record.onsuccess = () => record.result && store("packs").put({ ...record.result, have: record.result.have.filter((/** @type {number} */ i) => record.result.table[i].hash !== entry.block) });
  });
  return undefined;
}

/** What is kept under a path, of a release's packs if there is a choice. @param {Release} of @param {string} path */
async function findEntry(of, path) {
  /** @type {Entry[]} */
  const found = await all("entries", IDBKeyRange.bound([path], [path, []]));
  if (found.length > 1) {
    const packs = new Set([of.images, ...Object.values(of.languages).flatMap((edition) => [edition.packs, edition.lists])].flat().map((pack) => pack.hash));
    found.sort((a, b) => Number(packs.has(b.pack)) - Number(packs.has(a.pack)));
  }
  for (const entry of found) {
    const bytes = await readEntry(entry);
    if (bytes) return bytes;
    mend().then(resume).catch(() => {});
  }
  return undefined;
}
