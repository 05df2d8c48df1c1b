// @ts-check
// Downloads of collections, which go on until they are whole.

/** @type {Map<string, AbortController>} downloads under way */
const running = new Map();

/**
 * Fetches what a collection lacks of a release.
 * @param {Job} job is brought up to date @param {Release} of @param {AbortSignal} [signal] @param {() => void} [step]
 */
async function fetchJob(job, of, signal = new AbortController().signal, step = () => {}) {
  if (job.kind === "article") return fetchArticle(job, signal);
  const needs = await needsOf(job, of);
  const grown = job.state === "whole"; // of the release before: most of what it needs is here
  Object.assign(job, { total: needs.total, articles: needs.articles, name: needs.name, path: needs.path, done: 0 });
  const came = (/** @type {number} */ bytes) => {
    job.done += bytes;
    step();
  };
  const cache = await files();
  await each(needs.packs, ({ pack, members }) => again(signal, () => {
    let counted = 0;
    return keepPack(pack, members, signal, (bytes) => (counted += bytes, came(bytes)), grown).catch((error) => {
      came(-counted);
      throw error;
    });
  }));
  await each(needs.files, (file) => again(signal, async () => {
    if (!(await cache.match(keyOf(file)))) await fetchFile(file, signal);
    came(file.bytes);
  }));
}

/** Looks for a release in the place of one whose files are not to be had. @param {Release} now @returns {Promise<Release | undefined>} */
async function another(now) {
  await check(true).catch(() => {});
  const found = (await waiting()) || (await current());
  return found?.release === now.release ? undefined : found;
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
      // A release that comes meanwhile took this for no collection of its own.
      for (let before = ""; ;) {
        const [now, next] = [await current(), await waiting()];
        if (!now) throw new Error("nothing is installed");
        const both = `${now.release} ${next?.release}`;
        if (both === before) return;
        before = both;
        const later = next && { ...job };
        if (later) await fetchJob(later, next, stop.signal);
        try {
          await fetchJob(job, now, stop.signal, () => tell(false));
        } catch (error) {
          if (!(error instanceof Wrong)) throw error;
          // The server may have replaced the release: then it has only the next.
          if (later) Object.assign(job, later);
          else if (!(await another(now))) throw error;
        }
      }
    });
    job.state = "whole";
  } catch (error) {
    const reason = stop.signal.aborted ? "" : reasonOf(error);
    job.error = reason && `${reason}: ${/** @type {any} */ (error)?.message}`;
    job.state = !reason ? "paused" : reason === "quota" ? "failed" : "waiting";
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
