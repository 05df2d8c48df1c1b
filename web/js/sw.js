// @ts-check
// sw.js answers for the site when the network does not. It keeps the interface,
// the pages that were read and the collections that the reader chose, and
// nothing of what it keeps is ever wrong: every file is compared with its hash
// before it is kept, and again before it is given out.
//
// Releases are data: this file changes only when its own code does. The formats
// of the manifest, of packs and of collections are specified in content/bundle.
//
// Kept where:
//   Cache Storage "lectern:<base>:files"  files of releases, by address
//   Cache Storage "lectern:<base>:seen"   images of pages that were read
//   Cache Storage "lectern:<base>:shared" files shared with us, until they are opened
//   IndexedDB     "lectern:<base>"        everything else, see stores
// Caches of others on the origin are never touched.
//
// Whatever fails in here, the request goes to the network as if there were no
// worker: a reader must never be worse off for having one.

/**
 * A file of a release; path is relative to the base.
 * @typedef {{path: string, bytes: number, sha256: string, role: string}} ShellFile
 * @typedef {{hash: string, bytes: number, head: number, entries: number}} Pack
 * @typedef {{segment: string, shell: string, pages: string, texts: string, articles: number,
 *   packs: Pack[], lists: Pack[], collections: ListFile}} Edition of a language
 * @typedef {{path: string, bytes: number, hash: string}} ListFile
 * @typedef {{release: string, build: string, home: string, shell: ShellFile[], languages: Record<string, Edition>,
 *   images: Pack[], search?: ListFile & {files: number, size: number}}} Release
 * @typedef {{bytes: number, hash: string, stored?: boolean, entries: [string, number, string, ...string[]][]}} Block
 * @typedef {{path: string, pack: string, block: string, stored: boolean, at: number, size: number, hash: string}} Entry
 * @typedef {{hash: string, table: Block[], have: number[]}} KeptPack have: numbers of the blocks that are kept
 * @typedef {{head: string, languages: string, main: string}} Part of a page, see content/bundle
 * @typedef {{part: Part, hash: string, build?: string}} Copy of a page as a build has it; old ones do not say of which
 * @typedef {Copy & {path: string, at: number, pinned: boolean, next?: Copy}} ReadPage next: of another build, while the first is in use
 * @typedef {{part: Part, build?: string, read?: boolean}} Found read: in a page that was read, not in the release
 * @typedef {{kind: string, slug: string, name: string, path?: string, articles: number, bytes: number, images: number,
 *   imageBytes: number, members?: number[], lists?: number[]}} Collection
 * @typedef {{core: number[], pictures: number[][], collections: Collection[]}} Catalogue of a language
 * @typedef {"running" | "waiting" | "paused" | "failed" | "whole"} JobState waiting: for the connection
 * @typedef {{id: string, language: string, kind: string, slug: string, name: string, path: string, articles: number,
 *   images: boolean, search: boolean, state: JobState, error: string, done: number, total: number}} Job a collection kept, or being fetched
 */

(() => {
  "use strict";

  const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
  const scope = worker.registration.scope;
  const base = new URL(scope).pathname;
  const mine = `lectern:${base}`;

  // A line that brings no byte for so long has died.
  const patience = 20000;
  // How long a fresher copy is waited for where one is kept.
  const quick = 3000;
  // After a piece did not come: two more tries, then the connection is waited for.
  const pauses = [1000, 5000];
  // New releases are asked for with a navigation, but not with each.
  const checkEvery = 60000;
  // Pages and images that were read: some 40 MB of the ones, 40 of the others.
  const mostPages = 2000;
  const mostImages = 800;
  // Three at a time hide the latency of a phone's line.
  const atOnce = 3;

  // ---- The database

  // Of every store: its key path.
  const stores = {
    state: "", // "current", "waiting": release; "badge": articles that came unseen
    releases: "release",
    clients: "", // client → release
    packs: "hash",
    blocks: "", // hash → bytes
    entries: ["path", "pack"],
    pages: "path",
    jobs: "id",
  };
  /** @typedef {keyof typeof stores} Store */

  /** @type {Promise<IDBDatabase> | undefined} */
  let opening;

  function database() {
    opening ??= new Promise((resolve, reject) => {
      const request = indexedDB.open(mine, 1);
      const late = setTimeout(() => reject(new Error("the database does not open")), quick);
      request.onupgradeneeded = () => {
        for (const [name, keyPath] of Object.entries(stores)) {
          const store = request.result.createObjectStore(name, keyPath ? { keyPath } : undefined);
          if (name === "entries") store.createIndex("pack", "pack");
        }
      };
      request.onsuccess = () => {
        clearTimeout(late);
        const db = request.result;
        // The kill switch deletes it, the browser may take it away.
        db.onclose = () => (opening = undefined);
        db.onversionchange = () => (db.close(), (opening = undefined));
        resolve(db);
      };
      request.onerror = () => reject(request.error);
    });
    opening.catch(() => (opening = undefined));
    return opening;
  }

  /**
   * Runs one transaction; what work returns is the request whose result is wanted.
   * @template T
   * @param {Store[]} names @param {IDBTransactionMode} mode
   * @param {(store: (name: Store) => IDBObjectStore) => IDBRequest<T> | void} work
   * @returns {Promise<T>}
   */
  async function transact(names, mode, work) {
    const db = await database();
    return new Promise((resolve, reject) => {
      const transaction = db.transaction(names, mode);
      /** @type {IDBRequest<T> | void} */
      let request;
      transaction.oncomplete = () => resolve(/** @type {any} */ (request)?.result);
      transaction.onabort = () => reject(transaction.error || new Error("the database gave up"));
      request = work((name) => transaction.objectStore(name));
    });
  }

  /** @param {Store} name @param {IDBValidKey | IDBKeyRange} key @returns {Promise<any>} */
  const get = (name, key) => transact([name], "readonly", (store) => store(name).get(key));
  /** @param {Store} name @param {IDBKeyRange} [range] @returns {Promise<any[]>} */
  const all = (name, range) => transact([name], "readonly", (store) => store(name).getAll(range));
  /** @param {Store} name @param {IDBKeyRange} [range] @returns {Promise<IDBValidKey[]>} */
  const keys = (name, range) => transact([name], "readonly", (store) => store(name).getAllKeys(range));
  /** @param {Store} name @param {any} value @param {IDBValidKey} [key] */
  const put = (name, value, key) => transact([name], "readwrite", (store) => store(name).put(value, key));
  /** @param {Store} name @param {IDBValidKey | IDBKeyRange} key */
  const remove = (name, key) => transact([name], "readwrite", (store) => store(name).delete(key));

  // ---- Bytes

  /** What came is not what was promised. */
  class Wrong extends Error {}
  /** There was no answer, or only a part of one; received is what came of the body. */
  class Lost extends Error {
    /** @param {string} message @param {Uint8Array<ArrayBuffer>} received */
    constructor(message, received) {
      super(message);
      this.received = received;
    }
  }

  const utf8 = new TextDecoder("utf-8", { fatal: true });

  /** @param {Uint8Array<ArrayBuffer>} bytes @param {number} [digits] */
  async function digest(bytes, digits = 64) {
    const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    return Array.from(sum, (b) => b.toString(16).padStart(2, "0")).join("").slice(0, digits);
  }

  /** @param {Uint8Array<ArrayBuffer>} bytes a deflate stream @returns {Promise<Uint8Array<ArrayBuffer>>} */
  async function inflate(bytes) {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  /** @param {string} path relative to the base */
  const addressOf = (path) => {
    const address = new URL(path, scope);
    if (!address.href.startsWith(scope)) throw new Wrong(`${path} is not of this site`);
    return address.href;
  };

  /**
   * Fetches a file of this site whole. A redirect is none of it: so answer the
   * portals of hotels and trains.
   * @param {string} path @param {RequestInit & {most?: number}} [init] most: bytes above which it cannot be the file
   */
  async function take(path, { most = 1 << 28, signal, ...init } = {}) {
    const stop = new AbortController();
    const end = () => stop.abort();
    signal?.addEventListener("abort", end);
    let late = setTimeout(end, patience);
    /** @type {Uint8Array[]} */
    const chunks = [];
    let size = 0;
    const joined = () => {
      const bytes = new Uint8Array(size);
      let at = 0;
      for (const chunk of chunks) bytes.set(chunk, at), (at += chunk.length);
      return bytes;
    };
    try {
      signal?.throwIfAborted();
      const reply = await fetch(addressOf(path), { credentials: "same-origin", redirect: "error", ...init, signal: stop.signal });
      if (reply.status !== 200 && reply.status !== 206) {
        end();
        throw Object.assign(new Wrong(`${path}: ${reply.status}`), { status: reply.status });
      }
      const reader = reply.body?.getReader();
      for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
        clearTimeout(late);
        late = setTimeout(end, patience);
        chunks.push(part.value);
        size += part.value.length;
        if (size > most) {
          end();
          throw new Wrong(`${path}: more than ${most} bytes`);
        }
      }
      return { bytes: joined(), status: reply.status, headers: reply.headers };
    } catch (error) {
      signal?.throwIfAborted();
      throw error instanceof Wrong ? error : new Lost(`${path}: ${error}`, joined());
    } finally {
      clearTimeout(late);
      signal?.removeEventListener("abort", end);
    }
  }

  /** @param {string} path */
  const hasHash = (path) => /\.[0-9a-f]{8,}\.[^/]+$/.test(path);

  // What the server says of every page, so that a page of ours says it too.
  const carried = ["Content-Security-Policy", "Permissions-Policy", "Referrer-Policy", "Cross-Origin-Opener-Policy", "X-Content-Type-Options"];

  /** @param {string} path @param {Headers} [from] */
  function headersFor(path, from) {
    const types = { html: "text/html; charset=utf-8", css: "text/css; charset=utf-8", js: "text/javascript; charset=utf-8", json: "application/json",
      wasm: "application/wasm", svg: "image/svg+xml", webmanifest: "application/manifest+json", png: "image/png", jpg: "image/jpeg", gif: "image/gif", webp: "image/webp", avif: "image/avif" };
    const extension = /** @type {keyof typeof types} */ (/[^.]*$/.exec(path)?.[0]);
    const headers = new Headers({ "Content-Type": types[extension] || "application/octet-stream" });
    for (const name of carried) {
      const value = from?.get(name);
      if (value) headers.set(name, value);
    }
    return headers;
  }

  /**
   * Runs work for every item, several at a time; the first failure is thrown
   * when all that had begun has ended.
   * @template T
   * @param {Iterable<T>} items @param {(item: T) => Promise<unknown>} work
   */
  async function each(items, work) {
    const queue = items[Symbol.iterator]();
    /** @type {unknown} */
    let failure;
    await Promise.all(Array.from({ length: atOnce }, async () => {
      for (let next = queue.next(); !next.done && !failure; next = queue.next()) {
        try {
          await work(next.value);
        } catch (error) {
          failure ||= error;
        }
      }
    }));
    if (failure) throw failure;
  }

  // ---- Files of releases

  const files = () => caches.open(`${mine}:files`);

  /** A name without a hash holds other bytes in another release. @param {ShellFile} file */
  const keyOf = (file) => addressOf(file.path) + (hasHash(file.path) ? "" : `?${file.sha256}`);

  /** @param {ShellFile} file @param {AbortSignal} [signal] */
  async function fetchFile(file, signal) {
    const named = hasHash(file.path);
    // The page has most of them in the browser's cache; what is wrong there is passed by.
    for (const cache of /** @type {RequestCache[]} */ (named ? ["default", "reload"] : ["no-cache"])) {
      const got = await take(file.path, { cache, most: file.bytes, signal }).catch((error) => {
        if (!(error instanceof Wrong)) throw error;
      });
      if (!got || (await digest(got.bytes, file.sha256.length)) !== file.sha256) continue;
      const keep = new Response(got.bytes, { headers: headersFor(file.path, got.headers) });
      await (await files()).put(keyOf(file), keep.clone());
      return keep;
    }
    throw new Wrong(`${file.path}: not the bytes of the release`);
  }

  /**
   * A kept file, verified. The program is too large for that: the browser keeps
   * compiled code only of the cache's own response, so it is looked at beside.
   * @param {ShellFile} file @param {ExtendableEvent} [event]
   */
  async function keptFile(file, event) {
    const cache = await files();
    const hit = await cache.match(keyOf(file));
    if (!hit) return undefined;
    const right = async (/** @type {Response} */ reply) => {
      const bytes = new Uint8Array(await reply.arrayBuffer());
      if ((await digest(bytes, file.sha256.length)) === file.sha256) return bytes;
      await cache.delete(keyOf(file));
      return undefined;
    };
    if (isProgram(file) && event) {
      event.waitUntil(right(hit.clone()));
      return hit;
    }
    const bytes = await right(hit);
    return bytes && new Response(bytes, { headers: hit.headers });
  }

  /** @param {ShellFile} file @param {ExtendableEvent} [event] */
  const haveFile = async (file, event) => (await keptFile(file, event)) || fetchFile(file);

  /** @param {Release} release @param {string} path */
  const named = (release, path) => release.shell.find((file) => file.path === path);

  /** @param {ShellFile} file */
  const isProgram = (file) => file.path.endsWith(".wasm");

  /** What only readers need who open files of their own: kept once it was used. @param {ShellFile} file */
  const isExtra = (file) => file.role === "opener";

  /** What a release can do without for a while. @param {ShellFile} file */
  const follows = (file) => file.role === "program" || file.role === "icon" || isExtra(file);

  /** Fetches what is not here of a release. @param {Release} release @param {boolean} [rest] that which may follow, instead of all else */
  async function fetchShell(release, rest = false) {
    const cache = await files();
    const kept = new Set((await cache.keys()).map((request) => request.url));
    const extra = rest && !!(await current())?.shell.some((file) => isExtra(file) && kept.has(keyOf(file)));
    await each(release.shell, async (file) => {
      if (follows(file) === rest && (extra || !isExtra(file)) && !kept.has(keyOf(file))) await fetchFile(file);
    });
  }

  /** It comes when the page has long been idle and starts the program, and with an update. @param {Release} release */
  async function fetchRest(release) {
    if (!(/** @type {any} */ (navigator).connection?.saveData)) await fetchShell(release, true);
  }

  // ---- Releases

  /** @type {Map<string, Release>} read ones; a release never changes */
  const releases = new Map();

  /** @param {string | undefined} id @returns {Promise<Release | undefined>} */
  async function release(id) {
    if (!id) return undefined;
    let found = releases.get(id);
    if (!found && (found = await get("releases", id))) releases.set(id, found);
    return found;
  }

  const current = async () => release(await get("state", "current"));
  const waiting = async () => release(await get("state", "waiting"));

  /** @returns {Promise<Release>} the release that the server has now */
  async function fetchManifest() {
    const { bytes } = await take("library/bundle.json", { cache: "no-cache", most: 1 << 24 });
    const text = utf8.decode(bytes);
    const body = text.slice(text.indexOf('"bundle":') + 9, text.lastIndexOf("}"));
    const { check, bundle } = JSON.parse(text);
    if (check !== (await digest(new TextEncoder().encode(body), 32))) throw new Wrong("bundle.json: not whole");
    if (bundle.format !== "lectern-bundle" || bundle.version !== 1) throw new Wrong("bundle.json: of another version");
    return bundle;
  }

  /** Puts a release in its place, and the collections that have come to it. @param {Release} next @param {Job[]} [jobs] */
  async function adopt(next, jobs = []) {
    await transact(["state", "releases", "jobs"], "readwrite", (store) => {
      store("releases").put(next);
      const present = store("state").get("current");
      present.onsuccess = () => store("state").put(next.release, present.result ? "waiting" : "current");
      for (const job of jobs) {
        // It may have been removed meanwhile.
        const still = store("jobs").get(job.id);
        still.onsuccess = () => still.result && store("jobs").put({ ...still.result, ...job });
      }
    });
  }

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

  async function install() {
    if (await current()) return; // this code is new, the releases are not
    const first = await fetchManifest();
    await fetchShell(first);
    await adopt(first);
    await worker.skipWaiting(); // before: a worker that kept nothing, as kill.js
  }

  /** @type {Promise<void> | undefined} */
  let checking;
  let checked = -checkEvery;

  /** Looks for a new release, unless it has just been done. @param {boolean} [now] @returns {Promise<void>} */
  function check(now = false) {
    // Not the clock, which readers set back.
    if (checking && now) return checking.catch(() => {}).then(() => check(true)); // it may have asked before there was something new
    if (checking || (!now && performance.now() - checked < checkEvery)) return checking || Promise.resolve();
    checked = performance.now();
    checking = gather(update).finally(() => (checking = undefined));
    return checking;
  }

  async function update() {
    const next = await fetchManifest();
    const now = await current();
    const before = await waiting();
    if (next.release === now?.release) {
      if (before) await remove("state", "waiting"); // the newer one was withdrawn
      // What the browser took away, or did not keep well: looking is cheap, but for the program.
      await each(now.shell, async (file) => isProgram(file) || keptFile(file));
      await fetchShell(now);
      await fetchRest(now);
      if ((await keys("releases")).length > 1) await tidy();
      return mend();
    }
    if (next.release !== before?.release) {
      await fetchShell(next);
      const jobs = (await all("jobs")).filter((job) => job.state === "whole");
      for (const job of jobs) {
        await fetchJob(job, next).catch((error) => {
          // The copy of an article stays what it is until a new one is whole.
          if (job.kind !== "article") throw error;
          const reason = reasonOf(error);
          Object.assign(job, { state: reason === "quota" ? "failed" : "waiting", error: `${reason}: ${error?.message}` });
        });
      }
      const came = now ? await unseen(now, next, before) : 0;
      await adopt(next, jobs);
      await badge(came);
      await fetchRest(next);
    }
    await settle();
    await tellUpdate();
  }

  /** Makes the waiting release current when no page of the current one is open, or the reader agrees. @param {boolean} [agreed] */
  async function settle(agreed = false) {
    const [now, next] = await transact(["state"], "readonly", (store) => store("state").getAll(IDBKeyRange.bound("current", "waiting")));
    if (!next) return now && release(now);
    if (!agreed) {
      const open = await windows();
      const theirs = await Promise.all(open.map((client) => get("clients", client.id)));
      if (theirs.includes(now)) return release(now);
    }
    await transact(["state"], "readwrite", (store) => {
      store("state").put(next, "current");
      store("state").delete("waiting");
    });
    tidy();
    return release(next);
  }

  // ---- Clients: a page keeps the release it was opened with

  const windows = () => worker.clients.matchAll({ type: "window", includeUncontrolled: true });

  // Pages on their way: the browser does not list them yet, they have not said hello.
  const coming = new Set();

  /** @param {string} client @param {string} id of the release; "" for one we do not have */
  async function pin(client, id) {
    if (!client) return;
    coming.add(client);
    await put("clients", id, client);
  }

  /** The release that a page was opened with, and whether the page is known. @param {string} client */
  async function releaseOf(client) {
    const id = client ? await get("clients", client) : undefined;
    return id === undefined ? current() : release(id);
  }

  /** A page says which build it is of. @param {string} client @param {string} build */
  async function meet(client, build) {
    const known = await get("clients", client);
    if (known !== undefined && (await release(known))?.build === build) return;
    const found = [await current(), await waiting()].find((candidate) => candidate?.build === build);
    await pin(client, found?.release || "");
  }

  /** @param {any} message */
  async function broadcast(message) {
    for (const client of await windows()) client.postMessage({ lectern: 1, ...message });
  }

  async function news() {
    const now = await current();
    const next = await waiting();
    if (!now || !next) return null;
    /** @type {Record<string, number>} */
    const articles = {};
    for (const [tag, edition] of Object.entries(next.languages)) articles[tag] = Math.max(0, edition.articles - (now.languages[tag]?.articles || 0));
    return { articles, program: now.build !== next.build, release: next.release };
  }

  // ---- The badge of the installed site: articles that came since it was last open

  /**
   * How many articles a release brings beside those of the one before it, in
   * the languages that the reader keeps or has read last.
   * @param {Release} now @param {Release} next @param {Release} [before] the one that was waiting, counted already
   */
  async function unseen(now, next, before) {
    /** @type {ReadPage | undefined} */
    const last = (await all("pages")).sort((a, b) => b.at - a.at)[0];
    const theirs = editionOf(now, last?.path || now.home).segment;
    const kept = new Set((await all("jobs")).map((job) => job.language));
    let came = 0;
    const open = (await windows()).filter(isSeen);
    for (const { id } of open) if ((await get("clients", id)) !== undefined) return came; // the page tells of them
    for (const [tag, edition] of Object.entries(next.languages)) {
      if (kept.has(tag) || edition.segment === theirs) came += Math.max(0, edition.articles - ((before || now).languages[tag]?.articles || 0));
    }
    return came;
  }

  /** @param {Client} client */
  const isSeen = (client) => client instanceof WindowClient && client.visibilityState === "visible";

  /** Adds to the badge; undefined takes it away. Not every browser has one. @param {number} [more] */
  async function badge(more) {
    if (more === 0) return;
    const number = more ? ((await get("state", "badge")) || 0) + more : 0;
    await put("state", number, "badge");
    await (number ? navigator.setAppBadge?.(number) : navigator.clearAppBadge?.())?.catch(() => {});
  }

  async function tellUpdate() {
    const update = await news();
    if (update) await broadcast({ type: "update", update });
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

  // ---- Packs

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
   */
  async function keepPack(pack, members, signal, came) {
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
      await fetchSlice(0, members ? pack.head : pack.bytes);
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

  // ---- Pages

  /** Cuts the part out of a page's HTML; undefined for what is no page of ours. @param {string} html @returns {Part | undefined} */
  function cut(html) {
    const title = html.indexOf("<title>");
    const head = html.indexOf("</head>", title);
    const main = html.indexOf('<main id="_main"', head);
    const end = html.lastIndexOf("</main>");
    const ours = html.startsWith("<!doctype html>") && html.includes(` data-base="${base}"`) && buildOf(html) && /<\/html>\s*$/.test(html);
    if (!ours || title < 0 || head < 0 || main < 0 || end < main) return undefined;
    const nav = html.indexOf('<nav class="languages"', head);
    const list = nav < 0 ? -1 : html.indexOf("<ul>", nav) + 4;
    return {
      head: html.slice(title, head),
      languages: nav >= 0 && nav < main ? html.slice(list, html.indexOf("</ul>", list)) : "",
      main: html.slice(main, end + 7),
    };
  }

  /** @param {string} html */
  const buildOf = (html) => /<html [^>]*data-build="([^"]+)"/.exec(html)?.[1];

  /** @param {Uint8Array<ArrayBuffer>} bytes of a pack @returns {Part} */
  function readPart(bytes) {
    const line = bytes.indexOf(10) + 1;
    const [head, languages] = utf8.decode(bytes.slice(0, line)).split(" ").map(Number);
    const rest = bytes.slice(line);
    return { head: utf8.decode(rest.slice(0, head)), languages: utf8.decode(rest.slice(head, head + languages)), main: utf8.decode(rest.slice(head + languages)) };
  }

  /** @type {Map<string, {strings: string[], headers: Headers}>} verified ones, by path */
  const shells = new Map();

  /** The edition that a page belongs to. @param {Release} of @param {string} path */
  function editionOf(of, path) {
    const editions = Object.values(of.languages);
    const at = (/** @type {string} */ where) => editions.find((edition) => where.startsWith(`/${edition.segment}/`));
    return at(path) || at(of.home) || editions[0];
  }

  /** @param {Release} of @param {string} path @param {Part} part @param {number} [status] */
  async function join(of, path, part, status = 200) {
    const name = editionOf(of, path).shell;
    let shell = shells.get(name);
    if (!shell) {
      const reply = await haveFile(/** @type {ShellFile} */ (named(of, name))).catch(() => undefined);
      // Without the shell, the text: the browser has taken away everything else.
      shell = reply
        ? { strings: await reply.json(), headers: headersFor("html", reply.headers) }
        : { strings: ['<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">', "", "", ""], headers: headersFor("html") };
      if (reply) shells.set(name, shell);
    }
    const [a, b, c, d] = shell.strings;
    return new Response(a + part.head + b + part.languages + c + part.main + d, { status, headers: shell.headers });
  }

  /** The title as it stands in the page, escaped. @param {Part} part */
  const titleOf = (part) => /<title>([^<]*)/.exec(part.head)?.[1] || "";

  /** @param {Part} part */
  const hashOf = (part) => digest(new TextEncoder().encode(part.head + part.languages + part.main), 32);

  /**
   * Keeps a page that was read. Pages of a release that is in use take theirs
   * from it as it was: what another build has of it stands beside.
   * @param {string} path @param {Part} part @param {string} build @param {boolean} [pinned]
   */
  async function keepPage(path, part, build, pinned = false) {
    /** @type {Copy} */
    const copy = { part, hash: await hashOf(part), build };
    const builds = (await all("releases")).map((of) => of.build);
    const number = await transact(["pages"], "readonly", (store) => store("pages").count());
    if (number >= mostPages) {
      const old = (await all("pages")).filter((p) => !p.pinned).sort((a, b) => a.at - b.at).slice(0, mostPages / 10);
      await transact(["pages"], "readwrite", (store) => old.forEach((p) => store("pages").delete(p.path)));
    }
    await transact(["pages"], "readwrite", (store) => {
      const present = store("pages").get(path);
      present.onsuccess = () => {
        /** @type {ReadPage | undefined} */
        const before = present.result;
        const copies = [before, before?.next].filter((c) => c?.build && c.build !== build && builds.includes(c.build));
        const first = /** @type {Copy | undefined} */ (copies[0]);
        store("pages").put({
          ...(first ? { part: first.part, hash: first.hash, build: first.build, next: copy } : copy),
          path, at: Date.now(), pinned: pinned || !!before?.pinned,
        });
      };
    });
  }

  /** Forgets a page that the site no longer has, unless the reader keeps it. @param {string} path */
  const dropPage = (path) => transact(["pages"], "readwrite", (store) => {
    const present = store("pages").get(path);
    present.onsuccess = () => present.result?.pinned || store("pages").delete(path);
  });

  /** A kept page: as the release has it, or as it was read. @param {Release} of @param {string} path @returns {Promise<Found | undefined>} */
  async function keptPart(of, path) {
    const bytes = await findEntry(of, path);
    if (bytes) return { part: readPart(bytes) };
    /** @type {ReadPage | undefined} */
    const page = await get("pages", path);
    if (page) {
      const copies = page.next?.build === of.build ? [page.next, page] : [page, page.next];
      for (const copy of copies) {
        if (copy && (await hashOf(copy.part).catch(() => "")) === copy.hash) return { part: copy.part, build: copy.build, read: !page.pinned };
      }
      await remove("pages", path);
    }
    // Pages that say nothing of the library: search, the reader's own page.
    const file = named(of, editionOf(of, path).pages);
    const reply = file && (await keptFile(file));
    const found = reply && (await reply.json()).parts[path];
    return found && { part: { head: found[0], languages: found[1], main: found[2] } };
  }

  /** The page of an address, without base, query and fragment. @param {Release} of @param {string} address */
  function pagePath(of, address) {
    const path = new URL(address).pathname.slice(base.length - 1);
    return path === "/" ? of.home : plain(path);
  }

  /** An address as the tables have it. @param {string} path */
  function plain(path) {
    try {
      return decodeURI(path);
    } catch {
      return path;
    }
  }

  /** A page that the network gave, if it is one of ours. @param {Response} reply @returns {Promise<{part: Part, build: string} | undefined>} */
  async function parsePage(reply) {
    if (reply.status !== 200 || reply.redirected || !isHTML(reply)) return undefined;
    const html = await reply.text();
    const part = cut(html);
    return part && !isNotice(part) ? { part, build: buildOf(html) || "" } : undefined;
  }

  /** Notes a page that the network gave. @param {string} path @param {Response} reply */
  async function readPage(path, reply) {
    const page = await parsePage(reply);
    if (page) await keepPage(path, page.part, page.build).catch(() => {}); // no room: the reader reads all the same
    return page;
  }

  /** Says that there is no such page, or that it has another address. @param {Part} part */
  const isNotice = (part) => part.main.slice(0, part.main.indexOf(">")).includes('data-page="notfound"');

  /** Gone for good: said by our own page, not by a portal. @param {Response} reply */
  async function isGone(reply) {
    if (!isHTML(reply) || ![200, 404, 410].includes(reply.status)) return false;
    const part = cut(await reply.text());
    return !!part && (reply.status !== 200 || reply.redirected || isNotice(part));
  }

  /** @param {Response} reply */
  const isHTML = (reply) => /^text\/html\b/i.test(reply.headers.get("Content-Type") || "");

  /** @param {string} path @param {RequestCache} cache @param {AbortSignal} [signal] */
  const askPage = (path, cache, signal) => fetch(addressOf(encodeURI(path.slice(1))), { cache, signal, headers: { Accept: "text/html" } });

  /** Fetches a page in the background. @param {string} path @param {RequestCache} cache */
  async function refresh(path, cache) {
    const reply = await askPage(path, cache);
    const page = await readPage(path, reply.clone());
    if (!page && (await isGone(reply))) await dropPage(path);
    return page;
  }

  /** @param {number} time @returns {Promise<undefined>} */
  const after = (time) => new Promise((resolve) => setTimeout(resolve, time, undefined));

  /** @param {FetchEvent} event @returns {Promise<Response>} */
  async function answerPage(event) {
    const { request } = event;
    const navigating = request.mode === "navigate";
    const theirs = navigating ? await settle() : await releaseOf(event.clientId);
    const of = theirs || (await current());
    if (!of) return fetch(request);
    const path = pagePath(of, request.url);
    const found = await keptPart(of, path).catch(() => undefined);
    const part = found?.part;
    // What was read of another build has that build's page around it, where it is here.
    const foreign = !!found?.build && found.build !== of.build;
    const kept = async (/** @type {Part} */ part) => {
      const as = (foreign && [await current(), await waiting()].find((release) => release?.build === found.build)) || of;
      if (client) event.waitUntil(pin(client, as.release));
      return join(as, path, part);
    };
    const client = navigating ? event.resultingClientId : "";
    if (navigator.onLine) event.waitUntil(check().then(resume).catch(() => {}));

    // An article stays what it is; lists grow. Who reloads wants what is new,
    // and a page of a build that is not here would not take ours.
    const stays = part && !foreign && / data-page="(article|search|library|offline|open)"/.test(part.main.slice(0, part.main.indexOf(">")));
    const reloads = request.cache === "no-cache" || request.cache === "reload";
    if (part && ((stays && theirs && !reloads) || !navigator.onLine)) {
      if (navigator.onLine) event.waitUntil(freshen(path).catch(() => {}));
      return kept(part);
    }
    const ask = fetch(request).catch(() => undefined);
    if (!part) {
      const reply = await ask;
      if (reply && reply.type !== "opaqueredirect") event.waitUntil(note(reply.clone(), path, client));
      if (reply) return reply;
      const to = canonical(request.url);
      if (to && (await keptPart(of, pagePath(of, to)).catch(() => undefined))) return Response.redirect(to);
      if (!navigating) return Response.error();
      event.waitUntil(pin(client, of.release));
      return offline(of, path);
    }
    const reply = await Promise.race([ask, after(quick)]);
    if (reply?.type === "opaqueredirect") return reply;
    const page = reply && (await Promise.race([readPage(path, reply.clone()).catch(() => undefined), after(quick)]));
    if (reply && !page && found.read && (await Promise.race([isGone(reply.clone()).catch(() => false), after(quick)]))) {
      await dropPage(path);
      return reply;
    }
    // Not a portal's page, and for a page that is open none of another build.
    if (!reply || !page || (theirs && !navigating && page.build !== of.build && !foreign)) return kept(part);
    if (client) event.waitUntil(meet(client, page.build));
    return reply;
  }

  /** @param {Response} reply @param {string} path @param {string} client */
  async function note(reply, path, client) {
    const page = await readPage(path, reply).catch(() => undefined);
    if (client) await meet(client, page?.build || "");
  }

  /** The address that the site itself gives a page; "" for one that has it. @param {string} address */
  function canonical(address) {
    const to = new URL(address);
    to.pathname = to.pathname.replace(/\/index\.html$/, "/").replace(/\/[^/.]+$/, "$&/");
    return to.href === address ? "" : to.href;
  }

  const fresh = new Set();

  /** Asks once, as long as the worker lives, whether a page that was read has changed. @param {string} path */
  async function freshen(path) {
    if (fresh.has(path) || !(await get("pages", path))) return;
    fresh.add(path);
    await refresh(path, "no-cache");
  }

  /** The page that says what there is instead. @param {Release} of @param {string} path */
  async function offline(of, path) {
    const file = named(of, editionOf(of, path).pages);
    const reply = file && (await haveFile(file).catch(() => undefined));
    if (!reply) return Response.error();
    const pages = await reply.json();
    const [head, languages, main] = pages.parts[pages.offline];
    /** @type {Job[]} */
    const jobs = (await all("jobs")).filter((job) => job.state === "whole" && job.path && job.name);
    /** @type {ReadPage[]} */
    const read = (await all("pages")).sort((a, b) => b.at - a.at).slice(0, 30);
    const escape = (/** @type {string} */ text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
    const link = (/** @type {string} */ to, /** @type {string} */ title) => `<li><a href="${base}${escape(encodeURI(to.slice(1)))}">${title}</a></li>`;
    const items = [
      ...jobs.map((job) => link(job.path, escape(job.name))),
      ...read.map((page) => link(page.path, titleOf(page.part) || escape(page.path))),
    ];
    const filled = items.length ? main.replace(/(<ul[^>]* data-kept) hidden>(?=<\/ul>)/, (/** @type {string} */ _, /** @type {string} */ tag) => `${tag}>${items.join("")}`) : main;
    return join(of, path, { head, languages, main: filled }, 503);
  }

  // ---- Files

  /** @param {FetchEvent} event @param {string} path @returns {Promise<Response>} */
  async function answerFile(event, path) {
    const { request } = event;
    const again = request.cache === "reload" || request.cache === "no-cache";
    const candidates = [await releaseOf(event.clientId), await current(), await waiting()];
    for (const of of candidates) {
      const file = of && (named(of, path) || (path.startsWith("library/") && (await searchFiles(of)).find((f) => f.path === path)));
      if (!file) continue;
      const hit = again ? undefined : await keptFile(file, event);
      if (hit) return hit;
      // The program is read while it comes; a copy of it follows. The index is kept with collections only.
      if (file.role === "search") break;
      if (file.role !== "program") return (await fetchFile(file).catch(() => undefined)) || (await keptFile(file)) || fetch(request);
      event.waitUntil(fetchRest(of).catch(() => {}));
      break;
    }
    const of = candidates[0] || candidates[1];
    const isImage = request.destination === "image" || headersFor(path).get("Content-Type")?.startsWith("image/");
    if (!isImage || !of) return fetchNamed(request, path);
    const bytes = await findEntry(of, plain(`/${path}`));
    if (bytes) return new Response(bytes, { headers: headersFor(path) });
    const seen = await caches.open(`${mine}:seen`);
    const hit = again ? undefined : await seen.match(request.url);
    if (hit) return hit;
    const reply = await fetch(request);
    event.waitUntil(keepImage(reply.clone()).catch(() => {}));
    return reply;
  }

  /**
   * A style sheet or script of a release that is not here. One that a portal or
   * a broken line has left in the browser's cache would stay for a year.
   * @param {Request} request @param {string} path
   */
  async function fetchNamed(request, path) {
    const reply = await fetch(request);
    const hash = /^assets\/[^/]*\.([0-9a-f]{8,})\.(css|js)$/.exec(path)?.[1];
    if (!hash || !reply.ok || !/^(style|script)$/.test(request.destination)) return reply;
    const bytes = new Uint8Array(await reply.clone().arrayBuffer());
    return (await digest(bytes, hash.length)) === hash ? reply : fetch(request, { cache: "reload" });
  }

  /**
   * Whether a picture is what its name says. The name of an original carries the
   * hash of its bytes; that of a smaller copy, "-640" before it, does not: it
   * must be as long as it was said to be, and open.
   * @param {string} path @param {Uint8Array<ArrayBuffer>} bytes @param {Headers} headers
   */
  async function isPicture(path, bytes, headers) {
    const type = headers.get("Content-Type") || "";
    const length = headers.get("Content-Length");
    if (!/^image\//.test(type) || !bytes.length) return false;
    if (length && !headers.has("Content-Encoding") && Number(length) !== bytes.length) return false;
    const [, copy, hash] = /(-\d+)?\.([0-9a-f]{8,})\.[^/.]+$/.exec(path) || [];
    if (hash && (await digest(bytes, hash.length)) === hash) return true;
    if (hash && !copy) return false;
    if (/svg/.test(type) || !self.createImageBitmap) return true;
    return createImageBitmap(new Blob([bytes], { type })).then((image) => (image.close(), true), () => false);
  }

  /** A picture of the site, right. @param {string} path @param {AbortSignal} signal */
  async function takePicture(path, signal) {
    for (const cache of /** @type {RequestCache[]} */ (["default", "reload"])) {
      const { bytes, headers } = await take(path, { cache, signal });
      if (await isPicture(path, bytes, headers)) return bytes;
    }
    throw new Wrong(`${path}: not the picture`);
  }

  /** @param {Response} reply @param {boolean} [last] what is wrong in the browser's cache is passed by, once */
  async function keepImage(reply, last = false) {
    const { url, headers } = reply;
    if (reply.status !== 200 || reply.redirected || !hasHash(url) || !/^image\//.test(headers.get("Content-Type") || "")) return;
    const bytes = new Uint8Array(await reply.arrayBuffer()); // throws when it breaks off
    if (!(await isPicture(url, bytes, headers))) {
      if (!last) await keepImage(await fetch(url, { cache: "reload" }), true);
      return;
    }
    const seen = await caches.open(`${mine}:seen`);
    const kept = await seen.keys();
    for (const old of kept.slice(0, Math.max(0, kept.length - mostImages))) await seen.delete(old);
    await seen.put(url, new Response(bytes, { headers }));
  }

  /** The images that HTML names, with their widths where it says them. @param {string} html */
  function picturesIn(html) {
    const found = [...html.matchAll(/(?:src="|srcset="|, )([^" ,]+)(?: (\d+)w)?(?=[",])/g)];
    return found.filter(([, path]) => path.startsWith(`${base}assets/`)).map(([, path, width]) => ({ path: path.slice(base.length), width: Number(width || Infinity) }));
  }

  // ---- Collections

  /** @type {Map<string, AbortController>} downloads under way */
  const running = new Map();

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

  /**
   * Fetches what a collection lacks of a release.
   * @param {Job} job is brought up to date @param {Release} of @param {AbortSignal} [signal] @param {() => void} [step]
   */
  async function fetchJob(job, of, signal = new AbortController().signal, step = () => {}) {
    if (job.kind === "article") return fetchArticle(job, signal);
    const needs = await needsOf(job, of);
    Object.assign(job, { total: needs.total, articles: needs.articles, name: needs.name, path: needs.path, done: 0 });
    const came = (/** @type {number} */ bytes) => {
      job.done += bytes;
      step();
    };
    const cache = await files();
    await each(needs.packs, ({ pack, members }) => again(signal, () => {
      let counted = 0;
      return keepPack(pack, members, signal, (bytes) => (counted += bytes, came(bytes))).catch((error) => {
        came(-counted);
        throw error;
      });
    }));
    await each(needs.files, (file) => again(signal, async () => {
      if (!(await cache.match(keyOf(file)))) await fetchFile(file, signal);
      came(file.bytes);
    }));
  }

  /** Tries a piece again before it is given up. @param {AbortSignal} signal @param {() => Promise<unknown>} work */
  async function again(signal, work) {
    for (const pause of pauses) {
      try {
        return await work();
      } catch (error) {
        signal.throwIfAborted();
        if (isFull(error)) throw error;
        await Promise.race([after(pause), new Promise((done) => signal.addEventListener("abort", done, { once: true }))]);
      }
    }
    return work();
  }

  /** @param {unknown} error */
  const isFull = (error) => /** @type {any} */ (error)?.name === "QuotaExceededError" || /quota/i.test(String(error));

  /** @param {unknown} error */
  const reasonOf = (error) => (isFull(error) ? "quota" : error instanceof Wrong ? "wrong" : "connection");

  /** @type {Map<string, Promise<void>>} */
  const ends = new Map();

  /** Fetches a collection until it is whole, stopped, or the connection is gone. @param {string} id */
  function run(id) {
    let end = ends.get(id);
    if (!end) {
      end = fetchUntilWhole(id).finally(() => ends.delete(id));
      ends.set(id, end);
    }
    return end;
  }

  /** @param {string} id */
  async function fetchUntilWhole(id) {
    /** @type {Job | undefined} */
    const job = await get("jobs", id);
    if (!job) return;
    const stop = new AbortController();
    running.set(id, stop);
    let told = 0;
    const tell = (/** @type {boolean} */ now) => {
      if (!now && performance.now() - told < 200) return;
      told = performance.now();
      broadcast({ type: "progress", job: { ...job } });
    };
    Object.assign(job, { state: "running", error: "" });
    await saveJob(job);
    tell(true);
    try {
      await gather(async () => {
        const next = await waiting();
        if (next) await fetchJob({ ...job }, next, stop.signal);
        const now = await current();
        if (!now) throw new Error("nothing is installed");
        await fetchJob(job, now, stop.signal, () => tell(false));
      });
      job.state = "whole";
    } catch (error) {
      const reason = stop.signal.aborted ? "" : reasonOf(error);
      job.error = reason && `${reason}: ${/** @type {any} */ (error)?.message}`;
      job.state = !reason ? "paused" : reason === "quota" ? "failed" : "waiting";
      // The files of a release that the server has replaced are gone.
      if (/** @type {any} */ (error)?.status === 404) after(0).then(() => check(true)).catch(() => {});
    } finally {
      running.delete(id);
    }
    await saveJob(job);
    tell(true);
  }

  /** A collection that was removed meanwhile stays removed. @param {Job} job */
  const saveJob = (job) => transact(["jobs"], "readwrite", (store) => {
    const still = store("jobs").get(job.id);
    still.onsuccess = () => still.result && store("jobs").put(job);
  });

  /** Goes on with every download that the connection, or the end of the browser, has stopped. */
  async function resume() {
    for (const job of await all("jobs")) if (job.state === "running" || job.state === "waiting") await run(job.id);
  }

  /** Finds what the browser has lost of the collections; resume fetches it. */
  async function mend() {
    const now = await current();
    if (!now) return;
    const present = new Set(await keys("blocks"));
    for (const job of await all("jobs")) {
      if (job.state !== "whole") continue;
      for (const { pack, members } of (await needsOf(job, now)).packs) {
        /** @type {KeptPack | undefined} */
        const kept = await get("packs", pack.hash);
        const rows = kept ? await transact(["entries"], "readonly", (store) => store("entries").index("pack").count(pack.hash)) : 0;
        const bare = kept && rows < kept.have.reduce((sum, i) => sum + pathsOf(kept.table[i]).length, 0);
        const lost = kept ? kept.have.filter((i) => bare || !present.has(kept.table[i].hash)) : [];
        if (lost.length) {
          await transact(["packs"], "readwrite", (store) => {
            const record = store("packs").get(pack.hash);
            record.onsuccess = () => store("packs").put({ ...record.result, have: record.result.have.filter((/** @type {number} */ i) => !lost.includes(i)) });
          });
        }
        if (!kept || blocksFor(kept.table, members).some((i) => !kept.have.includes(i) || lost.includes(i))) await saveJob({ ...job, state: "waiting" });
      }
    }
  }

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

  // ---- Files that other programs share with the installed site

  const sharedName = `${mine}:shared`;
  // As many bytes as the page opens, see content/opened; a few files wait for
  // windows that are just being opened.
  const mostShared = 4 << 20;
  const mostWaiting = 3;

  /**
   * Keeps what is shared until the page that is opened for it asks, and sends
   * the browser there: a form cannot be reloaded, an address can.
   * @param {Request} request
   */
  async function share(request) {
    const to = new URL(request.url);
    to.search = `?shared=${await keepShared(request).catch(() => "failed")}`;
    return Response.redirect(to.href, 303);
  }

  /** @param {Request} request */
  async function keepShared(request) {
    const form = await request.formData();
    const file = form.getAll("file").find((given) => given instanceof File && given.size > 0);
    const text = ["title", "text", "url"].map((name) => form.get(name)).filter((given) => typeof given === "string" && given).join("\n\n");
    const blob = file instanceof File ? file : new Blob([text]);
    if (blob.size > mostShared) return "large";
    const id = crypto.randomUUID();
    const cache = await caches.open(sharedName);
    const waiting = await cache.keys();
    for (const old of waiting.slice(0, Math.max(0, waiting.length + 1 - mostWaiting))) await cache.delete(old);
    await cache.put(addressOf(`?shared=${id}`), new Response(blob, { headers: { "X-Name": encodeURIComponent(file instanceof File ? file.name : "") } }));
    return id;
  }

  // ---- What pages ask

  /**
   * Messages of pages, {lectern: 1, id, type, …}, each answered on its port by
   * {lectern: 1, id, result} or {lectern: 1, id, error, name}. Told without
   * being asked: {type: "progress", job}, {type: "update", update}.
   * @type {Record<string, (message: any, client: Client) => Promise<any>>}
   */
  const answers = {
    /** A page is here; what it shows is kept, and what had stopped goes on. */
    async hello({ build }, client) {
      // A page that was loading while the worker came would stay without it.
      await worker.clients.claim();
      await meet(client.id, build);
      coming.delete(client.id);
      if (isSeen(client) && (await get("state", "badge"))) badge().catch(() => {});
      const now = await current();
      const path = now && pagePath(now, client.url);
      if (path && !(await keptPart(now, path))) {
        // The browser has just shown it: nothing is fetched again.
        const page = await refresh(path, "force-cache").catch(() => undefined);
        for (const image of page ? picturesIn(page.part.main) : []) {
          await fetch(addressOf(image.path), { cache: "only-if-cached", mode: "same-origin" }).then(keepImage).catch(() => {});
        }
      }
      check().then(resume).catch(() => {});
      return { update: await news() };
    },

    async state() {
      const now = await current();
      const program = now?.shell.find((file) => file.role === "program");
      return {
        release: now?.release || "", build: now?.build || "", online: navigator.onLine,
        program: !!program && !!(await (await files()).match(keyOf(program))),
        articles: now ? Object.fromEntries(Object.entries(now.languages).map(([tag, edition]) => [tag, edition.articles])) : {},
        update: await news(), badge: (await get("state", "badge")) || 0, jobs: await all("jobs"), pages: (await keys("pages")).length,
        persisted: await navigator.storage.persisted(), ...(await navigator.storage.estimate()),
      };
    },

    /** What a language offers to be kept. */
    async collections({ language }) {
      const now = await current();
      if (!now) throw new Error("nothing is installed");
      const { collections } = await catalogue(now, language);
      return { search: now.search?.size || 0, collections: collections.map(({ members, lists, ...shown }) => shown) };
    },

    async keep({ language, kind, slug, images, search }) {
      const id = `${language}/${kind}/${slug}`;
      const now = await current();
      if (!now) throw new Error("nothing is installed");
      /** @type {Job} */
      const job = { id, language, kind, slug, name: "", path: "", articles: 0, images: !!images, search: !!search, state: "running", error: "", done: 0, total: 0 };
      const needs = await needsOf(job, now);
      if (!needs.found) throw new Error(`no collection ${id}`);
      const { usage = 0, quota = Infinity } = await navigator.storage.estimate();
      if (needs.total > quota - usage) throw Object.assign(new Error(`${needs.total} bytes needed, ${quota - usage} free`), { name: "QuotaExceededError" });
      Object.assign(job, { total: needs.total, articles: needs.articles, name: needs.name, path: needs.path });
      await stop(id);
      await put("jobs", job);
      return job;
    },

    /** What the offline page stands for is kept when the connection is back. */
    async later(_, client) {
      const now = await current();
      const path = pagePath(/** @type {Release} */ (now), client.url);
      const language = Object.entries(now?.languages || {}).find(([, edition]) => path.startsWith(`/${edition.segment}/`))?.[0] || "";
      return answers.keep({ language, kind: "article", slug: path, images: true }, client);
    },

    /** A download goes on: the browser is told that somebody waits for it. */
    async hold() {
      await Promise.all(ends.values());
    },

    async pause({ job: id }) {
      await stop(id);
      const job = await get("jobs", id);
      if (job && job.state !== "whole") await saveJob({ ...job, state: "paused", error: "" });
      return get("jobs", id);
    },

    async resume({ job: id }) {
      const job = await get("jobs", id);
      if (job && job.state !== "whole") await saveJob({ ...job, state: "running" });
      return get("jobs", id);
    },

    /** Cancels a download, removes a collection. */
    async remove({ job: id }) {
      await stop(id);
      /** @type {Job | undefined} */
      const job = await get("jobs", id);
      await remove("jobs", id);
      const page = job?.kind === "article" && (await get("pages", job.slug));
      if (page) await put("pages", { ...page, pinned: false });
      await tidy();
    },

    /** Gives out a shared file, once. */
    async shared({ file }) {
      const cache = await caches.open(sharedName);
      const key = addressOf(`?shared=${encodeURIComponent(String(file))}`);
      const hit = await cache.match(key);
      await cache.delete(key);
      return hit && { name: decodeURIComponent(hit.headers.get("X-Name") || ""), blob: await hit.blob() };
    },

    async check() {
      await check(true);
      return { update: await news() };
    },

    /** The reader agrees to the new release: it is the next that is opened. */
    async apply() {
      await worker.registration.waiting?.postMessage({ lectern: 1, type: "skip" });
      return { release: (await settle(true))?.release };
    },
  };

  /** Stops a download and waits until it has. @param {string} id */
  async function stop(id) {
    running.get(id)?.abort();
    await ends.get(id);
  }

  worker.addEventListener("message", (event) => {
    const { data, source, ports } = event;
    if (data?.lectern !== 1 || typeof data.type !== "string") return;
    if (data.type === "skip") return void worker.skipWaiting();
    if (!(source instanceof WindowClient) || !source.url.startsWith(scope) || !Object.hasOwn(answers, data.type)) return;
    event.waitUntil(answers[data.type](data, source).then(
      (result) => ports[0]?.postMessage({ lectern: 1, id: data.id, result }),
      (error) => ports[0]?.postMessage({ lectern: 1, id: data.id, error: String(error?.message || error), name: isFull(error) ? "quota" : String(error?.name) }),
    ).then(() => (/^(keep|later|resume|check)$/.test(data.type) ? resume() : undefined)).catch(() => {}));
  });

  // ---- Events

  // Only then is the worker there: a file that fails leaves things as they were.
  worker.addEventListener("install", (event) => event.waitUntil(install()));

  worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));

  // The installed site looks for a new release now and then while it is closed.
  worker.addEventListener("periodicsync", (/** @type {any} */ event) => event.tag === "check" && event.waitUntil(check(true)));

  worker.addEventListener("fetch", (event) => {
    const { request } = event;
    const { href, pathname } = new URL(request.url);
    if (request.method === "POST" && request.mode === "navigate" && href.startsWith(scope) && /^[^/]+\/open\/$/.test(pathname.slice(base.length))) {
      return event.respondWith(share(request));
    }
    if (request.method !== "GET" || !href.startsWith(scope) || request.headers.has("Range")) return;
    const path = pathname.slice(base.length);
    const name = path.slice(path.lastIndexOf("/") + 1);
    const network = () => fetch(request);
    if (/^(assets|library)\//.test(path) ? path !== "library/bundle.json" : name === "manifest.webmanifest") {
      event.respondWith(answerFile(event, path).catch(network));
    } else if ((request.mode === "navigate" || request.headers.get("Accept")?.includes("text/html")) && /^[^.]*$|\.html$/.test(name)) {
      event.respondWith(answerPage(event).catch(network));
    }
  });
})();
